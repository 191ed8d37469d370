"""Where Alembic meets the models, on the connection it was handed."""

from alembic import context

import models

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=models.Base.metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
