"""Moving to another address."""

from sqlalchemy import select, update

from app.services.accounts import email_changes
from models import EmailChange, Letter, LetterKind
from tests.factories import LONG_AGO, a_member
from tests.signing_in import PASSWORD, TOKEN, come_in

KEY = "not-a-secret"


def test_an_address_is_changed_by_a_link_to_the_new_one(session, client, ana):
    come_in(client)
    path = "/account/email"

    wrong = client.submit(path, path, email="new@example.org", current="wrong")
    assert wrong.status_code == 400
    assert client.submit(path, path, email="new@", current=PASSWORD).status_code == 400
    asked = client.submit(path, path, email="New@example.org", current=PASSWORD)
    assert asked.status_code == 200
    change = session.scalars(select(EmailChange)).one()
    link = email_changes.link_path(change, key=KEY)
    session.commit()

    assert "new@example.org" in client.get(link).text
    client.submit(link, link)

    session.refresh(ana)
    assert ana.email == "new@example.org"
    assert session.scalars(select(Letter.kind).order_by(Letter.id)).all() == [
        LetterKind.NEW_EMAIL,
        LetterKind.EMAIL_CHANGED,
    ]
    assert client.get(link).status_code == 404


def test_the_page_for_the_new_address_tells_nobody_who_has_an_account(session, client, ana):
    a_member(email="taken@example.org")
    session.commit()
    come_in(client)
    path = "/account/email"

    free = client.submit(path, path, email="free@example.org", current=PASSWORD)
    session.execute(update(EmailChange).values(created_at=LONG_AGO))
    session.commit()
    taken = client.submit(path, path, email="taken@example.org", current=PASSWORD)

    def told(answer, name):
        return TOKEN.sub("", answer.text).replace(name, "…")

    assert told(free, "free@") == told(taken, "taken@")
    asked = select(EmailChange.new_email).order_by(EmailChange.id)
    assert session.scalars(asked).all() == ["free@example.org", "taken@example.org"]
