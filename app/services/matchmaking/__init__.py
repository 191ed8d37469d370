"""The door into matching: rows become plain values, answers come back."""
