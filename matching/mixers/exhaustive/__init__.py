"""All plans of a small room: backtracking, and integer programmes."""
