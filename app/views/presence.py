"""Who is in today: coming in, leaving, and whom one finds there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import introducing
from app.auth import in_space
from app.extensions import db
from app.forms.presence import HEADS_DOWN, OPEN, SOMEWHERE, PresenceForm
from app.forms.rules import said_at
from app.services import opening
from app.services.introductions import introductions
from app.services.introductions.introductions_earlier import EarlierIntroduction
from app.services.introductions.introductions_queries import IntroductionCard
from app.services.introductions.lulls import Lull
from app.services.mixers import mixers
from app.services.mixers.mixers import NextMixer
from app.services.presence import fits, presence, wishes
from app.services.viewers import Here
from app.views import pages, people_in
from app.views.people_in import People
from models import Visit

bp = Blueprint("presence", __name__)

A_WHILE = timedelta(hours=2)
HALF_AN_HOUR = timedelta(minutes=30)


@bp.get("/spaces/<slug>/today")
@in_space
def today(here: Here) -> ResponseReturnValue:
    """Show who is in, and first who is worth meeting."""
    return pages.remembered(here, lambda: _today(here))


@bp.get("/spaces/<slug>/today/people")
@in_space
def live(here: Here) -> ResponseReturnValue:
    """Give the list anew where it has changed, and say in few words where it has not."""
    seen = request.args.get("seen", "")
    if request.if_none_match:
        etag = people_in.etag_now(here, seen=seen)
        if request.if_none_match.contains(etag):
            return _live(Response(status=304), etag)
    people = people_in.found(here)
    told = people_in.listed(here, people)
    page = "presence/_people.html"
    html = render_template(page, space=here.space, is_new=seen != people.ties, **told)
    return _live(Response(html), people_in.etag(here, people.marks, seen=seen))


@bp.post("/spaces/<slug>/check-in")
@in_space
def check_in(here: Here) -> ResponseReturnValue:
    """Let the member in, and look at once for somebody worth meeting."""

    def come_in(**chosen: Any) -> None:  # noqa: ANN401 - what the form holds
        presence.check_in(db.session, here.membership, **chosen)

    form = _form(here)
    return _back(here) if _is_done(here, form, come_in) else (_today(here, form)[0], 400)


@bp.post("/spaces/<slug>/check-out")
@in_space
def check_out(here: Here) -> ResponseReturnValue:
    """Let the member go."""
    presence.check_out(db.session, here.viewer.id, now=here.now)
    db.session.commit()
    flash(_("You are checked out. See you soon."), "success")
    return _back(here)


@bp.get("/spaces/<slug>/check-in/change")
@in_space
def how(here: Here) -> ResponseReturnValue:
    """Show a member how they are in, to change it."""
    visit = _visit(here)
    if visit is None or visit.space_id != here.space.id:
        return _back(here)
    return render_template("presence/change.html", space=here.space, form=_form(here, visit))


@bp.post("/spaces/<slug>/check-in/change")
@in_space
def change(here: Here) -> ResponseReturnValue:
    """Take what a member who is in has changed; an old page speaks for no other space."""
    visit = _visit(here)
    if visit is not None and visit.space_id != here.space.id:
        return _back(here)

    def choose(**chosen: Any) -> None:  # noqa: ANN401 - what the form holds
        presence.change(db.session, here.viewer.id, **chosen)

    form = _form(here)
    if _is_done(here, form, choose):
        return _back(here)
    return render_template("presence/change.html", space=here.space, form=form), 400


def _live(response: Response, etag: str) -> Response:
    """Let the browser keep the list, but ask each time whether it is still true."""
    response.set_etag(etag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _is_done(here: Here, form: PresenceForm, act: Callable[..., None]) -> bool:
    """Do what the form asks for and look for introductions; False when it must be mended."""
    if not form.validate():
        return False
    with said_at(form.until):
        act(
            zone_id=form.zone_id,
            is_listed=form.is_listed.data,
            heads_down_until=_heads_down_until(here, form),
            now=here.now,
        )
        db.session.commit()
        introducing.attempt(here.space.id)
    return not form.until.errors


def _heads_down_until(here: Here, form: PresenceForm) -> datetime | None:
    if form.wall is None:
        return None
    closing = opening.closing_time(db.session, here.space, now=here.now)
    return opening.next_time(here.space, form.wall, now=here.now, before=closing)


def _visit(here: Here) -> Visit | None:
    visit = presence.open_visit_of(db.session, here.viewer.id)
    return visit if visit is not None and visit.is_running(here.now) else None


def arrival(here: Here) -> dict[str, Any]:
    """Give what the panel says to somebody who is not in, on whichever page it stands."""
    return {"form": _usual_form(here), "elsewhere": people_in.space_of(_visit(here), here)}


def _form(here: Here, visit: Visit | None = None) -> PresenceForm:
    if request.method == "POST":
        return PresenceForm(presence.zones_of(db.session, here.space))
    return _usual_form(here, visit)


def _usual_form(here: Here, visit: Visit | None = None) -> PresenceForm:
    """Make the form so that, as it stands, one tap on its button does what is usual."""
    zones = presence.zones_of(db.session, here.space)
    if visit is None:
        zone_id = presence.usual_zone_of(db.session, here.viewer.id, space=here.space)
        is_listed, until = here.membership.is_listed, None
    else:
        zone_id, is_listed = visit.zone_id, visit.is_listed
        until = None if visit.is_open_to_people(here.now) else visit.heads_down_until
    wall = here.space.local(until or _in_a_while(here))
    usual = {
        "zone": zone_id or SOMEWHERE,
        "is_listed": is_listed,
        "openness": HEADS_DOWN if until else OPEN,
        "until": wall.time(),
    }
    return PresenceForm(zones, formdata=None, data=usual)


def _in_a_while(here: Here) -> datetime:
    later = here.now + A_WHILE
    past = timedelta(minutes=later.minute, seconds=later.second, microseconds=later.microsecond)
    return later - past % HALF_AN_HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the page tells, whomever of those in the viewer wants to see."""

    people: People
    visit: Visit | None
    """The viewer's running stay, here or elsewhere."""
    to_meet: list[IntroductionCard]
    lull: Lull | None
    follow_ups: list[EarlierIntroduction]
    next_mixer: NextMixer | None

    @property
    def until(self) -> datetime:
        """When time alone may change any of it."""
        mixers_end: list[datetime] = [self.next_mixer.Mixer.ends_at] if self.next_mixer else []
        return min([self.people.until, *mixers_end])


