"""All plans of a small room, tried one after the other."""
