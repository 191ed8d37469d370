"""Bringing a list of people: upload, look, import."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.auth import as_host
from app.extensions import db
from app.forms.imports import ApplyForm, FileForm
from app.forms.profiles import industry_choices
from app.forms.rules import said_at
from app.services.errors import Conflict, NotFound
from app.services.spreadsheets import import_faults, import_plans, import_sample, imports
from app.services.spreadsheets.import_faults import faults
from app.services.spreadsheets.import_files import MOST_BYTES, MOST_ROWS
from app.services.spreadsheets.import_plans import Fate, Plan
from app.services.spreadsheets.imports import HasProblems
from app.services.viewers import Here
from app.views.downloads import CSV, download
from models import ImportDraft

bp = Blueprint("imports", __name__)

SHOWN = 100
"""Rows that a page names, and kinds of mistakes, and of each kind; the rest is counted."""


@bp.get("/spaces/<slug>/import")
@as_host
def index(here: Here) -> ResponseReturnValue:
    """Ask for a file, and say what may be in it."""
    return _index_page(here, FileForm())


def _index_page(here: Here, form: FileForm) -> ResponseReturnValue:
    page = render_template(
        "imports/index.html",
        here=here,
        form=form,
        most_rows=MOST_ROWS,
        most_mb=MOST_BYTES >> 20,
        industries=[choice.label for choice in industry_choices() if choice.value],
    )
    return page, 400 if form.errors else 200


@bp.get("/spaces/<slug>/import/sample.csv")
@as_host
def sample(_here: Here) -> ResponseReturnValue:
    """Hand over a file to fill in."""
    return download(import_sample.as_csv(), kind=CSV, name="members-sample.csv")


@bp.post("/spaces/<slug>/import")
@as_host
def upload(here: Here) -> ResponseReturnValue:
    """Keep a file for the look at it; nothing of it is written yet."""
    form = FileForm()
    if form.validate():
        with said_at(form.file):
            draft = imports.keep(
                db.session,
                here.space,
                by=here.viewer.id,
                file_name=form.file.data.filename,
                content=form.file.data.read(MOST_BYTES + 1),
                now=here.now,
            )
            db.session.commit()
            return redirect(url_for("imports.look", slug=here.space.slug, draft_id=draft.id))
    return _index_page(here, form)


@bp.get("/spaces/<slug>/import/<int:draft_id>")
@as_host
def look(here: Here, draft_id: int) -> ResponseReturnValue:
    """Show what importing the file would do."""
    draft = imports.draft_of(db.session, here.space, draft_id, by=here.viewer.id)
    leave_industries = request.args.get("leave_industries") == "1"
    plan = import_plans.plan(
        db.session, here.space, draft.content, leave_industries=leave_industries, now=here.now
    )
    return _look_page(here, draft, plan, leave_industries=leave_industries)


def _look_page(
    here: Here, draft: ImportDraft, plan: Plan, *, leave_industries: bool
) -> ResponseReturnValue:
    counts_by = {fate.value: plan.count(fate) for fate in Fate}
    # Or whoever looks at a file could find out which of a thousand addresses have an account.
    counts_by["new"] += counts_by.pop("joining")
    return render_template(
        "imports/look.html",
        here=here,
        draft=draft,
        plan=plan,
        wrong=faults(plan.problems),
        doubtful=faults(plan.notices),
        good_rows=import_faults.good_rows(plan),
        counts_by=counts_by,
        shown=SHOWN,
        leave_industries=leave_industries,
    )


@bp.get("/spaces/<slug>/import/<int:draft_id>/to-look-at.csv")
@as_host
def to_look_at(here: Here, draft_id: int) -> ResponseReturnValue:
    """Hand over row by row what a page tells in short, to be mended beside the file."""
    draft = imports.draft_of(db.session, here.space, draft_id, by=here.viewer.id)
    plan = import_plans.plan(db.session, here.space, draft.content, now=here.now)
    found = (*plan.problems, *plan.notices)
    return download(import_faults.as_csv(found), kind=CSV, name="to-look-at.csv")


@bp.post("/spaces/<slug>/import/<int:draft_id>")
@as_host
def apply(here: Here, draft_id: int) -> ResponseReturnValue:
    """Write what was looked at; a second time there is nothing left to write."""
    try:
        plan = imports.apply_draft(
            db.session,
            here.space,
            draft_id,
            by=here.viewer.id,
            leave_industries=bool(ApplyForm().leave_industries.data),
            now=here.now,
        )
    except NotFound:
        flash(_("That file has been imported already, or a day has passed since."), "info")
        return redirect(url_for("imports.index", slug=here.space.slug))
    except Conflict:
        flash(_("Somebody was adding people at this moment. Please import it again."), "warning")
        return redirect(url_for("imports.look", slug=here.space.slug, draft_id=draft_id))
    except HasProblems:  # there always were, or somebody has changed since the look at it
        return redirect(url_for("imports.look", slug=here.space.slug, draft_id=draft_id))
    db.session.commit()
    _tell(plan)
    return redirect(url_for("members.index", slug=here.space.slug))


def _tell(plan: Plan) -> None:
    added, changed = plan.count(Fate.NEW, Fate.JOINING), plan.count(Fate.CHANGED)
    if added:
        words = "One person is on the list now.", "%(num)s people are on the list now."
        flash(f"{ngettext(*words, added)} {_('Nobody has been invited yet.')}", "success")
    if changed:
        words = "One profile has changed.", "%(num)s profiles have changed."
        flash(ngettext(*words, changed), "success")
    if not plan.to_write:
        flash(_("Everything was there already; nothing has changed."), "info")


@bp.post("/spaces/<slug>/import/<int:draft_id>/forget")
@as_host
def forget(here: Here, draft_id: int) -> ResponseReturnValue:
    """Throw an uploaded file away."""
    imports.draft_of(db.session, here.space, draft_id, by=here.viewer.id)
    imports.forget(db.session, here.space, by=here.viewer.id)
    db.session.commit()
    return redirect(url_for("imports.index", slug=here.space.slug))
