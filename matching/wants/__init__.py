"""Who could help whom: every ask of a room against every offer."""
