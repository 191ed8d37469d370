"""People from a file, and the list of them for one."""
