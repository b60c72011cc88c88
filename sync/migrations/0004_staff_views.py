"""What support may see of the syncs."""

from django.db import migrations

from accounts.schema import staff_reads, staff_view

COLUMNS = (
    "id, user_id, connection_id, service, status, last_synced_at, last_full_sync_at, started_at, "
    "items, progress_done, progress_total, error, updated_at"
)


class Migration(migrations.Migration):
    dependencies = [("sync", "0003_timetable"), ("accounts", "0005_staff_views")]

    operations = [
        staff_reads("sync_syncstatus", f"resource, {COLUMNS}"),
        staff_view(
            "sync_staffstate",
            f"SELECT {', '.join('s.' + name for name in COLUMNS.split(', '))}, "  # noqa: S608
            "u.email AS person, c.email AS account, c.status AS account_status "
            "FROM sync_syncstatus s JOIN accounts_user u ON u.id = s.user_id AND s.resource = '' "
            "JOIN accounts_connection c ON c.user_id = s.user_id AND c.id = s.connection_id",
        ),
    ]
