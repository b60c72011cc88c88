"""The signs of long vectors beside them, in an index of their own: a scan of these reads a
sixteenth of what the vectors take, and finds those that are worth comparing exactly. Short
vectors lose too much by it, and are scanned as they are."""

from django.db import migrations

PASSAGES = ("search_emailpassage", "search_eventpassage", "search_filepassage")
BITS = "ALTER TABLE {table} ADD COLUMN bits bit varying"
INDEX = """
    CREATE INDEX {table}_bits ON {table} (user_id, model) INCLUDE (item_id, position, bits)
    WHERE bits IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0007_cache_state")]

    operations = [
        operation
        for table in PASSAGES
        for operation in (
            migrations.RunSQL(BITS.format(table=table), f"ALTER TABLE {table} DROP COLUMN bits"),
            migrations.RunSQL(INDEX.format(table=table), f"DROP INDEX {table}_bits"),
        )
    ]
