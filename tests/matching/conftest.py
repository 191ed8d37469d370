"""Tests never time anything, so neither does Hypothesis."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("untimed")
