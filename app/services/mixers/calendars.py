"""A mixer as a calendar knows it: one event all its life, changed and cancelled under one name."""

from datetime import datetime
from urllib.parse import quote

from icalendar import Calendar, Event, vCalAddress, vUri

from models import Mixer, Space

PRODUCT = "-//Alongside//Mixers//EN"


def method_of(mixer: Mixer) -> str:
    """Name what a calendar is to do: take the event in, or take it out.

    Replies are given on the page, so nothing is requested of a calendar.
    """
    return "CANCEL" if mixer.cancelled_at is not None else "PUBLISH"


def file(
    mixer: Mixer, space: Space, *, sender: str, base_url: str, now: datetime, more: str = ""
) -> bytes:
    """Write the calendar file; the library escapes what people have typed.

    `more` is what is to be read there beside what is announced.
    """
    organizer = vCalAddress(f"mailto:{quote(sender, safe='@+.-_')}")
    organizer.params["CN"] = _plain(space.name)
    event = Event()
    # Nothing of the address is in it: calendars know the mixer again after a move, too.
    event.add("uid", mixer.uid)
    event.add("sequence", mixer.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", mixer.starts_at)
    event.add("dtend", mixer.ends_at)
    event.add("summary", mixer.title)
    event.add("organizer", organizer, encode=False)
    event.add("status", "CONFIRMED" if mixer.cancelled_at is None else "CANCELLED")
    if words := "\n\n".join(filter(None, (more, mixer.words))):
        event.add("description", words)
    event.add("location", ", ".join(filter(None, (where(mixer), space.name, space.address))))
    event.add("url", vUri(f"{base_url}/spaces/{space.slug}/mixers/{mixer.id}"))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method_of(mixer))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def where(mixer: Mixer) -> str:
    """Say where it is: the zone, and what the host has added; the zone must be loaded."""
    zone = mixer.zone.name if mixer.zone else ""
    return ", ".join(filter(None, (zone, mixer.place)))


def _plain(name: str) -> str:
    # A quotation mark would end the parameter that it stands in.
    return " ".join(name.replace('"', "'").split())
