"""The full text function reads one partition by its name. See sql/words.sql."""

from pathlib import Path

from django.db import migrations

from accounts.schema import DEFINER_ROLE, PARTITIONS, definer_function

BODY = (Path(__file__).parent.parent / "sql" / "words.sql").read_text(encoding="utf-8")
TABLES = ("search_email", "search_event", "search_file")

# As before, but planned on its own, for as many words as there are: inlined, it was planned for
# millions, and their room taken.
EDITS = """
    CREATE OR REPLACE FUNCTION search_edits(word text) RETURNS SETOF text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 500 SET search_path = pg_catalog AS $function$
        SELECT left(word, n - 1) || substr(word, n + 1) FROM generate_series(2, length(word)) AS n
        UNION ALL
        SELECT left(word, n - 1) || substr(word, n + 1, 1) || substr(word, n, 1)
               || substr(word, n + 2)
        FROM generate_series(1, length(word) - 1) AS n
        UNION ALL
        SELECT left(word, n - 1) || letter || substr(word, n + cut)
        FROM generate_series(2, length(word) + 1) AS n, generate_series(0, 1) AS cut,
             string_to_table('abcdefghijklmnopqrstuvwxyz', NULL) AS letter
    $function$
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0009_passages_refer_within_a_partition")]

    operations = [
        migrations.RunSQL([EDITS], migrations.RunSQL.noop),
        *(
            # Only to the role that no one can log in as, and that sees every row of the parent.
            migrations.RunSQL(
                f"GRANT SELECT ON {items}_p{n:02} TO {DEFINER_ROLE}", migrations.RunSQL.noop
            )
            for items in TABLES
            for n in range(PARTITIONS)
        ),
        *(
            definer_function(
                signature=f"{items}_matches(question text, languages text[], unfinished boolean)",
                returns="TABLE (id uuid, score real) STABLE ROWS 500",
                body=BODY.replace("{items}", items),
            )
            for items in TABLES
        ),
    ]
