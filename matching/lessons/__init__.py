"""What the answers of a space teach about who says yes to whom."""
