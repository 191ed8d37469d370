"""Who belongs to a space: invited, added, corrected, let in at the desk, gone."""
