"""Portraits of people who do not exist, drawn flat and warm, by code alone."""
