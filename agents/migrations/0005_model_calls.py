"""What models spent, under row-level security."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.tenancy
from accounts.schema import tenant_table


class Migration(migrations.Migration):
    dependencies = [("agents", "0004_staff_models"), ("accounts", "0002_tenancy")]

    operations = [
        migrations.CreateModel(
            name="ModelCall",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("turn_id", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("purpose", models.CharField(max_length=16)),
                ("provider", models.CharField(max_length=16)),
                ("model", models.CharField(max_length=128)),
                ("input_tokens", models.PositiveIntegerField()),
                ("output_tokens", models.PositiveIntegerField()),
                ("cost_micros", models.PositiveBigIntegerField()),
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
                "indexes": [models.Index(fields=["user", "at"], name="agents_modelcall_day")],
            },
        ),
        tenant_table("agents_modelcall"),
    ]
