"""Looking for a better plan, seat by seat; compiled."""
