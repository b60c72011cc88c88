"""Row-level security of the sync states."""

from django.db import migrations

from accounts.schema import composite_reference, tenant_table


class Migration(migrations.Migration):
    dependencies = [("sync", "0001_initial"), ("accounts", "0002_tenancy")]

    operations = [
        tenant_table("sync_syncstatus"),
        composite_reference("sync_syncstatus", "connection_id", "accounts_connection"),
    ]
