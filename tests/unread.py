"""As in a new process: nothing that anybody wrote was read or compared before."""

from app.services.matchmaking import matchmaking_fits
from matching.texts import cache, vectors


def forget_all(monkeypatch):
    """Begin with nothing read, until the end of a test."""
    matchmaking_fits.forget()
    monkeypatch.setattr(cache, "_MEMORY", {})
    monkeypatch.setattr(vectors, "_SHELVES", {})
