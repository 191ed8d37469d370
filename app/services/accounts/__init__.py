"""Getting in: passwords, the second step, who is signed in where."""
