import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from app.services.spreadsheets import cells

STARTERS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
TYPED = st.text(alphabet=st.sampled_from([*STARTERS, "'", '"', ";", "a", "1", " "]), max_size=12)


@given(TYPED)
def test_a_cell_comes_back_as_it_went_out_and_starts_no_formula(text):
    out = cells.safe(text)

    assert out[:1] not in STARTERS or out == ""
    assert cells.unmarked(out) == text


@given(TYPED)
def test_a_cell_starts_no_formula_either_where_semicolons_part_the_cells(text):
    paper = io.StringIO()
    csv.writer(paper).writerow(["Ana", cells.safe(text), "member"])

    for row in csv.reader(io.StringIO(paper.getvalue(), newline=""), delimiter=";"):
        assert [cell for cell in row if cell.strip()[:1] in [*STARTERS]] == []


def test_ordinary_words_stay_as_they_are():
    assert [cells.safe(word) for word in ("Ana", "O'Brien", "'tis", "3-D print", "a; b")] == [
        "Ana",
        "O'Brien",
        "'tis",
        "3-D print",
        "a; b",
    ]
