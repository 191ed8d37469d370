"""An evening in rounds: who sits with whom, and how good that is."""
