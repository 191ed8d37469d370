"""Every setting of an installation, read once from the environment. Nothing else reads it."""

import logging
import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "ALONGSIDE_"
HIGHEST_PORT = 65_535
LEAST_PASSWORD_MEMORY_KIB = 32
"""Argon2id with four lanes takes no less."""
WANTED = {
    "database_url": "an address such as postgresql+psycopg://user@host/alongside",
    "public_url": "an address such as https://alongside.example",
    "smtp_url": "an address such as smtp://user:password@host:587 or smtps://host:465",
    "mail_from": "a sender such as Harbour Yard <hello@example.org>",
    "port": f"a port from 1 to {HIGHEST_PORT}",
    "threads": "at least 1",
    "password_memory_kib": f"at least {LEAST_PASSWORD_MEMORY_KIB}, for a real space 12288",
    "rate_limit_storage": "memory:// or an address such as redis://host:6379",
    "log_level": "one of DEBUG, INFO, WARNING, ERROR and CRITICAL",
}
"""What a setting must be that has another form than its type."""


class BadSetting(Exception):
    """A setting that cannot be understood, named so that it can be mended."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation can be told. Each field is `ALONGSIDE_` and its name in capitals."""

    data: Path = Path("data")
    """Folder of the database, the pictures and the secret key."""
    database_url: str = field(default="", repr=False)
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
    rate_limit_storage: str = field(default="memory://", repr=False)
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
    _require_sound(settings)
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


def _require_sound(settings: Settings) -> None:
    """Refuse what would otherwise be noticed when the first letter or password fails.

    What was given is not repeated: it may hold a password.
    """
    sound = {
        "database_url": not settings.database_url or "://" in settings.database_url,
        "public_url": not settings.public_url or _is_address(settings.public_url, "http"),
        "smtp_url": not settings.smtp_url or _is_address(settings.smtp_url, "smtp"),
        "mail_from": "@" in parseaddr(settings.mail_from)[1],
        "port": 1 <= settings.port <= HIGHEST_PORT,
        "rate_limit_storage": settings.rate_limit_storage == "memory://"
        or _is_address(settings.rate_limit_storage, "redis"),
        "threads": settings.threads >= 1,
        "password_memory_kib": settings.password_memory_kib >= LEAST_PASSWORD_MEMORY_KIB,
        "log_level": settings.log_level.upper() in logging.getLevelNamesMapping(),
    }
    for name, is_sound in sound.items():
        if not is_sound:
            msg = f"{PREFIX}{name.upper()} must be {WANTED[name]}"
            raise BadSetting(msg)


def _is_address(url: str, scheme: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # looked at only now
    except ValueError:
        return False
    return parts.scheme in {scheme, f"{scheme}s"} and bool(parts.hostname)


def _with_secret(settings: Settings) -> Settings:
    if settings.secret_key:
        return settings
    file = settings.data / "secret-key"
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            _keep(secrets.token_urlsafe(48), file)
        secret = file.read_text().strip()
    except OSError as error:
        msg = f"{PREFIX}DATA must be a folder that can be written to: {error}"
        raise BadSetting(msg) from error
    if not secret:
        msg = f"{file} is empty; put the key back from a backup, or delete the file"
        raise BadSetting(msg)
    return replace(settings, secret_key=secret)


def _keep(secret: str, file: Path) -> None:
    # It gets its name when it is whole: nobody reads half of it, a full disk leaves no empty
    # one, and of two processes starting at once the first one's counts for both.
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".secret-key-")
    try:
        with os.fdopen(handle, "w") as opened:
            opened.write(secret)
        with suppress(FileExistsError):
            os.link(draft, file)
    finally:
        Path(draft).unlink()
