"""A list of people: uploaded, looked at, imported."""

import io
import re

import pytest
from sqlalchemy import select

from models import ImportDraft, Member, Membership
from tests.factories import LONG_AGO, a_host_of, a_member, a_membership, a_space

GOOD = "Name,E-mail,Shoe size\nAna Silva,ana@example.org,38\nBo Lund,bo@example.org,44\n"
BAD = "Name,E-mail,Industry\nAna,ana.example.org,\n,bo@example.org,\nCy,cy@example.org,Softwear\n"
INDUSTRY = "Name,E-mail,Industry\nCy,cy@example.org,Softwear\n"


@pytest.fixture
def space(session):
    return a_space(slug="loft")


@pytest.fixture
def host(space, sign_in):
    return sign_in(a_host_of(space, "Hugo"))


def upload(host, content, name="members.csv"):
    host.get("/spaces/loft/import")
    file = (io.BytesIO(content if isinstance(content, bytes) else content.encode()), name)
    return host.submit("/spaces/loft/import", file=file)


def newcomers(session):
    query = select(Member.email).where(Member.claimed_at.is_(None)).order_by(Member.email)
    found = session.scalars(query).all()
    session.commit()
    return found


def test_first_a_look_then_everybody_and_a_second_tap_does_no_harm(host, session):
    kept = upload(host, GOOD)
    page = host.get(kept.location)
    assert "Import 2 people" in page.text
    assert "Shoe size" in page.text
    assert newcomers(session) == []

    first, second = host.submit(kept.location), host.submit(kept.location)
    told = host.get(first.location)

    assert (first.location, second.location) == ("/spaces/loft/members", "/spaces/loft/import")
    assert "2 people are on the list now. Nobody has been invited yet." in told.text
    assert newcomers(session) == ["ana@example.org", "bo@example.org"]
    assert session.scalars(select(ImportDraft)).all() == []


def test_the_look_at_a_file_does_not_tell_who_is_known_elsewhere(host, session):
    told = {"company": "Folha", "headline": "Packaging"}
    known = {
        "claimed": a_member("Zoe", email="claimed@gmial.com", profile=told),
        "shut": a_member("Kim", email="shut@gmial.com", disabled_at=LONG_AGO),
        "waiting": a_member("Ida", email="waiting@gmial.com", claimed_at=None, profile=told),
    }
    a_membership(known["claimed"], a_space())
    session.commit()
    row = "Name,E-mail,Company\nAna,{}@gmial.com,Bolt\nAna,z@example.org,\n"

    pages = {}
    for name in (*known, "nobody"):
        page = host.get(upload(host, row.format(name)).location).text
        shown = re.sub(r'(csrf_token"[^>]*value=")[^"]+|import/[0-9]+', r"\1", page)
        pages[name] = shown.replace(f"{name}@", "…@")

    assert "Is “…@gmail.com” meant?" in pages["nobody"]
    assert len(set(pages.values())) == 1


def test_mistakes_are_shown_mended_and_imported(host, session):
    bad = upload(host, BAD)
    page = host.get(bad.location)
    assert "3 things to mend; until then nothing is imported." in page.text
    assert ("would happen" in page.text, "good as" in page.text) == (False, False)
    assert "“ana.example.org” has no @." in page.text
    assert "Import 1 person" not in page.text

    refused = host.submit(bad.location)
    assert (refused.location, newcomers(session)) == (bad.location, [])
    host.submit(upload(host, GOOD).location)

    assert newcomers(session) == ["ana@example.org", "bo@example.org"]


def test_beside_mistakes_it_says_how_many_rows_are_good(host):
    rows = "Dan,dan@example.org,\nEve,eve@example.org,\n"

    one, two = (host.get(upload(host, BAD + part).location).text for part in (rows[:21], rows))

    assert "Not imported yet</h1>" in two
    assert "One row is good as it is." in one
    assert "2 rows are good as they are." in two


