"""Whole addresses of pages, for whoever comes from elsewhere: by a copied link, or a camera."""

import ipaddress
from urllib.parse import urlsplit

from flask import request

from app.extensions import settings


def whole(path: str) -> str:
    """Give the whole address of a path: the public one, or that by which it was just asked for."""
    return (settings().public_url or request.url_root).rstrip("/") + path


def for_phones(path: str) -> str | None:
    """Give the whole address of a path; None where only this very machine would find it."""
    address = whole(path)
    return None if _is_this_machine(urlsplit(address).hostname or "") else address


def _is_this_machine(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    # 0.0.0.0, where servers are told to listen, leads a phone to itself, too.
    return address.is_loopback or address.is_unspecified
