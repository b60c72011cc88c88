"""Row-level security of actions."""

from django.db import migrations

from accounts.schema import composite_reference, tenant_table


class Migration(migrations.Migration):
    dependencies = [("agents", "0001_initial"), ("accounts", "0002_tenancy")]

    operations = [
        tenant_table("agents_action"),
        composite_reference("agents_action", "connection_id", "accounts_connection"),
    ]
