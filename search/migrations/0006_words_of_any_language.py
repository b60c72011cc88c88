"""Full text that lifts what holds more of the question, knows other languages than English, the
beginning of a word and a slip of one letter. See docs/decisions/0007."""

from pathlib import Path

from django.db import migrations

from accounts.schema import definer_function

BODY = (Path(__file__).parent.parent / "sql" / "matches.sql").read_text(encoding="utf-8")
TABLES = ("search_email", "search_event", "search_file")

# A lexeme as a tsquery reads it.
QUOTED = r"""
    CREATE FUNCTION search_quoted(lexeme text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $function$
        SELECT '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''''
    $function$
"""

# The words one slip away from a word: a letter too many, too few or wrong, or two exchanged. The
# first letter is taken to be right (Norvig, How to Write a Spelling Corrector, 2007).
EDITS = """
    CREATE FUNCTION search_edits(word text) RETURNS SETOF text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $function$
        SELECT left(word, n - 1) || substr(word, n + 1) FROM generate_series(2, length(word)) AS n
        UNION
        SELECT left(word, n - 1) || substr(word, n + 1, 1) || substr(word, n, 1)
               || substr(word, n + 2)
        FROM generate_series(1, length(word) - 1) AS n
        UNION
        SELECT left(word, n - 1) || letter || substr(word, n + cut)
        FROM generate_series(2, length(word) + 1) AS n, generate_series(0, 1) AS cut,
             string_to_table('abcdefghijklmnopqrstuvwxyz', NULL) AS letter
    $function$
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0005_steady_full_text_index")]

    operations = [
        migrations.RunSQL([QUOTED], "DROP FUNCTION search_quoted(text)"),
        migrations.RunSQL([EDITS], "DROP FUNCTION search_edits(text)"),
        *(
            migrations.RunSQL([f"DROP FUNCTION {items}_matches(text)"], migrations.RunSQL.noop)
            for items in TABLES
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
