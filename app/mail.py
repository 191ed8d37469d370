"""Letters: their words from a template, their way over SMTP."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from itertools import groupby
from urllib.parse import unquote, urlsplit

from flask import Flask
from jinja2 import Environment
from markupsafe import Markup

from app import i18n
from app.services.correspondence import Addressee, Facts
from app.services.glimpses import call_name
from app.services.letters import Errand
from app.services.mixers import calendars
from app.services.short_names import called
from config import Settings
from models import LetterKind

PATIENCE_SECONDS = 20
ON_CONSENT = frozenset(
    {
        LetterKind.PROPOSED,
        LetterKind.AGREED,
        LetterKind.HELLO,
        LetterKind.DID_YOU_MEET,
        LetterKind.MIXER_INVITATION,
    }
)
"""Letters that come because the member said yes to letters of the space, which ends on a page."""
FOOT = "-- \n"
EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over."""

    host: str
    port: int
    user: str
    password: str
    is_wrapped: bool
    """TLS from the first byte; otherwise STARTTLS where the server offers it."""


def server_of(settings: Settings) -> MailServer | None:
    """Read where letters go; None when there is no mail server, so that letters are kept."""
    if not settings.smtp_url:
        return None
    parts = urlsplit(settings.smtp_url)
    is_wrapped = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname or "localhost",
        port=parts.port or (465 if is_wrapped else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_wrapped=is_wrapped,
    )


@contextmanager
def connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """Hold one connection for several letters."""
    trusted = ssl.create_default_context()
    if server.is_wrapped:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=PATIENCE_SECONDS, context=trusted
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=PATIENCE_SECONDS)
    with smtp:
        if not server.is_wrapped and smtp.ehlo() and smtp.has_extn("starttls"):
            smtp.starttls(context=trusted)
        if server.user:
            smtp.login(server.user, server.password)
        yield smtp


def compose(
    app: Flask, errand: Errand, to: Addressee, facts: Facts, *, now: datetime
) -> EmailMessage:
    """Write one letter; the first line of its template is the subject."""
    settings: Settings = app.config["SETTINGS"]
    base_url = settings.address
    told = facts | {"name": called(to.name), "call_name": call_name, "base_url": base_url}
    subject, words = _read(app.jinja_env, errand.kind, told, is_html=False)
    name, sender = parseaddr(settings.mail_from)
    message = EmailMessage()
    message["Subject"] = " ".join(subject.split())
    message["From"] = _address(name, sender)
    message["To"] = _address(to.name, to.email)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{errand.message_id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if errand.kind in ON_CONSENT:
        message["List-Unsubscribe"] = f"<{base_url}/spaces/{facts['space'].slug}/settings>"
    message.set_content(words + "\n")
    message.add_alternative(_page(app.jinja_env, errand.kind, told), subtype="html")
    if "mixer" in facts and not facts["is_invited"]:
        mixer, space = facts["mixer"], facts["space"]
        file = calendars.file(mixer, space, sender=sender, base_url=base_url, now=now)
        message.add_attachment(
            file.decode(),
            subtype="calendar",
            params={"method": calendars.method_of(mixer)},
            filename="mixer.ics",
        )
    return message


def _read(pages: Environment, kind: LetterKind, told: Facts, *, is_html: bool) -> tuple[str, str]:
    # Both parts are read from one template, so that neither says what the other does not.
    template = _letters(pages, is_html=is_html).get_template(f"mail/{kind.value}.txt")
    words = template.render(**told, is_html=is_html)
    subject, _, body = words.lstrip().partition("\n")
    return subject, EMPTY_LINES.sub("\n\n", body.strip())


def _page(pages: Environment, kind: LetterKind, told: Facts) -> str:
    subject, read = _read(pages, kind, told, is_html=True)
    # What people wrote was escaped when it was read.
    marked_subject, words = Markup(subject), Markup(read)  # noqa: S704 - as said above
    return pages.get_template("mail/letter.html").render(
        language=i18n.LANGUAGES[0],
        subject=marked_subject.striptags(),
        parts=[part for block in words.split("\n\n") for part in _parts(block)],
    )


def _parts(block: Markup) -> Iterator[tuple[str, list[Markup]]]:
    """Tell the parts of a letter by how their lines begin, as whoever reads plain words does."""
    if block.startswith(FOOT):
        yield "foot", block.removeprefix(FOOT).split("\n")
        return
    for kind, lines in groupby(block.split("\n"), _kind):
        yield kind, [line.removeprefix("- ").strip() for line in lines]


def _kind(line: str) -> str:
    return "list" if line.startswith("- ") else "quote" if line.startswith("  ") else "words"


@lru_cache(maxsize=4)
def _letters(pages: Environment, *, is_html: bool) -> Environment:
    # On pages a tag takes its line break along; in a letter every line break is meant.
    return pages.overlay(
        trim_blocks=False, lstrip_blocks=False, autoescape=is_html or pages.autoescape
    )


def _address(name: str, email: str) -> Address:
    # In two parts: as one, Python takes no letters beyond ASCII, which some servers do.
    mailbox, _, domain = email.rpartition("@")
    return Address(display_name=" ".join(name.split()), username=mailbox, domain=domain)
