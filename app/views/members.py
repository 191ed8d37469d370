"""The people of a space, as its hosts keep the list."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.auth import as_host
from app.extensions import db, settings
from app.forms.members import (
    ROLE_WORDS,
    STATE_KINDS,
    STATE_WORDS,
    LastDayForm,
    PersonForm,
    RoleForm,
)
from app.forms.rules import said_at
from app.services.errors import NotFound
from app.services.members import invitations, inviting, members, members_queries
from app.services.members.members_queries import Page, Person, State
from app.services.spreadsheets import members_export
from app.services.viewers import Here
from app.views.addresses import whole
from app.views.downloads import CSV, download
from models import Invitation, Role

bp = Blueprint("members", __name__)

_WORDS = {"role_words": ROLE_WORDS, "state_words": STATE_WORDS, "state_kinds": STATE_KINDS}


@bp.get("/spaces/<slug>/members")
@as_host
def index(here: Here) -> ResponseReturnValue:
    """Show everybody on the list, or those whom the filter keeps."""
    words = request.args.get("find", "")[:100]
    state = next((one for one in State if one.value == request.args.get("state")), None)
    number = request.args.get("page", 1, type=int)
    everybody = members_queries.people_of(db.session, here.space, now=here.now)
    found = members_queries.chosen(everybody, words=words, state=state)
    return render_template(
        "members/index.html",
        here=here,
        page=_page(here, members_queries.page_of(found, number=number), words, state),
        words=words,
        state=state,
        state_options=[(one.value, told) for one, told in STATE_WORDS.items()],
        is_empty=len(everybody) == 1,
        no_link=sum(person.state in {State.NOT_INVITED, State.EXPIRED} for person in everybody),
        **_WORDS,
    )


def _page(here: Here, page: Page[Person], words: str, state: State | None) -> dict[str, object]:
    def url(number: int) -> str | None:
        if not 1 <= number <= page.pages:
            return None
        chosen: dict[str, Any] = {"find": words or None, "state": state and state.value}
        return url_for("members.index", slug=here.space.slug, page=number, **chosen)

    return {
        "people": page.items,
        "total": page.total,
        "number": page.number,
        "pages": page.pages,
        "newer_url": url(page.number - 1),
        "older_url": url(page.number + 1),
    }


@bp.get("/spaces/<slug>/members.csv")
@as_host
def export(here: Here) -> ResponseReturnValue:
    """Hand over the list for a spreadsheet."""
    people = members_queries.people_of(db.session, here.space, now=here.now)
    return download(members_export.as_csv(people), kind=CSV, name="members.csv")


@bp.route("/spaces/<slug>/members/add", methods=["GET", "POST"])
@as_host
def add(here: Here) -> ResponseReturnValue:
    """Put one person on the list."""
    form = PersonForm()
    if form.validate_on_submit():
        with said_at(form.name):
            membership = members.add(
                db.session,
                here.space,
                email=form.email.data,
                name=form.name.data,
                role=Role(form.role.data),
                now=here.now,
            )
            db.session.commit()
            if membership.has_ended(here.today):
                flash(_("This person has left. You can invite them back."), "info")
            elif membership.created_at != here.now:
                flash(_("This person is on the list already."), "info")
            return _to_person(here, membership.id)
    return render_template("members/add.html", here=here, form=form), 400 if form.errors else 200


@bp.get("/spaces/<slug>/members/<int:membership_id>")
@as_host
def person(here: Here, membership_id: int) -> ResponseReturnValue:
    """Show one person with what a host can do for them."""
    found = _person(here, membership_id)
    last_day = LastDayForm(last_day=(found.ends_on if found.is_here else None) or here.today)
    return _person_page(here, found, RoleForm(role=found.next_role.value), last_day)


def _person(here: Here, membership_id: int) -> Person:
    for one in members_queries.people_of(db.session, here.space, now=here.now):
        if one.id == membership_id:
            return one
    raise NotFound


def _person_page(
    here: Here, found: Person, role: RoleForm, last_day: LastDayForm
) -> ResponseReturnValue:
    invitation = members_queries.open_invitation(db.session, found.id, now=here.now)
    page = render_template(
        "members/person.html",
        here=here,
        person=found,
        role=role,
        last_day=last_day,
        link=link_to(invitation) if invitation else None,
        invitation=invitation,
        has_gone_out=invitation is not None and invitations.has_gone_out(db.session, invitation),
        sends_mail=bool(settings().smtp_url),
        is_oneself=found.member_id == here.viewer.id,
        **_WORDS,
    )
    return page, 400 if role.errors or last_day.errors else 200


def link_to(invitation: Invitation) -> str:
    """Give the whole address that an invitation opens."""
    return whole(invitations.link_path(invitation, key=settings().secret_key))


def _to_person(here: Here, membership_id: int) -> ResponseReturnValue:
    return redirect(url_for("members.person", slug=here.space.slug, membership_id=membership_id))


def _done(here: Here, membership_id: int, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return _to_person(here, membership_id)


@bp.post("/spaces/<slug>/members/<int:membership_id>/invite")
@as_host
def invite(here: Here, membership_id: int) -> ResponseReturnValue:
    """Invite one person; whoever has left, in the role that is chosen for them."""
    role = RoleForm(role=Role.MEMBER.value).chosen()
    inviting.invite(db.session, here.space, membership_id, role=role, now=here.now)
    db.session.commit()
    _tell_of_invitations(1)
    return _to_person(here, membership_id)


@bp.post("/spaces/<slug>/members/invite")
@as_host
def invite_all(here: Here) -> ResponseReturnValue:
    """Invite everybody who has not been yet."""
    invited = inviting.invite_all(db.session, here.space, now=here.now)
    db.session.commit()
    _tell_of_invitations(invited)
    where = "members.index" if settings().smtp_url else "letters.index"
    return redirect(url_for(where, slug=here.space.slug))


def _tell_of_invitations(invited: int) -> None:
    if not invited:
        flash(_("Everybody has been invited already."), "info")
    elif settings().smtp_url:
        words = "The invitation is on its way.", "%(num)s invitations are on their way."
        flash(ngettext(*words, invited), "success")
    else:
        words = (
            "The invitation is ready. Copy its link and pass it on.",
            "%(num)s invitations are ready. Copy each link and pass it on.",
        )
        flash(ngettext(*words, invited), "success")


@bp.post("/spaces/<slug>/members/<int:membership_id>/role")
@as_host
def change_role(here: Here, membership_id: int) -> ResponseReturnValue:
    """Make somebody a member, a guest or a host."""
    role, by = RoleForm().chosen(), here.viewer.id
    members.change_role(db.session, here.space, membership_id, role=role, by=by, now=here.now)
    return _done(here, membership_id, _("Saved."))


@bp.post("/spaces/<slug>/members/<int:membership_id>/last-day")
@as_host
def set_last_day(here: Here, membership_id: int) -> ResponseReturnValue:
    """Say on which day a membership ends."""
    form = LastDayForm()
    if form.validate():
        with said_at(form.last_day):
            return _end(here, membership_id, form.last_day.data)
    found = _person(here, membership_id)
    return _person_page(here, found, RoleForm(formdata=None, role=found.role.value), form)


@bp.post("/spaces/<slug>/members/<int:membership_id>/end")
@as_host
def end(here: Here, membership_id: int) -> ResponseReturnValue:
    """End a membership at once."""
    return _end(here, membership_id, None)


def _end(here: Here, membership_id: int, last_day: date | None) -> ResponseReturnValue:
    by, now = here.viewer.id, here.now
    members.end(db.session, here.space, membership_id, last_day=last_day, by=by, now=now)
    return _done(here, membership_id, _("Saved."))


@bp.post("/spaces/<slug>/members/<int:membership_id>/take-back")
@as_host
def take_back(here: Here, membership_id: int) -> ResponseReturnValue:
    """Let a membership go on."""
    members.take_back(db.session, here.space, membership_id, by=here.viewer.id, now=here.now)
    return _done(here, membership_id, _("Saved."))


@bp.post("/spaces/<slug>/members/<int:membership_id>/disable")
@as_host
def disable(here: Here, membership_id: int) -> ResponseReturnValue:
    """Switch somebody's sign-in off."""
    members.disable(db.session, here.space, membership_id, by=here.viewer.id, now=here.now)
    return _done(here, membership_id, _("The sign-in is off, on every device."))


@bp.post("/spaces/<slug>/members/<int:membership_id>/enable")
@as_host
def enable(here: Here, membership_id: int) -> ResponseReturnValue:
    """Switch somebody's sign-in on again."""
    members.enable(db.session, here.space, membership_id, by=here.viewer.id, now=here.now)
    return _done(here, membership_id, _("The sign-in works again."))
