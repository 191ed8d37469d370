"""Work that nobody waits for: ids in, one service, one commit; safe to repeat and to kill."""
