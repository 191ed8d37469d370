from hypothesis import given
from hypothesis import strategies as st

from app.services.spreadsheets import cells

STARTERS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


@given(st.text(alphabet=st.sampled_from([*STARTERS, "'", "a", "1", " "]), max_size=12))
def test_a_cell_comes_back_as_it_went_out_and_starts_no_formula(text):
    out = cells.safe(text)

    assert out[:1] not in STARTERS or out == ""
    assert cells.unmarked(out) == text


def test_ordinary_words_stay_as_they_are():
    assert [cells.safe(word) for word in ("Ana", "O'Brien", "'tis", "3-D print")] == [
        "Ana",
        "O'Brien",
        "'tis",
        "3-D print",
    ]
