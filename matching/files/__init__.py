"""Files that come in and go out, and what is said of those that cannot be read."""
