"""The demo space: its people and their six months of story, made by code from a seed.

The words are written by hand in `people/*.toml`; what happened to whom is drawn. Everything
but `load` and `refresh` is plain data and knows no database.
"""
