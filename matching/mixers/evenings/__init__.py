"""What a mixer is planned from, read and checked, and what a plan of it is."""