def test_the_same_fault_in_many_rows_is_told_once_and_all_of_it_can_be_had(host):
    rows = "".join(f"Ana,ana{n}.example.org\n" for n in range(150))
    odd = "".join(f"Bo,bo{n}.example.org\n,cy{n}@example.org\n" for n in range(50))
    bad = upload(host, f"Name,E-mail\n{rows}{odd}")

    page = host.get(bad.location).text
    whole = host.get(f"{bad.location}/to-look-at.csv").text

    assert "250 things to mend" in page
    assert (page.count("E-mail: “…” has no @."), page.count("The name is missing.")) == (1, 1)
    assert ("<summary>200 rows</summary>" in page, "2–152, 154, 156, 158" in page) == (True, True)
    assert page.count("has no @.") == 101  # told once, and of each kind a hundred
    assert (whole.count("has no @."), whole.count("The name is missing.")) == (200, 50)
    assert f'href="{bad.location}/to-look-at.csv"' in page


def test_what_looks_like_a_slip_is_told_once_too(host):
    rows = "".join(f"Person {n},p{n}@gmial.com\n" for n in range(90))

    page = host.get(upload(host, f"Name,E-mail\n{rows}").location).text

    assert page.count("E-mail: “…” is unusual. Is “…” meant?") == 1
    assert ("90 rows: 2–91" in page, "to-look-at.csv" in page) == (True, True)


def test_one_fault_has_nothing_to_fold_out_and_nothing_to_download(host):
    page = host.get(upload(host, INDUSTRY).location).text

    main = page.split("<main")[1].split("</main>")[0]
    assert "Industry: We do not know the industry “Softwear”. Did you mean “Software”?" in main
    assert ("Row 2" in main, "<details" in main, "to-look-at" in main) == (True, False, False)


def test_industries_that_are_not_known_may_stay_empty(host, session):
    kept = upload(host, INDUSTRY)
    look = host.get(kept.location).text
    assert ("Leave these industries empty" in look, "#industries" in look) == (True, True)
    assert "Import one person" in host.get(f"{kept.location}?leave_industries=1").text

    host.submit(kept.location, leave_industries="y")

    assert newcomers(session) == ["cy@example.org"]


def test_the_industries_to_choose_from_stand_beside_what_may_be_in_a_file(host):
    page = host.get("/spaces/loft/import").text

    listed = page.split('id="industries"')[1].split("</details>")[0]
    assert all(name in listed for name in ("Food &amp; drink making", "Law", "Design"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04", "This is an Excel or other office file."),
    ],
)
def test_what_is_no_list_is_named_at_the_field_and_not_kept(host, session, content, words):
    page = upload(host, content)

    assert (page.status_code, words in page.text) == (400, True)
    assert session.scalars(select(ImportDraft)).all() == []


def test_no_file_is_named_too(host):
    host.get("/spaces/loft/import")

    page = host.submit("/spaces/loft/import")

    assert (page.status_code, "Please choose a file." in page.text) == (400, True)


def test_names_and_headings_are_shown_as_words_whatever_they_hold(host):
    kept = upload(host, "Name,E-mail,<b>x</b>\n<script>a</script>,a@example.org,1\n", "<i>.csv")

    page = host.get(kept.location).text

    assert [word in page for word in ("<script>a", "<b>x", "<i>.csv", "&lt;script&gt;a")] == [
        False,
        False,
        False,
        True,
    ]


def test_a_file_is_thrown_away(host, session):
    kept = upload(host, GOOD)

    assert host.submit(f"{kept.location}/forget").location == "/spaces/loft/import"
    assert (host.get(kept.location).status_code, newcomers(session)) == (404, [])


def test_who_was_there_already_is_told_apart(host, space, session):
    a_membership(a_member("Ana", email="ana@example.org"), space)
    session.commit()

    page = host.get(upload(host, "Name,E-mail\nAna Silva,ana@example.org\n").location)

    assert "have claimed their profile: left alone" in page.text
    assert "Everything is there already; there is nothing to import." in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_look_costs_the_same_however_long(host, count_queries, rows):
    people = "".join(f"Person {n},p{n}@example.org\n" for n in range(rows))
    kept = upload(host, f"Name,E-mail\n{people}")

    with count_queries() as queries:
        host.get(kept.location)

    assert len(queries) == 5


def test_the_sample_can_be_imported_as_it_is(host, session):
    sample = host.get("/spaces/loft/import/sample.csv")
    host.submit(upload(host, sample.data).location)

    assert len(newcomers(session)) == 3
    assert (
        session.scalars(select(Membership.is_listed).where(Membership.joined_at.is_(None))).all()
        == [False] * 3
    )
