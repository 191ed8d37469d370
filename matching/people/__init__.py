"""What people tell, as it is read: one way to read them for every question about a room."""
