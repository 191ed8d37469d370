"""What happened, for whoever runs the installation: one line of JSON each, on standard error.

Lines name members by number and networks, never passwords, tokens, e-mails or
the paths of links that hold a secret.
"""

import logging
import sys
from typing import Any

import structlog
from flask import Flask, has_request_context, request
from structlog.types import EventDict

from app.extensions import network
from config import Settings


def init_app(app: Flask) -> None:
    """Write lines from the level that the settings name."""
    settings: Settings = app.config["SETTINGS"]
    level = logging.getLevelNamesMapping().get(settings.log_level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_to_standard_error,
        cache_logger_on_first_use=False,
    )
    # Flask's own writes down the path, and with it the secret of a link.
    app.log_exception = _log_exception  # type: ignore[method-assign]  # see above


def note(event: str, **facts: Any) -> None:  # noqa: ANN401 - whatever JSON can say
    """Write down what happened at the door, and from which network."""
    structlog.get_logger().info(event, **facts, **_request())


def refused(status: int, **why: str) -> None:
    """Write down that something was denied, at which door, and why where nobody else knows."""
    structlog.get_logger().warning("refused", status=status, **why, **_request())


def _request() -> EventDict:
    if not has_request_context():
        return {}
    return {"endpoint": request.endpoint, "method": request.method, "network": network()}


def _log_exception(exc_info: Any) -> None:  # noqa: ANN401 - what sys.exc_info gives
    structlog.get_logger().error("broken", exc_info=exc_info, **_request())


def _to_standard_error(*_names: str) -> structlog.PrintLogger:
    return structlog.PrintLogger(sys.stderr)
