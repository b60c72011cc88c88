"""The state of the views of the staff pages: nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_staff_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditRecord",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("person", models.EmailField(max_length=254)),
                ("seq", models.BigIntegerField(verbose_name="number")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("actor", models.TextField()),
                ("actor_email", models.EmailField(max_length=254, null=True)),
                (
                    "event",
                    models.TextField(
                        choices=[
                            ("signed_in", "Signed in"),
                            ("sign_in_failed", "Sign-in failed"),
                            ("token_created", "Token created"),
                            ("connection_added", "Account connected"),
                            ("connection_removed", "Account disconnected"),
                            ("sync_requested", "Sync requested"),
                            ("question_asked", "Question asked"),
                            ("item_read", "Item read"),
                            ("action_proposed", "Action proposed"),
                            ("action_approved", "Action approved"),
                            ("action_executing", "Action started"),
                            ("action_done", "Action executed"),
                            ("action_failed", "Action failed"),
                            ("action_unknown", "Action's outcome unknown"),
                            ("action_rejected", "Action rejected"),
                            ("action_undone", "Action undone"),
                            ("staff_viewed", "Viewed by staff"),
                            ("staff_changed", "Changed by staff"),
                        ]
                    ),
                ),
                ("subject", models.TextField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
            ],
            options={
                "verbose_name": "audit entry",
                "verbose_name_plural": "audit entries",
                "db_table": "accounts_staffaudit",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="GoogleAccount",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("person", models.EmailField(max_length=254)),
                ("email", models.EmailField(max_length=254, verbose_name="Google account")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("revoked", "Revoked"),
                            ("expired", "Expired"),
                        ],
                        max_length=16,
                    ),
                ),
                ("scopes", models.JSONField()),
                (
                    "token_expires_at",
                    models.DateTimeField(null=True, verbose_name="token good until"),
                ),
                (
                    "sync_claimed_at",
                    models.DateTimeField(null=True, verbose_name="last regular sync"),
                ),
                ("created_at", models.DateTimeField(verbose_name="connected")),
            ],
            options={
                "verbose_name": "Google account",
                "db_table": "accounts_staffconnection",
                "abstract": False,
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254)),
                (
                    "plan",
                    models.CharField(
                        choices=[("free", "Free"), ("pro", "Pro"), ("enterprise", "Enterprise")],
                        max_length=16,
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("draft_only", "Draft Only"),
                            ("ask", "Ask"),
                            ("allow_low_risk", "Allow Low Risk"),
                        ],
                        max_length=16,
                    ),
                ),
                ("time_zone", models.CharField(max_length=64)),
                ("is_active", models.BooleanField(verbose_name="active")),
                ("is_staff", models.BooleanField(verbose_name="staff")),
                ("created_at", models.DateTimeField(verbose_name="joined")),
                ("last_login", models.DateTimeField(null=True, verbose_name="last sign-in")),
            ],
            options={
                "verbose_name_plural": "people",
                "db_table": "accounts_staffperson",
                "abstract": False,
                "managed": False,
            },
        ),
    ]
