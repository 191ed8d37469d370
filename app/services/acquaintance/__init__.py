"""What lies between two people: met, noted, glad to meet again, not with."""
