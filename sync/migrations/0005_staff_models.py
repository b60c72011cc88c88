"""The state of the views of the staff pages: nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sync", "0004_staff_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="SyncState",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("connection_id", models.UUIDField()),
                ("person", models.EmailField(max_length=254)),
                ("account", models.EmailField(max_length=254, verbose_name="Google account")),
                (
                    "account_status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("revoked", "Revoked"),
                            ("expired", "Expired"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[("gmail", "Gmail"), ("gcal", "Calendar"), ("gdrive", "Drive")],
                        max_length=8,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("idle", "Idle"),
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("failed", "Failed"),
                        ],
                        max_length=16,
                    ),
                ),
                ("last_synced_at", models.DateTimeField(null=True, verbose_name="last synced")),
                (
                    "last_full_sync_at",
                    models.DateTimeField(null=True, verbose_name="last full sync"),
                ),
                ("started_at", models.DateTimeField(null=True, verbose_name="started")),
                ("items", models.IntegerField()),
                ("progress_done", models.IntegerField()),
                ("progress_total", models.IntegerField(null=True)),
                ("error", models.TextField()),
                ("updated_at", models.DateTimeField(verbose_name="last heard of")),
            ],
            options={
                "verbose_name": "sync state",
                "db_table": "sync_staffstate",
                "abstract": False,
                "managed": False,
            },
        ),
    ]
