"""Letters that were not sent, and invitation links to pass on by hand."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.auth import as_host
from app.extensions import db, settings
from app.services import letters_queries
from app.services.letters_queries import Subject
from app.services.viewers import Here
from app.views.members import link_to

bp = Blueprint("letters", __name__)


@bp.get("/spaces/<slug>/letters")
@as_host
def index(here: Here) -> ResponseReturnValue:
    """Show what was to be sent and was not."""
    unsent = letters_queries.unsent(db.session, here.space, now=here.now)
    invitations = letters_queries.invitations_of(db.session, unsent)
    return render_template(
        "letters/index.html",
        here=here,
        to_pass_on=[
            (letter, link_to(invitations[letter.about_id]))
            for letter in unsent
            if letter.subject is Subject.INVITATION
        ],
        others=[letter for letter in unsent if letter.subject is not Subject.INVITATION],
        sends_mail=bool(settings().smtp_url),
    )
