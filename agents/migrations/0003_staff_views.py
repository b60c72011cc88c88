"""What support may see of actions: what kind, and what became of them."""

from django.db import migrations

from accounts.schema import staff_reads, staff_view

COLUMNS = (
    "id, user_id, turn_id, agent, operation, status, proposed_at, approved_at, executing_since, "
    "finished_at"
)


class Migration(migrations.Migration):
    dependencies = [("agents", "0002_tenancy"), ("accounts", "0005_staff_views")]

    operations = [
        staff_reads("agents_action", f"error, {COLUMNS}"),
        staff_view(
            "agents_staffaction",
            f"SELECT {', '.join('a.' + name for name in COLUMNS.split(', '))}, "  # noqa: S608
            "u.email AS person, a.error ->> 'code' AS error_code "
            "FROM agents_action a JOIN accounts_user u ON u.id = a.user_id",
        ),
    ]
