"""How long a turn's process is known to live, and closing the turns whose process is gone."""

from django.db import migrations, models
from django.db.models.functions import Now

from accounts.schema import DEFINER_ROLE, definer_function


class Migration(migrations.Migration):
    dependencies = [("conversations", "0003_feedback")]

    operations = [
        migrations.AddField("turn", "alive_until", models.DateTimeField(db_default=Now())),
        migrations.AddIndex(
            "turn",
            models.Index(
                fields=["alive_until"],
                condition=models.Q(status__in=("queued", "running")),
                name="conversations_turn_open",
            ),
        ),
        migrations.RunSQL(
            f"CREATE POLICY definer ON conversations_turn TO {DEFINER_ROLE} USING (true);"
            "GRANT SELECT (id, status, alive_until), UPDATE (status, error, finished_at) "
            f"ON conversations_turn TO {DEFINER_ROLE}",
            f"DROP POLICY definer ON conversations_turn;"
            f"REVOKE ALL ON conversations_turn FROM {DEFINER_ROLE}",
        ),
        definer_function(
            signature="conversations_close_abandoned(problem jsonb)",
            returns="bigint",
            body="""LANGUAGE sql AS $$
                WITH closed AS (
                    UPDATE conversations_turn
                    SET status = 'failed', error = problem, finished_at = clock_timestamp()
                    WHERE status IN ('queued', 'running') AND alive_until < clock_timestamp()
                    RETURNING id
                )
                SELECT count(*) FROM closed
            $$""",
        ),
    ]
