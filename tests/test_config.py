"""Settings: read once, each by its type, and refused in one line that names the setting."""

import pytest

from config import BadSetting, from_environment
from tests import processes
from tests.commands import Command, environment

A_SECRET = "smtp://ana:pelican@"


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
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def test_an_empty_secret_is_none(tmp_path):
    """A disk that was full at the first start has left such a file."""
    (tmp_path / "secret-key").touch()

    with pytest.raises(BadSetting, match="secret-key is empty"):
        from_environment({"ALONGSIDE_DATA": str(tmp_path)})


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(BadSetting, match="ALONGSIDE_DATA must be a folder that can be written to"):
        from_environment({"ALONGSIDE_DATA": str(tmp_path / "file" / "data")})


@pytest.mark.parametrize(
    ("variable", "text", "complaint"),
    [
        ("ALONGSIDE_THREADS", "many", "must be a whole number, not 'many'"),
        ("ALONGSIDE_THREADS", "0", "must be at least 1"),
        ("ALONGSIDE_SCHEDULER", "perhaps", "must be yes or no, not 'perhaps'"),
        ("ALONGSIDE_SMPT_URL", "smtp://x", "is not a setting"),
        ("ALONGSIDE_PORT", "99999", "must be a port from 1 to 65535"),
        ("ALONGSIDE_LOG_LEVEL", "loud", "must be one of DEBUG, INFO"),
        ("ALONGSIDE_PASSWORD_MEMORY_KIB", "1", "must be at least 32"),
        ("ALONGSIDE_PUBLIC_URL", "alongside.example", "must be an address such as https://"),
        ("ALONGSIDE_PUBLIC_URL", "ftp://alongside.example", "must be an address such as https://"),
        ("ALONGSIDE_DATABASE_URL", "alongside.sqlite3", "must be an address such as postgresql"),
        ("ALONGSIDE_SMTP_URL", "mail.example:587", "must be an address such as smtp://"),
        ("ALONGSIDE_SMTP_URL", f"{A_SECRET}mail.example:x", "must be an address such as smtp://"),
        ("ALONGSIDE_RATE_LIMIT_STORAGE", "redsi://x", "must be memory:// or an address such as"),
        ("ALONGSIDE_RATE_LIMIT_STORAGE", "redis://:pelican@x:p", "must be memory:// or an address"),
        ("ALONGSIDE_MAIL_FROM", "Harbour Yard", "must be a sender such as"),
    ],
)
def test_a_setting_that_cannot_be_followed_is_named(tmp_path, variable, text, complaint):
    with pytest.raises(BadSetting, match=f"^{variable} {complaint}") as refused:
        from_environment({"ALONGSIDE_DATA": str(tmp_path), variable: text})

    assert "pelican" not in str(refused.value)


def test_a_mistyped_setting_ends_a_command_with_one_line(tmp_path):
    told = environment(tmp_path, "sqlite://") | {"ALONGSIDE_SMPT_URL": "smtp://mail.example"}

    command = Command("migrate", told=told)

    assert processes.ended(command.process) == 1
    assert command.said == (
        "Error: ALONGSIDE_SMPT_URL is not a setting; the README lists them all\n"
    )
