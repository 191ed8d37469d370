"""The tags of the demo space, and the other names under which they are known."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from app.seed.members import SeedMember

FILE = Path(__file__).with_name("skills.toml")


def aliases() -> dict[str, str]:
    """Map every other name to the tag that it means."""
    known = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {alias: name for name, others in known.items() for alias in others}


def tags(members: Sequence[SeedMember]) -> list[str]:
    """List every tag that somebody uses, by the alphabet."""
    offered = {tag for member in members for offer in member.offers for tag in offer.skills}
    wanted = {tag for member in members for ask in member.asks for tag in ask.skills}
    return sorted(offered | wanted)
