"""The state of the views of the staff pages: nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agents", "0003_staff_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionRecord",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("turn_id", models.UUIDField()),
                ("person", models.EmailField(max_length=254)),
                (
                    "agent",
                    models.CharField(
                        choices=[("gmail", "Gmail"), ("gcal", "Calendar"), ("gdrive", "Drive")],
                        max_length=8,
                    ),
                ),
                ("operation", models.CharField(max_length=32)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("approved", "Approved"),
                            ("executing", "Executing"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("unknown", "Unknown"),
                            ("rejected", "Rejected"),
                            ("undone", "Undone"),
                        ],
                        max_length=16,
                    ),
                ),
                ("error_code", models.TextField(null=True)),
                ("proposed_at", models.DateTimeField(verbose_name="proposed")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="approved")),
                ("executing_since", models.DateTimeField(null=True, verbose_name="started")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished")),
            ],
            options={
                "verbose_name": "action",
                "db_table": "agents_staffaction",
                "abstract": False,
                "managed": False,
            },
        ),
    ]
