"""Inviting to a mixer: a host picks whom, looks once more, and sends."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.auth import as_host
from app.extensions import db, settings
from app.forms.mixer_invitations import InvitationForm
from app.services.errors import Refused
from app.services.evenings import evenings
from app.services.mixers import mixer_invitations, mixers
from app.services.mixers.mixer_invitations import Invited, Invitee, Wish
from app.services.seating import rsvps
from app.services.viewers import Here
from models.industry import INDUSTRIES

bp = Blueprint("mixer_invitations", __name__)

SHOWN = 100
INVITATIONS = "/spaces/<slug>/mixers/<int:mixer_id>/invitations"


@bp.get(INVITATIONS)
@as_host
def index(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show who could be asked, and who has been."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    people = mixer_invitations.members_for(db.session, mixer, here.space, now=here.now)
    wish = _wish()
    free = mixer_invitations.to_ask(people)
    picked = _picked(free)
    shown = {one.id for one in picked}
    found = [one for one in mixer_invitations.to_ask(people, wish) if one.id not in shown]
    return render_template(
        "mixers/invite.html",
        space=here.space,
        mixer=mixer,
        is_on=evenings.is_on(db.session, mixer, now=here.now),
        wish=wish,
        industries=_industries_of(free),
        free=len(free),
        picked=picked,
        found=found[:SHOWN],
        all_found=len(found),
        asked=[one for one in people if one.reply is not None],
    )


@bp.post(f"{INVITATIONS}/look")
@as_host
def look(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show once more who would be invited, and who of them would get a letter."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    if not evenings.is_on(db.session, mixer, now=here.now):
        raise rsvps.ended(mixer)
    everybody = mixer_invitations.members_for(db.session, mixer, here.space, now=here.now)
    chosen = _chosen(everybody)
    if not chosen:
        flash(_("Pick somebody first."), "info")
        return _back(here, mixer_id)
    return render_template(
        "mixers/invite_look.html",
        space=here.space,
        mixer=mixer,
        chosen=chosen,
        letters=sum(one.wants_mail for one in chosen),
        without=[one for one in chosen if not one.wants_mail],
        sends_mail=bool(settings().smtp_url),
    )


@bp.post(INVITATIONS)
@as_host
def send(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Invite those whom the host has looked at."""
    form = InvitationForm()
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    if not form.validate():
        raise Refused
    chosen = form.chosen.data or []
    invited = mixer_invitations.invite(db.session, mixer, here.space, chosen, now=here.now)
    db.session.commit()
    _tell_of(invited)
    return _back(here, mixer_id)


@bp.post(f"{INVITATIONS}/<int:attendee_id>/take-back")
@as_host
def take_back(here: Here, mixer_id: int, attendee_id: int) -> ResponseReturnValue:
    """Take back an invitation that was not answered."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    mixer_invitations.take_back(db.session, mixer, attendee_id)
    db.session.commit()
    flash(_("Taken back."), "success")
    return _back(here, mixer_id)


def _wish() -> Wish:
    """Read whom the host looks for, from the address or from the form below the list."""
    return Wish(
        words=request.values.get("find", "").strip()[:100],
        industry=request.values.get("industry", "")[:24],
        has_ask=bool(request.values.get("asks")),
    )


def _picked(people: list[Invitee]) -> list[Invitee]:
    """Give those whom the host has picked, whatever the filter says now."""
    picked = set(request.values.getlist("chosen", type=int))
    return [one for one in people if one.id in picked]


def _chosen(people: list[Invitee]) -> list[Invitee]:
    free = mixer_invitations.to_ask(people)
    picked = _picked(free)
    if "everybody" not in request.args:
        return picked
    meant = {one.id for one in [*picked, *mixer_invitations.to_ask(people, _wish())]}
    return [one for one in free if one.id in meant]


def _industries_of(people: list[Invitee]) -> list[tuple[str, str]]:
    there = {one.industry for one in people}
    return [(code, one.name) for code, one in INDUSTRIES.items() if code in there]


def _tell_of(invited: Invited) -> None:
    if not invited.people:
        flash(_("They had been invited already."), "info")
        return
    people = ngettext("%(num)s person is invited.", "%(num)s people are invited.", invited.people)
    letters = ngettext(
        "%(num)s letter is on its way.", "%(num)s letters are on their way.", invited.letters
    )
    flash(f"{people} {letters}" if settings().smtp_url and invited.letters else people, "success")


def _back(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Go back to the list; what the host looks for stays."""
    wish = _wish()
    page = url_for(
        "mixer_invitations.index",
        slug=here.space.slug,
        mixer_id=mixer_id,
        find=wish.words or None,
        industry=wish.industry or None,
        asks=1 if wish.has_ask else None,
    )
    return redirect(page)
