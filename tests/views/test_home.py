from app.cli.serving import first_steps
from tests.factories import a_member_of, a_membership, a_space


def test_health_answers_once_the_schema_is_there(client):
    response = client.get("/health")

    assert (response.status_code, response.json) == (200, {"status": "ok"})


def test_a_stranger_is_welcomed_and_can_sign_in(session, client):
    a_space()
    session.commit()

    page = client.get("/")

    assert page.status_code == 200
    assert "/sign-in" in page.text
    assert "space create" not in page.text


def test_whoever_has_just_installed_it_reads_how_to_begin(session, app, client):
    said = client.get("/").text, "\n".join(first_steps(app))
    a_space()
    session.commit()

    assert ["space create" in words for words in said] == [True, True]
    assert first_steps(app) == []


def test_whoever_is_in_several_spaces_stays_where_they_were_last(session, sign_in):
    first, last = a_space(name="Albany"), a_space(name="Zeeland")
    ana = a_member_of(first, "Ana")
    a_membership(ana, last)
    session.commit()
    browser = sign_in(ana)
    at_first = browser.get("/").location

    browser.get(f"/spaces/{last.slug}/today")

    # The page of the first that is still open beside it asks who is in, by itself.
    asked = {"Sec-Fetch-Mode": "cors"}
    assert browser.get(f"/spaces/{first.slug}/today/people", headers=asked).status_code == 200

    assert at_first == f"/spaces/{first.slug}/today"
    assert browser.get("/").location == f"/spaces/{last.slug}/today"
    assert "· Zeeland</title>" in " ".join(browser.get("/profile").text.split())
