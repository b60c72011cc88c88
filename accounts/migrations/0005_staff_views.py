"""What support may see of people, their Google accounts and the audit."""

from django.db import migrations

from accounts.schema import staff_reads, staff_view


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_connection_sync_claimed_at")]

    operations = [
        staff_reads(
            "accounts_user",
            "id, email, plan, mode, time_zone, is_active, is_staff, created_at, last_login",
            is_tenant=False,
        ),
        staff_reads(
            "accounts_connection",
            "id, user_id, email, status, scopes, token_expires_at, sync_claimed_at, created_at",
        ),
        staff_reads(
            "accounts_auditentry",
            "id, user_id, seq, at, actor, event, subject, before, after",
        ),
        staff_view(
            "accounts_staffperson",
            "SELECT u.id, u.email, u.plan, u.mode, u.time_zone, u.is_active, u.is_staff, "
            "u.created_at, u.last_login FROM accounts_user u",
        ),
        staff_view(
            "accounts_staffconnection",
            "SELECT c.id, c.user_id, u.email AS person, c.email, c.status, c.scopes, "
            "c.token_expires_at, c.sync_claimed_at, c.created_at "
            "FROM accounts_connection c JOIN accounts_user u ON u.id = c.user_id",
        ),
        staff_view(
            "accounts_staffaudit",
            "SELECT a.id, a.user_id, u.email AS person, a.seq, a.at, a.actor, a.event, a.subject, "
            "a.before, a.after, s.email AS actor_email "
            "FROM accounts_auditentry a JOIN accounts_user u ON u.id = a.user_id "
            "LEFT JOIN accounts_user s ON s.id = "
            "CASE WHEN a.actor LIKE 'staff:%' THEN substring(a.actor FROM 7)::uuid END",
        ),
    ]
