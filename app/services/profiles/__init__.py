"""What members tell of themselves, and how others read it."""
