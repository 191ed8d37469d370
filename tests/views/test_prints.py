"""What goes on paper for an evening."""

import pytest

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize("sheet", ["tags", "cards", "schedules", "list"])
def test_everything_can_be_printed_in_both_sizes(host, night, sheet):
    host.submit(f"{host.at}/plan")

    a4, letter, odd = (
        host.get(f"{host.at}/print/{sheet}?paper={paper}").text for paper in ("a4", "letter", "x")
    )

    assert 'class="paper-a4"' in a4
    assert 'class="paper-letter"' in letter
    assert 'class="paper-a4"' in odd
    on_it = {"tags": 'name-1"><bdi>Person</bdi></b>', "cards": "<b>1</b>"}.get(sheet, "Person A")
    assert on_it in a4
    assert host.get(f"{host.at}/print").status_code == 200
