"""Plans at tables of any size that the rules allow, by moving whoever is in conflict with one."""
