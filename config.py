"""Every setting of an installation, read once from the environment. Nothing else reads it."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "ALONGSIDE_"


class BadSetting(Exception):
    """A setting that cannot be understood, named so that it can be mended."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation can be told. Each field is `ALONGSIDE_` and its name in capitals."""

    data: Path = Path("data")
    """Folder of the database, the pictures and the secret key."""
    database_url: str = ""
    """SQLAlchemy address of the database; an SQLite file in the data folder when empty."""
    secret_key: str = field(default="", repr=False)
    """Signs cookies and links; made and kept in the data folder when empty."""
    public_url: str = ""
    """Where people reach it, such as https://alongside.example; needed for a real space."""
    port: int = 8000
    """Where `serve` listens if not told, and where links lead without a public address."""
    trusted_hosts: str = ""
    """More host names that may be asked for, separated by commas."""
    proxy_hops: int = 0
    """How many proxies stand in front and set X-Forwarded headers."""
    smtp_url: str = field(default="", repr=False)
    """smtp://user:password@host:587 (STARTTLS) or smtps://host:465; letters are kept when empty."""
    mail_from: str = "Alongside <alongside@localhost>"
    """The sender of all letters."""
    rate_limit_storage: str = "memory://"
    """Where attempts are counted; redis://host:6379 when several processes serve."""
    scheduler: bool = True
    """Whether `serve` also does the background work."""
    threads: int = 8
    """How many requests are served at once."""
    password_memory_kib: int = 65536
    """Memory that hashing one password takes (argon2id)."""
    log_level: str = "INFO"
    """Least severe level that is logged."""

    @property
    def database(self) -> str:
        """The address of the database in use."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'alongside.sqlite3'}"

    @property
    def address(self) -> str:
        """What links begin with that are read elsewhere: in letters, calendars and a terminal."""
        return self.public_url.rstrip("/") or f"http://127.0.0.1:{self.port}"

    @property
    def is_public(self) -> bool:
        """Whether real people reach it over the internet."""
        return self.public_url.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        """The host names that requests may name."""
        named = [host.strip() for host in self.trusted_hosts.split(",") if host.strip()]
        public = urlsplit(self.public_url).hostname
        return [*named, public] if public else [*named, "127.0.0.1", "localhost", "[::1]"]

    @property
    def photos(self) -> Path:
        """Folder of the members' pictures."""
        return self.data / "photos"

    @property
    def demo_sign_ins(self) -> Path:
        """File in which the demo space notes how to sign in."""
        return self.data / "demo-sign-ins.txt"


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; anything unreadable or unknown is one clear error."""
    known = {name: spec.type for name, spec in Settings.__dataclass_fields__.items()}
    given: dict[str, object] = {}
    for variable, text in environ.items():
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name not in known:
            msg = f"{variable} is not a setting; the README lists them all"
            raise BadSetting(msg)
        given[name] = _read(variable, text, known[name])
    settings = Settings(**given)  # type: ignore[arg-type]  # _read gave each its type
    return _with_secret(settings)


def _read(variable: str, text: str, kind: object) -> object:
    if kind is bool:
        if text.lower() not in {"1", "0", "true", "false", "yes", "no"}:
            msg = f"{variable} must be yes or no, not {text!r}"
            raise BadSetting(msg)
        return text.lower() in {"1", "true", "yes"}
    if kind is int:
        if not text.isdecimal():
            msg = f"{variable} must be a whole number, not {text!r}"
            raise BadSetting(msg)
        return int(text)
    return Path(text) if kind is Path else text


def _with_secret(settings: Settings) -> Settings:
    if settings.secret_key:
        return settings
    settings.data.mkdir(parents=True, exist_ok=True)
    file = settings.data / "secret-key"
    try:
        # Opened so that of two processes starting at once only one writes it.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "w") as opened:
            opened.write(secrets.token_urlsafe(48))
    values = {name: getattr(settings, name) for name in Settings.__dataclass_fields__}
    return Settings(**{**values, "secret_key": file.read_text().strip()})
