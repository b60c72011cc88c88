"""`migrate`, as the owner, followed by the application role's rights on others' tables."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections

from accounts.schema import APPLICATION_ROLE
from accounts.tenancy import OwnerKey

READ_ONLY = {"django_migrations"}


class Command(DjangoMigrate):
    help = "Migrates as DATABASE_OWNER_URL and grants the application role what it needs."

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if settings.DATABASE_OWNER and not options.get("check_unapplied"):
            connection.close()
            names = ("USER", "PASSWORD", "HOST", "PORT")
            connection.settings_dict.update({n: settings.DATABASE_OWNER[n] for n in names})
        super().handle(*args, **options)
        if not options.get("check_unapplied") and not options.get("plan"):
            _grant(connection)


def _grant(connection: Any) -> None:
    """Tables of Django and of libraries carry no tenant's content: sign-in itself needs them.
    Tables of a person's rows are granted by their own migrations."""
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if not any(isinstance(field, OwnerKey) for field in model._meta.fields)
    }
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for table in sorted((tables | READ_ONLY) & existing):
            rights = "SELECT" if table in READ_ONLY else "SELECT, INSERT, UPDATE, DELETE"
            cursor.execute(f'GRANT {rights} ON "{table}" TO {APPLICATION_ROLE}')
