"""Sending the letters that wait."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from smtplib import SMTP, SMTPException

import structlog
from flask import Flask

from app import mail
from app.extensions import db
from app.services import correspondence, letters
from app.services.letters import Errand
from config import Settings

log = structlog.get_logger()

LONGEST_SECONDS = 30.0
"""After so long it is looked anew who waits beside the mailbox, however many letters are left."""


def send_due(app: Flask) -> int:
    """Send the letters that wait and say how many went out.

    Each is claimed, sent and marked in steps of their own: a process killed in
    between leaves a letter that is tried again after a while, under the same
    Message-ID. Without a mail server all letters stay where they are.
    Where the server has taken enough over one line, the others go out over the next.
    """
    settings: Settings = app.config["SETTINGS"]
    server = mail.server_of(settings)
    with db.reading() as session:
        waiting = letters.due(session, now=datetime.now(UTC)) if server else []
    if server is None or not waiting:
        return 0
    try:
        with mail.connected(server) as smtp:
            return sum(_sent(app, smtp, waiting))
    except (OSError, SMTPException) as error:
        log.warning("mail server out of reach", host=server.host, why=type(error).__name__)
        return 0


def _sent(app: Flask, smtp: SMTP, waiting: list[int]) -> Iterator[bool]:
    until = time.monotonic() + LONGEST_SECONDS
    for letter_id in waiting:
        yield _send(app, smtp, letter_id)
        has_hung_up = smtp.sock is None  # which is no fault of the next letter
        if has_hung_up or time.monotonic() > until:
            return


def _send(app: Flask, smtp: SMTP, letter_id: int) -> bool:
    now = datetime.now(UTC)
    with db.transaction() as session:
        errand = letters.claim(session, letter_id, now=now)
    if errand is None:
        return False
    try:
        message = _written(app, errand, now)
        if message is None:
            return False
        smtp.send_message(message)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one, the others shall go out
        log.warning("letter not sent", letter=errand.id, why=type(error).__name__)
        with db.transaction() as session:
            letters.mark_failed(session, errand, f"{type(error).__name__}: {error}", now=now)
        return False
    with db.transaction() as session:
        letters.mark_sent(session, errand.id, now=datetime.now(UTC))
    return True


def _written(app: Flask, errand: Errand, now: datetime) -> EmailMessage | None:
    key = app.config["SETTINGS"].secret_key
    with db.reading() as session:
        facts = correspondence.facts_for(session, errand, key=key, now=now)
        if facts is not None:
            to = correspondence.addressee(session, errand)
            return mail.compose(app, errand, to, facts, now=now)
    with db.transaction() as session:
        letters.mark_moot(session, errand.id, now=now)
    return None
