"""What support may see of conversations: that there are questions, and how they went."""

from django.db import migrations

from accounts.schema import staff_reads, staff_view

TURNS = "SELECT count(*) FROM conversations_turn t WHERE t.user_id = c.user_id AND t.conversation_id = c.id"


class Migration(migrations.Migration):
    dependencies = [("conversations", "0004_turn_lease"), ("accounts", "0005_staff_views")]

    operations = [
        staff_reads("conversations_conversation", "id, user_id, created_at, updated_at"),
        staff_reads(
            "conversations_turn",
            "id, user_id, conversation_id, status, error, created_at, finished_at",
        ),
        staff_reads("conversations_message", "user_id, turn_id, mode, timings_ms, services_failed"),
        staff_view(
            "conversations_staffconversation",
            f"SELECT c.id, c.user_id, u.email AS person, ({TURNS}) AS questions, "  # noqa: S608
            f"({TURNS} AND t.status = 'failed') AS failed, c.created_at, c.updated_at "
            "FROM conversations_conversation c JOIN accounts_user u ON u.id = c.user_id",
        ),
        staff_view(
            "conversations_staffquestion",
            "SELECT t.id, t.user_id, t.conversation_id, u.email AS person, t.status, "
            "t.error ->> 'code' AS error_code, m.mode, m.timings_ms, m.services_failed, "
            "t.created_at, t.finished_at "
            "FROM conversations_turn t JOIN accounts_user u ON u.id = t.user_id "
            "LEFT JOIN conversations_message m ON m.user_id = t.user_id AND m.turn_id = t.id",
        ),
    ]
