"""Who is in, as each member may see it."""
