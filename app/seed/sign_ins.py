"""How to sign in to the demo space: two people, their passwords, and the file that keeps them."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from app.seed.members import PLAYED_HOST, PLAYED_MEMBER, SeedMember, number_of


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """One person whom a visitor can be."""

    role: str
    name: str
    email: str
    password: str


def new_sign_ins(people: tuple[SeedMember, ...]) -> tuple[DemoSignIn, ...]:
    """Draw a password for the host and for the member."""
    return tuple(
        DemoSignIn(role, name, people[number_of(people, name)].email, secrets.token_urlsafe(9))
        for role, name in (("host", PLAYED_HOST), ("member", PLAYED_MEMBER))
    )


def keep(file: Path, sign_ins: tuple[DemoSignIn, ...]) -> None:
    """Write them down for this user's eyes only."""
    lines = [f"{one.role}\t{one.name}\t{one.email}\t{one.password}" for one in sign_ins]
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        os.fchmod(handle, 0o600)  # a file of an earlier run keeps its mode otherwise
        opened.write("\n".join(lines) + "\n")


def kept(file: Path) -> tuple[DemoSignIn, ...]:
    """Read them back; none when the file is gone."""
    if not file.is_file():
        return ()
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(DemoSignIn(*row) for row in rows)
