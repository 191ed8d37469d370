"""The statements that a session sends, for tests of services."""

from contextlib import contextmanager

from sqlalchemy import event


@contextmanager
def statements_of(session):
    """Collect what this session's engine is sent while the block runs, transactions aside."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT")):
            sent.append(statement)

    session.flush()
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
