"""Mixers: announced, run round by round, and what came of them."""
