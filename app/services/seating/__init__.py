"""Who comes and who sits with whom: planned, changed by hand, played, and planned anew."""