def _found(here: Here) -> Today:
    def look_up() -> tuple[Today, datetime]:
        to_meet = introductions.cards_for(db.session, here)
        told = Today(
            people=people_in.found(here),
            visit=_visit(here),
            to_meet=to_meet,
            lull=introductions.lull_of(db.session, here, cards=to_meet),
            follow_ups=introductions.to_follow_up(db.session, here),
            next_mixer=mixers.next_in(db.session, here),
        )
        return told, told.until

    return pages.found(here, "today", look_up)


def _today(here: Here, form: PresenceForm | None = None) -> tuple[str, datetime]:
    """Give the page, and the moment from which time alone may make another of it."""
    told, wish = _found(here), people_in.wished()
    people, visit = told.people, told.visit
    is_in = visit is not None and visit.space_id == here.space.id
    html = render_template(
        "presence/today.html",
        space=here.space,
        day=here.today,
        now=here.now,
        visit=visit if is_in else None,
        elsewhere=None if is_in else people_in.space_of(visit, here),
        form=None if is_in else form or _form(here),
        follow_ups=told.follow_ups,
        to_meet=told.to_meet,
        nav_badges={"introductions": sum(card.state == "asked" for card in told.to_meet)},
        lull=told.lull,
        helps=fits.help_with(people.wants, people.everybody),
        choices=wishes.choices(people.everybody, wish, sought=people.wants.names),
        wish=wish,
        is_new=False,
        **people_in.listed(here, people),
        live_url=people_in.live_url(here, people),
        etag=people_in.etag(here, people.marks, seen=people.ties),
        next_mixer=told.next_mixer,
    )
    # Who is not in yet is asked until when to be left alone, a while from now.
    changes = told.until, _in_a_while(here) - A_WHILE + HALF_AN_HOUR
    return html, told.until if is_in else min(changes)


def _back(here: Here) -> ResponseReturnValue:
    # Whoever goes by keyboard goes on below the menus, where it also says what has become of it.
    return redirect(url_for("presence.today", slug=here.space.slug, _anchor="main"))
