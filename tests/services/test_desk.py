from datetime import timedelta

from app.services import desk
from app.services.desk import Overview
from app.services.members import inviting
from models import Reply
from tests.factories import (
    a_host_of,
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    an_introduction,
    an_invitation,
)


def test_the_day_is_counted_and_a_no_counts_like_silence(session, now):
    space = a_space()
    a_host_of(space)
    ana, bo, cy, di = (a_member_of(space) for _ in range(4))
    a_visit(ana, space, now=now)
    a_visit(bo, space, now=now, is_listed=False)
    a_visit(bo, space, now=now, checked_out_at=now)  # before going unseen
    for _twice in range(2):
        a_visit(cy, space, now=now, checked_out_at=now)
    both = {"first_reply": Reply.YES, "second_reply": Reply.YES}
    an_introduction(ana, bo, space, now=now, **both)
    an_introduction(ana, cy, space, now=now, first_reply=Reply.NEVER)
    an_introduction(bo, cy, space, now=now)
    an_introduction(ana, di, space, now=now - timedelta(days=1), **both)
    a_membership(a_member(claimed_at=None), space, joined_at=None)
    inviting.invite_all(session, space, now=now)
    a_membership(a_member(claimed_at=None), space, joined_at=None)
    late = a_membership(a_member(claimed_at=None), space, joined_at=None)
    an_invitation(late, now=now - timedelta(days=900))

    assert desk.overview(session, space, now=now) == Overview(
        is_in=2,
        not_listed=1,
        left=1,
        proposed=3,
        agreed=1,
        joined=5,
        invited=1,
        expired=1,
        not_invited=1,
        letters=1,
    )
