"""What people may send us, checked before any rule sees it."""
