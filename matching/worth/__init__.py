"""What a meeting of two is worth, which are permitted, and the best few of each person."""
