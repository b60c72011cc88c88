"""Whose turn it is to be synced, and the timetable of celery beat."""

from django.db import migrations

from accounts.schema import DEFINER_ROLE, definer_function
from sync.timetable import register

# The minute of the quarter of an hour in which a person is synced; `sync.schedule.slot` is its twin.
SLOT = """
    CREATE FUNCTION sync_slot(person uuid) RETURNS int IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
        SELECT (get_byte(sha256(uuid_send(person)), 0) * 256
              + get_byte(sha256(uuid_send(person)), 1)) % 15
    $$;
    CREATE INDEX accounts_connection_slot ON accounts_connection (sync_slot(user_id))
    WHERE status = 'active';
"""

RIGHTS = f"""
    CREATE POLICY definer ON accounts_connection TO {DEFINER_ROLE} USING (true);
    GRANT SELECT (id, user_id, status, sync_claimed_at), UPDATE (sync_claimed_at)
    ON accounts_connection TO {DEFINER_ROLE};
    GRANT SELECT (id, is_active, last_login) ON accounts_user TO {DEFINER_ROLE};
"""

# A slot is open for three minutes, so that a beat that was late loses nobody. Whoever was claimed
# since it opened is not claimed again before the next quarter of an hour.
CLAIM = """LANGUAGE sql AS $$
    WITH open AS (
        SELECT minute % 15 AS slot, to_timestamp(minute * 60) AS since
        FROM generate_series(
            floor(extract(epoch FROM at) / 60)::bigint - 2,
            floor(extract(epoch FROM at) / 60)::bigint
        ) AS minute
    ), due AS (
        SELECT c.id
        FROM open
        JOIN accounts_connection c ON sync_slot(c.user_id) = open.slot
        JOIN accounts_user u ON u.id = c.user_id AND u.is_active
        WHERE c.status = 'active'
          AND (c.sync_claimed_at IS NULL OR c.sync_claimed_at < open.since)
        ORDER BY u.last_login DESC NULLS LAST, c.user_id
        LIMIT most
        FOR UPDATE OF c SKIP LOCKED
    ), claimed AS (
        UPDATE accounts_connection c SET sync_claimed_at = at FROM due WHERE c.id = due.id
        RETURNING c.user_id, c.id
    )
    SELECT claimed.user_id, claimed.id FROM claimed JOIN accounts_user u ON u.id = claimed.user_id
    ORDER BY u.last_login DESC NULLS LAST, claimed.user_id
$$"""


def fill_timetable(apps, schema_editor):
    register(
        apps.get_model("django_celery_beat", "CrontabSchedule"),
        apps.get_model("django_celery_beat", "PeriodicTask"),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("sync", "0002_tenancy"),
        ("accounts", "0004_connection_sync_claimed_at"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [
        migrations.RunSQL(SLOT, "DROP FUNCTION sync_slot(uuid) CASCADE"),
        migrations.RunSQL(RIGHTS, "DROP POLICY definer ON accounts_connection"),
        definer_function(
            signature="sync_claim_due(at timestamptz, most int)",
            returns="TABLE (user_id uuid, connection_id uuid)",
            body=CLAIM,
        ),
        migrations.RunPython(fill_timetable, migrations.RunPython.noop),
    ]
