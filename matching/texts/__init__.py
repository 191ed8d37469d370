"""What a text means: its letters, its words, its sentence, as vectors that are kept."""
