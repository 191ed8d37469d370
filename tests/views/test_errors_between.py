"""What others have deleted at this very moment is nobody's fault, and is said so."""

from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from structlog.testing import capture_logs

from app.services.members import erasure
from models import Member, Note
from tests.at_once import came_between
from tests.factories import a_member_of, a_space, a_visit


def test_who_writes_about_somebody_who_is_just_leaving_is_asked_to_look_again(
    session, sign_in, database_url
):
    now, space = datetime.now(UTC), a_space()
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    for one in (ana, bo):
        a_visit(one, space, now=now)
    bo_id, note = bo.id, f"/spaces/{space.slug}/met/with/{bo.id}/note"
    browser = sign_in(ana)
    browser.get("/account")

    with capture_logs() as written:
        page = came_between(
            database_url,
            partial(erasure.erase, member_id=bo_id),
            lambda _own: browser.submit(note, words="Tea"),
        )

    session.expire_all()
    assert (session.get(Member, bo_id), session.query(Note).all()) == (None, [])
    assert page.status_code in {404, 409}  # on SQLite the one is gone before the other looks
    assert "Something broke" not in page.text
    if page.status_code == HTTPStatus.CONFLICT:
        [line] = [line for line in written if line["event"] == "refused"]
        assert "foreign key" in line["cause"]
        assert "Tea" not in str(line)
