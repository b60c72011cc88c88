"""Full text of one's own rows through the GIN index, as one function a service."""

from pathlib import Path

from django.db import migrations

from accounts.schema import definer_function

BODY = (Path(__file__).parent.parent / "sql" / "lexical.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("search", "0003_matching_words_and_text_hash")]

    operations = [
        definer_function(
            signature=f"{items}_matches(question text)",
            returns="TABLE (id uuid, score real) STABLE ROWS 500",
            body=BODY.replace("{items}", items),
        )
        for items in ("search_email", "search_event", "search_file")
    ]
