"""An evening on paper, through the browser's own print dialog."""

from enum import Enum

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.auth import as_host
from app.extensions import db
from app.services.evenings import evenings
from app.services.mixers import mixers, prints
from app.services.viewers import Here

bp = Blueprint("prints", __name__)


class Paper(Enum):
    """The two sizes that printers hold."""

    A4 = "a4"
    LETTER = "letter"


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/print")
@as_host
def index(here: Here, mixer_id: int) -> ResponseReturnValue:
    """Show what can be printed."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    papers = prints.papers(db.session, mixer, now=here.now)
    is_on = evenings.is_on(db.session, mixer, now=here.now)
    told = {"mixer": mixer, "papers": papers, "is_on": is_on}
    return render_template("print/index.html", space=here.space, **told)


@bp.get("/spaces/<slug>/mixers/<int:mixer_id>/print/<any(tags,cards,schedules,list):sheet>")
@as_host
def show(here: Here, mixer_id: int, sheet: str) -> ResponseReturnValue:
    """Show one kind of sheet, as it comes out of the printer."""
    mixer = mixers.mixer_of(db.session, here.space, mixer_id)
    wanted = request.args.get("paper", "")
    paper = Paper(wanted) if wanted in {one.value for one in Paper} else Paper.A4
    return render_template(
        f"print/{sheet}.html",
        space=here.space,
        mixer=mixer,
        papers=prints.papers(db.session, mixer, now=here.now),
        paper=paper.value,
    )
