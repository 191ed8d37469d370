"""Profiles: one's own, as others see it, and other people's."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from app.auth import signed_in
from app.extensions import db, settings
from app.forms.asks import KIND_WORDS
from app.forms.profiles import WAY_WORDS
from app.services import directory, faces, photos, texts
from app.services.errors import NotFound
from app.services.introductions import introductions
from app.services.profiles import (
    asks,
    common_ground,
    contacts,
    languages,
    links,
    nudges,
    offers,
    portraits,
)
from app.services.profiles.common_ground import Shared
from app.services.profiles.portraits import Portrait
from app.services.viewers import Viewer
from app.views.downloads import download

bp = Blueprint("profiles", __name__)

DAY = "d MMMM y"

_NOTHING: Mapping[str, Any] = {"shared": None, "ties": None, "here": None, "to_answer_in": None}


@bp.get("/profile")
@signed_in
def own(viewer: Viewer) -> ResponseReturnValue:
    """Show the viewer's own profile, part by part, each with its way to change it."""
    portrait = portraits.own(db.session, viewer.id)
    today = datetime.now(UTC).date()
    return render_template(
        "profiles/own.html",
        **_context(portrait),
        nudge=nudges.next_for(portrait, today=today),
        asks=[
            (ask, asks.state(ask.expires_on, today=today), format_date(ask.expires_on, DAY))
            for ask in portrait.asks
        ],
        may_add={
            "offer": len(portrait.offers) < offers.MOST,
            "ask": len(portrait.asks) < asks.MOST,
            "link": len(portrait.links) < links.MOST,
        },
    )


@bp.get("/profile/preview")
@signed_in
def preview(viewer: Viewer) -> ResponseReturnValue:
    """Show the viewer's own profile as others see it."""
    today = datetime.now(UTC).date()
    portrait, _same = portraits.of_both(db.session, viewer.id, viewer.id, day=today)
    return render_template("profiles/show.html", **_context(portrait), is_own=True, **_NOTHING)


@bp.get("/people/<int:member_id>")
@signed_in
def show(viewer: Viewer, member_id: int) -> ResponseReturnValue:
    """Show somebody whom the viewer may see; everybody else is not there."""
    if member_id == viewer.id:
        return preview()
    now = datetime.now(UTC)
    directory.require_visible(db.session, member_id, by=viewer.id, now=now)
    reader, person = portraits.of_both(db.session, viewer.id, member_id, day=now.date())
    spaces = {membership.space_id for membership in viewer.memberships}
    usual = common_ground.usual_languages(db.session, spaces, today=now.date())
    shared = common_ground.shared(db.session, reader, person, aside_from={*usual, _locale()})
    return render_template(
        "profiles/show.html",
        **_context(person),
        is_own=False,
        shared=_in_words(shared),
        ties=common_ground.ties(db.session, viewer.id, member_id, spaces=spaces),
        here=common_ground.whereabouts(db.session, member_id, by=viewer.id, spaces=spaces, now=now),
        to_answer_in=introductions.place_to_answer(db.session, viewer.id, member_id, now=now),
    )


@bp.get("/people/<int:member_id>/contact.vcf")
@signed_in
def contact(viewer: Viewer, member_id: int) -> ResponseReturnValue:
    """Hand over somebody for the address book, once both have said yes to each other."""
    now = datetime.now(UTC)
    directory.require_visible(db.session, member_id, by=viewer.id, now=now)
    if not common_ground.ties(db.session, viewer.id, member_id, spaces=()).is_agreed:
        raise NotFound
    _reader, person = portraits.of_both(db.session, viewer.id, member_id, day=now.date())
    card = contacts.vcard(
        person,
        note=_said(person),
        jpeg=photos.as_jpeg(settings().photos, person.photo),
    )
    return download(card, kind="text/vcard; charset=utf-8", name="contact.vcf")


def _locale() -> str:
    return str(get_locale() or "en")


def _context(portrait: Portrait) -> dict[str, Any]:
    """Give what every page with a whole profile shows."""
    face = faces.face(portrait.id, portrait.name, portrait.photo)
    return {
        "person": {
            "name": portrait.name,
            "url": url_for("profiles.show", member_id=portrait.id),
            "initials": face.initials,
            "tint": face.tint,
            "photo_url": faces.photo_url(portrait.photo, 256),
            "pronunciation": portrait.pronunciation,
            "pronouns": portrait.pronouns,
            "headline": portrait.headline,
        },
        "portrait": portrait,
        "way": WAY_WORDS[portrait.way_of_working] if portrait.way_of_working else "",
        "kinds": KIND_WORDS,
        "languages": _language_names(portrait.languages),
        "links": [(link, texts.host_of(link.url)) for link in portrait.links],
    }


def _language_names(codes: list[str]) -> list[str]:
    return [languages.name_of(code, _locale()) for code in codes]


def _in_words(shared: Shared) -> dict[str, str]:
    """Give each list of what two people share as words with commas between."""
    return {
        "they_help_with": ", ".join(shared.they_help_with),
        "you_help_with": ", ".join(shared.you_help_with),
        "their_offer": shared.their_offer,
        "their_ask": shared.their_ask,
        "interests": ", ".join(shared.interests),
        "languages": ", ".join(_language_names(shared.languages)),
    }


def _said(person: Portrait) -> str:
    return _("Say “%(name)s”", name=person.pronunciation) if person.pronunciation else ""
