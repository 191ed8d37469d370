"""The house itself: small rooms, named words, settings that are written down."""

import re
from pathlib import Path

from config import PREFIX, Settings

ROOT = Path(__file__).parent.parent
MOST_LINES = 250


def _rooms():
    folders = ("app", "matching", "models", "templates", "tests", "benchmarks")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*") if file.is_file()]
    code = [file for file in files if file.suffix in {".py", ".html", ".txt"}]
    return [ROOT / "config.py", *(file for file in code if "versions" not in file.parts)]


def test_no_room_is_larger_than_a_reader_can_hold():
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in _rooms()}

    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_every_template_names_its_context_first():
    silent = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "templates").rglob("*")
        if file.is_file() and not file.read_text().startswith("{#")
    ]

    assert silent == []


def test_no_template_holds_a_style_or_a_script_of_its_own():
    inline = re.compile(
        r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
    )
    found = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "templates").rglob("*.html")
        if file.parent.name != "mail"  # mail programs keep no style but what is inline
        and inline.search(re.sub(r"{#.*?#}", "", file.read_text(), flags=re.DOTALL))
    ]

    assert found == []


def test_every_setting_stands_in_the_readme():
    table = set(re.findall(rf"`({PREFIX}[A-Z_]+)`", (ROOT / "README.md").read_text()))

    assert table == {PREFIX + name.upper() for name in Settings.__dataclass_fields__}


def test_only_the_settings_read_the_environment():
    readers = [
        str(file.relative_to(ROOT))
        for folder in ("app", "matching", "models")
        for file in (ROOT / folder).rglob("*.py")
        if re.search(r"os\.environ|os\.getenv", file.read_text())
    ]

    assert readers == []


def test_the_map_of_the_matching_names_every_room():
    words = (ROOT / "docs" / "architecture.md").read_text()
    names = {place.stem for place in (ROOT / "matching").iterdir() if place.suffix == ".py"}
    folders = {place.parent.name for place in (ROOT / "matching").glob("*/__init__.py")}

    missing = {name for name in (names | folders) - {"__init__"} if f"`{name}`" not in words}

    assert missing == set()


def test_the_map_of_the_rules_names_every_folder():
    words = (ROOT / "docs" / "architecture.md").read_text()
    folders = {place.parent.name for place in (ROOT / "app" / "services").glob("*/__init__.py")}

    assert {name for name in folders if f"`{name}`" not in words} == set()


def test_no_line_of_a_page_begins_with_a_dot_between_two_things():
    alone = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "templates").rglob("*.html")
        if " ·" in file.read_text() and file.name != "base.html"  # where it is a title
    ]

    assert alone == []
