"""Row-level security of connections and tokens, and the look-up that signing in with a token needs."""

from django.db import migrations

from accounts.schema import definer_function, tenant_table


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        tenant_table("accounts_connection"),
        tenant_table("accounts_apitoken", definer="SELECT"),
        definer_function(
            signature="accounts_token_owner(token_digest bytea)",
            returns="uuid STABLE",
            body="""LANGUAGE sql AS $$
                SELECT user_id FROM accounts_apitoken
                WHERE digest = token_digest AND revoked_at IS NULL
                  AND (expires_at IS NULL OR expires_at > now())
            $$""",
        ),
    ]
