"""A host brings a file with three errors, mends it, and imports it."""

import pytest

from tests.journeys import acts

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
WITH_ERRORS = """Name,E-mail,Company,Industry,Skills offered,Shoe size
Ana Sousa,ana@example.org,Rye & Co,Food,baking; bread,38
,nobody@example.org,Paper Studio,Design,packaging,40
Chidi Obi,chidi-example.org,Obi Law,Law,contracts,44
Dita Novak,dita@example.org,Novak,Blacksmithing of the moon,,39
"""
MENDED = (
    WITH_ERRORS.replace("\n,nobody@", "\nNora Body,nobody@")
    .replace("chidi-example", "chidi@example")
    .replace("Blacksmithing of the moon", "Law")
)


def _choose(host, text):
    host.go("/spaces/yard/import")
    host.page.locator("input[type=file]").set_input_files(
        {"name": "members.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    return host.press("Look at the file")


@ONLY_SQLITE
def test_a_file_with_three_errors_is_shown_mended_and_imported(yard, person):
    with yard.rows() as session:
        email = acts.somebody(acts.a_space(), "Hanne Holm", {}, role=acts.HOST).email
        session.flush()
    host = person().sign_in(email)

    _choose(host, WITH_ERRORS)
    for row, column in (("3", "Name"), ("4", "E-mail"), ("5", "Industry")):
        [line] = host.page.locator("li.line").filter(has_text=f"{column}:").all()
        assert f"Row {row}" in line.inner_text()
    assert "Shoe size" in host.text
    assert host.page.get_by_role("button", name="Import").count() == 0
    assert not host.go("/spaces/yard/members").sees("Ana Sousa")

    _choose(host, MENDED).press("Import 4 people")

    host.go("/spaces/yard/members")
    for name in ("Ana Sousa", "Nora Body", "Chidi Obi", "Dita Novak"):
        assert host.sees(name)
    assert host.text.count("Not invited") >= 4
    assert yard.postbox.letters == []
    assert _choose(host, MENDED).sees("there is nothing to import")
