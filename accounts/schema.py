"""Migration operations for tables that belong to a person.

Tenancy is the database's work: row-level security enabled and forced, references between
tenants' tables composite, grants explicit and on parents only (a child partition that the
application role may read directly is not covered by its parent's policy).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

APPLICATION_ROLE = "orchestrator_app"
DEFINER_ROLE = "orchestrator_definer"
OWNER_ROLE = "orchestrator_owner"
STAFF_ROLE = "orchestrator_staff"
PARTITIONS = 16

STAFF_SETTING = "app.staff_user_id"
CURRENT_USER = "(SELECT nullif(current_setting('app.current_user_id', true), '')::uuid)"


def tenant_table(
    table: str, *, privileges: str = "SELECT, INSERT, UPDATE, DELETE", definer: str = ""
) -> migrations.RunSQL:
    """Row-level security for `table`: its rows exist only for the person in
    `app.current_user_id`; they go when the person goes. `definer` names the privileges of the
    role that owns the SECURITY DEFINER functions, if any of those reads the table."""
    forwards = [
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_person FOREIGN KEY (user_id) "
        "REFERENCES accounts_user (id) ON DELETE CASCADE",
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY tenant ON {table} USING (user_id = {CURRENT_USER}) "
        f"WITH CHECK (user_id = {CURRENT_USER})",
        f"GRANT {privileges} ON {table} TO {APPLICATION_ROLE}",
    ]
    if definer:
        forwards += [
            f"CREATE POLICY definer ON {table} TO {DEFINER_ROLE} USING (true)",
            f"GRANT {definer} ON {table} TO {DEFINER_ROLE}",
        ]
    return migrations.RunSQL(_statements(forwards), migrations.RunSQL.noop)


def composite_reference(table: str, column: str, target: str) -> migrations.RunSQL:
    """`(user_id, column)` points at `target (user_id, id)`, so never at another's row."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_same_person "
        f"FOREIGN KEY (user_id, {column}) REFERENCES {target} (user_id, id) ON DELETE CASCADE",
        migrations.RunSQL.noop,
    )


def definer_function(
    *, signature: str, returns: str, body: str, grantee: str = APPLICATION_ROLE
) -> migrations.RunSQL:
    """A SECURITY DEFINER function with a pinned search path, owned by a role of its own.

    Args:
        signature: name and arguments, as in `find_owner(digest bytea)`.
        returns: the result, as in `uuid` or `TABLE (id uuid)`, with the volatility behind it.
        body: `LANGUAGE` and the code.
    """
    name, _, arguments = signature.partition("(")
    types = (
        "(" + ", ".join(_type_of(a) for a in arguments.rstrip(")").split(",") if a.strip()) + ")"
    )
    forwards = [
        f"DROP FUNCTION IF EXISTS {name}{types}",
        f"CREATE FUNCTION {signature} RETURNS {returns} SECURITY DEFINER "
        f"SET search_path = pg_catalog, public, pg_temp {body}",
        f"REVOKE ALL ON FUNCTION {name}{types} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {name}{types} TO {grantee}",
        f"GRANT CREATE ON SCHEMA public TO {DEFINER_ROLE}",
        f"ALTER FUNCTION {name}{types} OWNER TO {DEFINER_ROLE}",
        f"REVOKE CREATE ON SCHEMA public FROM {DEFINER_ROLE}",
    ]
    return migrations.RunSQL(_statements(forwards), f"DROP FUNCTION IF EXISTS {name}{types}")


def staff_reads(table: str, columns: str, *, is_tenant: bool = True) -> migrations.RunSQL:
    """What the views of the staff pages may read of `table`: these columns, of everybody.

    Never a column with content: what the role of the views cannot read, no view can show."""
    forwards = [f"GRANT SELECT ({columns}) ON {table} TO {STAFF_ROLE}"]
    backwards = [f"REVOKE SELECT ({columns}) ON {table} FROM {STAFF_ROLE}"]  # noqa: S608
    if is_tenant:
        forwards.append(f"CREATE POLICY staff ON {table} FOR SELECT TO {STAFF_ROLE} USING (true)")
        backwards.append(f"DROP POLICY staff ON {table}")
    return migrations.RunSQL(_statements(forwards), _statements(backwards))


def staff_view(name: str, select: str) -> migrations.RunSQL:
    """A view of the staff pages, read with the rights of a role that has no content.

    `select` ends with its FROM clause: the view adds the condition that a member of staff has
    opened the pages (`accounts.staff.reading_as`). Without one there are no rows."""
    present = (
        "EXISTS (SELECT FROM accounts_user present WHERE present.is_staff AND present.is_active "
        f"AND present.id = nullif(current_setting('{STAFF_SETTING}', true), '')::uuid)"
    )
    forwards = [
        f"CREATE VIEW {name} AS {select} WHERE {present}",
        f"GRANT SELECT ON {name} TO {APPLICATION_ROLE}",
        f"GRANT CREATE ON SCHEMA public TO {STAFF_ROLE}",
        f"ALTER VIEW {name} OWNER TO {STAFF_ROLE}",
        f"REVOKE CREATE ON SCHEMA public FROM {STAFF_ROLE}",
    ]
    return migrations.RunSQL(_statements(forwards), f"DROP VIEW {name}")


def _statements(lines: list[str]) -> str:
    return ";\n".join(lines)


def _type_of(argument: str) -> str:
    """The type in `name type [DEFAULT value]`."""
    return argument.strip().split(" DEFAULT ")[0].partition(" ")[2]


class CreatePartitionedModel(migrations.CreateModel):
    """`CreateModel` whose table is split by hash of `user_id` into 16 partitions."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = to_state.apps.get_model(app_label, self.name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        table = model._meta.db_table
        plain = schema_editor.sql_create_table
        schema_editor.sql_create_table = (
            "CREATE TABLE %(table)s (%(definition)s) PARTITION BY HASH (user_id)"
        )
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        finally:
            schema_editor.sql_create_table = plain
        for remainder in range(PARTITIONS):
            schema_editor.execute(
                f"CREATE TABLE {table}_p{remainder:02} PARTITION OF {table} "
                f"FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {remainder})"
            )

    def reduce(self, operation: Any, app_label: str) -> bool | list[Operation]:
        """Never merged: the optimiser would make it a plain CreateModel."""
        return False

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        _, args, kwargs = super().deconstruct()
        return self.__class__.__qualname__, args, kwargs

    def describe(self) -> str:
        return f"Create partitioned model {self.name}"
