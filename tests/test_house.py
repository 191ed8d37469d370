"""The house itself: small rooms, named words, settings that are written down."""

import re
from pathlib import Path

import pytest

from config import PREFIX, BadSetting, Settings, from_environment

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


def test_settings_are_read_by_their_type(tmp_path):
    settings = from_environment(
        {
            "ALONGSIDE_DATA": str(tmp_path),
            "ALONGSIDE_THREADS": "3",
            "ALONGSIDE_SCHEDULER": "no",
            "HOME": "/nowhere",
        }
    )

    assert (settings.data, settings.threads, settings.scheduler) == (tmp_path, 3, False)
    assert settings.database == f"sqlite:///{tmp_path / 'alongside.sqlite3'}"


def test_the_secret_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    first = from_environment({"ALONGSIDE_DATA": str(tmp_path)})
    second = from_environment({"ALONGSIDE_DATA": str(tmp_path)})

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 64
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("variable", "text", "complaint"),
    [
        ("ALONGSIDE_THREADS", "many", "must be a whole number, not 'many'"),
        ("ALONGSIDE_SCHEDULER", "perhaps", "must be yes or no, not 'perhaps'"),
        ("ALONGSIDE_SMPT_URL", "smtp://x", "is not a setting"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(tmp_path, variable, text, complaint):
    with pytest.raises(BadSetting, match=f"{variable} {complaint}"):
        from_environment({"ALONGSIDE_DATA": str(tmp_path), variable: text})
