"""The demo space: believable people and their story, made from a seed."""
