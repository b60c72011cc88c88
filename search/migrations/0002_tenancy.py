"""Row-level security of the cache, references that stay within a person, vectors in the row."""

from django.db import migrations

from accounts.schema import composite_reference, tenant_table

ITEMS = ("search_email", "search_event", "search_file")
PASSAGES = ("search_emailpassage", "search_eventpassage", "search_filepassage")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("accounts", "0002_tenancy")]

    operations = [
        *(tenant_table(table, definer="SELECT") for table in ITEMS),
        *(tenant_table(table) for table in PASSAGES),
        *(composite_reference(table, "connection_id", "accounts_connection") for table in ITEMS),
        *(
            composite_reference(passages, "item_id", items)
            for passages, items in zip(PASSAGES, ITEMS, strict=True)
        ),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} ALTER COLUMN embedding SET STORAGE PLAIN",
                migrations.RunSQL.noop,
            )
            for table in PASSAGES
        ),
    ]
