"""The state of the views of the staff pages: nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0005_staff_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConversationRecord",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("person", models.EmailField(max_length=254)),
                ("questions", models.IntegerField()),
                ("failed", models.IntegerField()),
                ("created_at", models.DateTimeField(verbose_name="begun")),
                ("updated_at", models.DateTimeField(verbose_name="last used")),
            ],
            options={
                "verbose_name": "conversation",
                "db_table": "conversations_staffconversation",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("conversation_id", models.UUIDField()),
                ("person", models.EmailField(max_length=254)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=16,
                    ),
                ),
                ("error_code", models.TextField(null=True)),
                (
                    "mode",
                    models.CharField(
                        choices=[("local", "offline"), ("llm", "language model")],
                        max_length=16,
                        null=True,
                    ),
                ),
                ("timings_ms", models.JSONField(null=True)),
                ("services_failed", models.JSONField(null=True)),
                ("created_at", models.DateTimeField(verbose_name="asked")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished")),
            ],
            options={
                "db_table": "conversations_staffquestion",
                "abstract": False,
                "managed": False,
            },
        ),
    ]
