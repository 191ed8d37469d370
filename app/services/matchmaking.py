"""The one door into matching: rows become people, proposals come back."""
