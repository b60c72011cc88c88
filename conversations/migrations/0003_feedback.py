"""What people think of answers."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.tenancy
from accounts.schema import composite_reference, tenant_table


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0002_tenancy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("message_id", models.UUIDField()),
                (
                    "rating",
                    models.CharField(choices=[("up", "Up"), ("down", "Down")], max_length=8),
                ),
                ("comment", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "user",
                    accounts.tenancy.OwnerKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "id"), name="conversations_feedback_tenant"
                    ),
                    models.UniqueConstraint(
                        fields=("user", "message_id"), name="conversations_feedback_message"
                    ),
                ]
            },
        ),
        tenant_table("conversations_feedback"),
        composite_reference("conversations_feedback", "message_id", "conversations_message"),
    ]
