"""What no plan of an evening can exceed."""
