-- Run once as an administrator, connected to the database that the product will use:
--
--     createdb orchestrator
--     psql -d orchestrator -v ON_ERROR_STOP=1 -f deploy/bootstrap.sql
--     psql -d orchestrator -c '\password orchestrator_owner' -c '\password orchestrator_app'
--
-- Needs PostgreSQL 18 or later and pgvector 0.8 or later. Running it again changes nothing.
-- The embedded server of `make run` is prepared by this same file.

DO $$
BEGIN
    IF current_setting('server_version_num')::int < 180000 THEN
        RAISE EXCEPTION 'PostgreSQL 18 or later is needed, this is %',
            current_setting('server_version');
    END IF;
END
$$;

CREATE EXTENSION IF NOT EXISTS vector;

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY[
        'orchestrator_owner',    -- owns the database and every table, migrates
        'orchestrator_app',      -- what the product connects as: row-level security binds it
        'orchestrator_definer',  -- owns the few functions that look across people
        'orchestrator_staff'     -- what support pages read as: no content tables
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I', wanted);
        END IF;
    END LOOP;
END
$$;

ALTER ROLE orchestrator_owner LOGIN;
ALTER ROLE orchestrator_app LOGIN;
-- A role of a managed service is made without these; where one has them, the product is not safe.
DO $$
BEGIN
    IF EXISTS (
        SELECT FROM pg_roles
        WHERE rolname LIKE 'orchestrator\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole)
    ) THEN
        RAISE EXCEPTION 'a role orchestrator_* is SUPERUSER, BYPASSRLS or CREATEROLE: take it away';
    END IF;
END
$$;

-- The owner can make the definer the owner of a function, but does not act as it by itself.
-- For that moment a migration does, as the owner of the schema:
--     GRANT CREATE ON SCHEMA public TO orchestrator_definer;
--     ALTER FUNCTION ... OWNER TO orchestrator_definer;
--     REVOKE CREATE ON SCHEMA public FROM orchestrator_definer;
-- so that the definer never holds CREATE while the product runs. The views of the staff pages are
-- given to orchestrator_staff in the same way.
GRANT orchestrator_definer TO orchestrator_owner WITH INHERIT FALSE, SET TRUE;
GRANT orchestrator_staff TO orchestrator_owner WITH INHERIT FALSE, SET TRUE;

-- Only a member may hand a database over.
GRANT orchestrator_owner TO CURRENT_USER WITH SET TRUE;
DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I OWNER TO orchestrator_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO orchestrator_app',
                   current_database());
END
$$;

-- public belongs to pg_database_owner, thus to orchestrator_owner from here on.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO orchestrator_app, orchestrator_definer, orchestrator_staff;
