"""Words go straight into the index: with GIN's list of pending entries, which every search reads
from end to end, everybody in a partition would wait on one person's first sync."""

from django.db import migrations

PARTITIONS = """
    DO $$
    DECLARE
        leaf regclass;
    BEGIN
        FOR leaf IN
            SELECT inhrelid FROM pg_inherits
            WHERE inhparent IN ('search_email_lexemes'::regclass, 'search_event_lexemes'::regclass,
                                'search_file_lexemes'::regclass)
        LOOP
            EXECUTE format('ALTER INDEX %s SET (fastupdate = off)', leaf);
        END LOOP;
    END
    $$
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0004_lexical_search")]

    operations = [migrations.RunSQL([PARTITIONS], migrations.RunSQL.noop)]
