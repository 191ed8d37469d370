"""Two people proposed to each other, at times three, until they have met."""
