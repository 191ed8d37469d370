"""Who comes to an evening, and how far it has come: what seating and mixers both stand on."""
