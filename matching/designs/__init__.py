"""Rounds in which nobody meets twice, from algebra and from search."""
