"""PostgreSQL: the embedded server, connections, migrations, the outbox and the job queue."""
