"""One row a person: the model that their vectors are searched by, and the version of their cache."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.tenancy
from accounts.schema import tenant_table

PASSAGES = ("search_emailpassage", "search_eventpassage", "search_filepassage")
# Whoever has vectors is searched by the model of most of them. Row-level security holds for the
# owner of the tables too, so it is lifted for the owner while this transaction lasts.
FILL = [
    *(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in PASSAGES),
    "ALTER TABLE search_cachestate NO FORCE ROW LEVEL SECURITY",
    """
    INSERT INTO search_cachestate (user_id, model, version)
    SELECT DISTINCT ON (user_id) user_id, model, 1
    FROM (
        SELECT user_id, model FROM search_emailpassage WHERE position = 0
        UNION ALL SELECT user_id, model FROM search_eventpassage WHERE position = 0
        UNION ALL SELECT user_id, model FROM search_filepassage WHERE position = 0
    ) AS passage
    GROUP BY user_id, model
    ORDER BY user_id, count(*) DESC
    """,
    *(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in PASSAGES),
    "ALTER TABLE search_cachestate FORCE ROW LEVEL SECURITY",
]


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0006_words_of_any_language"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CacheState",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=models.Func(function="uuidv7", output_field=models.UUIDField()),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("model", models.CharField(max_length=64)),
                ("version", models.BigIntegerField(default=0)),
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
                    models.UniqueConstraint(fields=("user",), name="search_cachestate_one")
                ],
            },
        ),
        tenant_table("search_cachestate"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
