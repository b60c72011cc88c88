"""Row-level security of conversations; a turn's actions go when the turn goes."""

from django.db import migrations

from accounts.schema import composite_reference, tenant_table

TABLES = ("conversations_conversation", "conversations_turn", "conversations_message")


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0001_initial"),
        ("agents", "0002_tenancy"),
        ("accounts", "0002_tenancy"),
    ]

    operations = [
        *(tenant_table(table) for table in TABLES),
        composite_reference("conversations_turn", "conversation_id", "conversations_conversation"),
        composite_reference(
            "conversations_message", "conversation_id", "conversations_conversation"
        ),
        composite_reference("conversations_message", "turn_id", "conversations_turn"),
        composite_reference("agents_action", "turn_id", "conversations_turn"),
    ]
