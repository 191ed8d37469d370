"""A mixer as a file for somebody's own calendar, from its page or by the link of a letter."""

from datetime import datetime
from email.utils import parseaddr

from flask import Response, get_template_attribute
from flask_babel import gettext as _

from app.extensions import settings
from app.services.mixers import calendars
from app.views.downloads import download
from models import Attendee, Mixer, Space


def calendar_file(mixer: Mixer, space: Space, mine: Attendee | None, *, now: datetime) -> Response:
    """Give the file, with what somebody has said; whoever asks has been found to be asked."""
    words = get_template_attribute("mixers/_span.html", "span_words")
    rounds = words(mine.first_round, mine.last_round, mixer.rounds) if mine else ""
    file = calendars.file(
        mixer,
        space,
        sender=parseaddr(settings().mail_from)[1],
        base_url=settings().address,
        now=now,
        more=_("You said: %(rounds)s.", rounds=rounds) if rounds else "",
    )
    kind = f"text/calendar; charset=utf-8; method={calendars.method_of(mixer)}"
    return download(file, kind=kind, name="mixer.ics")
