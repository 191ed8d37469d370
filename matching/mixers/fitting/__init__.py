"""Plans at tables of any size that the rules allow."""
