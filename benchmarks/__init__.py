"""How fast and how good it is: measured, not tested. Run `make bench`."""
