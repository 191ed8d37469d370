"""All that is kept about one person, for that person."""
