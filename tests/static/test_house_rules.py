"""What the look promises of itself: small, nothing inline, either way of reading."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path("app/static")
TEMPLATES = sorted(Path("templates").rglob("*.html"))
KILOBYTE = 1024


@pytest.mark.parametrize(
    ("folder", "most"), [(STATIC, 12), (STATIC / "evening", 8)], ids=["everywhere", "mixers alone"]
)
def test_styles_and_scripts_together_stay_small(folder, most):
    files = [*folder.glob("*.css"), *folder.glob("*.js")]

    compressed = sum(len(gzip.compress(file.read_bytes())) for file in files)

    assert 0 < compressed <= most * KILOBYTE


# Mail programs keep no style but what is inline.
PAGES = [template for template in TEMPLATES if template.parent.name != "mail"]


@pytest.mark.parametrize("template", PAGES, ids=str)
def test_nothing_is_inline(template):
    handlers = r"\son(?:click|change|input|submit|load|error|focus|blur|key\w+|mouse\w+)="
    inline = re.findall(rf"<style|\sstyle=|<script(?![^>]*\ssrc=)|{handlers}", template.read_text())

    assert inline == []


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=str)
def test_styles_know_start_and_end_not_left_and_right(sheet):
    physical = re.findall(
        r"(?:(?:margin|padding|border)-|[;{]\s*)(?:left|right)\b", sheet.read_text()
    )

    assert physical == []


def test_the_themes_differ_in_colours_alone():
    """So that whatever has no colour looks and reads the same in both."""
    files = [*STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *TEMPLATES]

    asked = [
        line.strip()
        for file in files
        for line in file.read_text().splitlines()
        if "prefers-color-scheme" in line and 'name="theme-color"' not in line
    ]

    assert "light-dark(" in (STATIC / "tokens.css").read_text()
    assert asked == []


def test_every_style_and_script_is_used_by_the_page():
    page = Path("templates/base.html").read_text()
    sheets = {file.stem for file in STATIC.glob("*.css")}
    scripts = {file.stem for file in STATIC.glob("*.js")} - {"merge"}  # taken by two of the others

    lists = [set(re.findall(r'"(\w+)"', found)) for found in re.findall(r"in (\[.+?\])", page)]

    assert lists == [sheets, scripts]
