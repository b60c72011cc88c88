"""The audit: months of entries that are added and never changed, chained for each person."""

from django.db import migrations

from accounts.schema import (
    APPLICATION_ROLE,
    DEFINER_ROLE,
    OWNER_ROLE,
    definer_function,
    tenant_table,
)

ENTRIES = """
    CREATE TABLE accounts_auditentry (
        id uuid NOT NULL DEFAULT uuidv7(),
        user_id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor text NOT NULL,
        event text NOT NULL,
        subject text NOT NULL DEFAULT '',
        before jsonb,
        after jsonb,
        seq bigint NOT NULL DEFAULT 0,
        previous bytea NOT NULL DEFAULT '',
        hash bytea NOT NULL DEFAULT '',
        PRIMARY KEY (id, at),
        UNIQUE (user_id, seq, at)
    ) PARTITION BY RANGE (at);
    CREATE INDEX accounts_auditentry_at ON accounts_auditentry (at);
"""

# The end of each chain: also tells when entries at the end are gone. Only the trigger writes it.
HEADS = f"""
    CREATE TABLE accounts_audithead (
        user_id uuid PRIMARY KEY REFERENCES accounts_user (id) ON DELETE CASCADE,
        seq bigint NOT NULL,
        hash bytea NOT NULL
    );
    ALTER TABLE accounts_audithead ENABLE ROW LEVEL SECURITY;
    ALTER TABLE accounts_audithead FORCE ROW LEVEL SECURITY;
    CREATE POLICY definer ON accounts_audithead TO {DEFINER_ROLE} USING (true);
    GRANT SELECT, INSERT, UPDATE ON accounts_audithead TO {DEFINER_ROLE};
"""

# What is hashed. The time is spelt, so that the session's time zone and style do not matter.
LINE = """
    CREATE FUNCTION accounts_audit_line(entry accounts_auditentry) RETURNS text STABLE
    SET search_path = pg_catalog, public, pg_temp LANGUAGE sql AS $$
        SELECT jsonb_build_array(
            entry.seq, entry.id, entry.user_id,
            to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
            entry.actor, entry.event, entry.subject, entry.before, entry.after
        )::text
    $$;
"""

CHAIN = """LANGUAGE plpgsql AS $$
    DECLARE
        head accounts_audithead;
    BEGIN
        INSERT INTO accounts_audithead VALUES (NEW.user_id, 0, '') ON CONFLICT DO NOTHING;
        SELECT * INTO head FROM accounts_audithead WHERE user_id = NEW.user_id FOR UPDATE;
        NEW.seq := head.seq + 1;
        NEW.previous := head.hash;
        NEW.hash := sha256(head.hash || convert_to(accounts_audit_line(NEW), 'UTF8'));
        UPDATE accounts_audithead SET seq = NEW.seq, hash = NEW.hash WHERE user_id = NEW.user_id;
        RETURN NEW;
    END
$$"""

# A trigger, also each of a later partition, is made by whoever may call its function.
CHAIN_RIGHT = f"""
    SET LOCAL ROLE {DEFINER_ROLE};
    GRANT EXECUTE ON FUNCTION accounts_audit_chain() TO {OWNER_ROLE};
    RESET ROLE;
"""

TRIGGERS = """
    CREATE TRIGGER chain BEFORE INSERT ON accounts_auditentry
    FOR EACH ROW EXECUTE FUNCTION accounts_audit_chain();

    CREATE FUNCTION accounts_audit_refuse() RETURNS trigger
    SET search_path = pg_catalog, public, pg_temp LANGUAGE plpgsql AS $$
    BEGIN
        -- A person who is erased takes the entries along; there is no other way.
        IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM accounts_user WHERE id = OLD.user_id) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
    END
    $$;
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON accounts_auditentry
    FOR EACH ROW EXECUTE FUNCTION accounts_audit_refuse();
"""

# As the owner, since a partition belongs to whoever owns its parent. It reads no rows, takes only
# a count, and waits for nobody: the next night tries again.
MONTHS = f"""
    CREATE FUNCTION accounts_audit_months(ahead int DEFAULT 12) RETURNS int SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '3s'
    LANGUAGE plpgsql AS $$
    DECLARE
        first date := date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC');
        month date;
        name text;
        made int := 0;
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('accounts_audit_months'));
        FOR number IN 0 .. least(ahead, 24) LOOP
            month := first + make_interval(months => number);
            name := 'accounts_auditentry_' || to_char(month, 'YYYY_MM');
            CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
            EXECUTE format(
                'CREATE TABLE public.%I PARTITION OF public.accounts_auditentry '
                'FOR VALUES FROM (%L) TO (%L)',
                name, month || ' 00:00+00', (month + interval '1 month')::date || ' 00:00+00'
            );
            made := made + 1;
        END LOOP;
        RETURN made;
    END
    $$;
    REVOKE ALL ON FUNCTION accounts_audit_months(int) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION accounts_audit_months(int) TO {APPLICATION_ROLE};
    SELECT accounts_audit_months();
"""


def both(forwards: str, backwards: str) -> migrations.RunSQL:
    return migrations.RunSQL(forwards, backwards)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_tenancy")]

    operations = [
        both(ENTRIES, "DROP TABLE accounts_auditentry"),
        both(HEADS, "DROP TABLE accounts_audithead"),
        tenant_table(
            "accounts_auditentry",
            privileges="SELECT, INSERT (user_id, actor, event, subject, before, after)",
        ),
        both(LINE, "DROP FUNCTION accounts_audit_line(accounts_auditentry)"),
        definer_function(
            signature="accounts_audit_chain()", returns="trigger", body=CHAIN, grantee=OWNER_ROLE
        ),
        both(CHAIN_RIGHT, migrations.RunSQL.noop),
        definer_function(
            signature="accounts_audit_head(person uuid)",
            returns="TABLE (seq bigint, hash bytea) STABLE",
            body="LANGUAGE sql AS $$ SELECT h.seq, h.hash FROM accounts_audithead h WHERE h.user_id = person $$",
        ),
        both(TRIGGERS, "DROP FUNCTION accounts_audit_refuse() CASCADE"),
        both(MONTHS, "DROP FUNCTION accounts_audit_months(int)"),
    ]
