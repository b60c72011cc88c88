"""The way into a person's rows, from both colours."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from django.db import connection

from accounts.models import Connection
from accounts.tenancy import SETTING, TenantSwitch, close_pool, tenant, tenant_connection
from tests import factories


def _setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [SETTING])
        return str(cursor.fetchone()[0])


def test_the_tenant_ends_with_its_block(person: factories.Person) -> None:
    with tenant(person.id):
        assert Connection.objects.count() == 1
    assert _setting() == ""
    assert Connection.objects.count() == 0


def test_the_same_tenant_may_nest(person: factories.Person) -> None:
    with tenant(person.id):
        with tenant(person.id):
            pass
        assert Connection.objects.count() == 1


def test_another_tenant_inside_is_refused(
    person: factories.Person, other_person: factories.Person
) -> None:
    with tenant(person.id), pytest.raises(TenantSwitch), tenant(other_person.id):
        pass


def test_an_error_inside_leaves_no_tenant_behind(person: factories.Person) -> None:
    with pytest.raises(ZeroDivisionError), tenant(person.id):
        _ = 1 / 0
    assert _setting() == ""


def test_the_async_door_shows_one_persons_rows(transactional_db: None) -> None:
    ada, grace = factories.person("ada@example.org"), factories.person("grace@example.org")

    async def emails(user_id: object) -> list[str]:
        async with tenant_connection(user_id) as conn:  # type: ignore[arg-type]
            rows = await (await conn.execute("SELECT email FROM accounts_connection")).fetchall()
            return [row["email"] for row in rows]

    async def all_at_once() -> list[list[str]]:
        try:
            return await asyncio.gather(*(emails(u) for u in [ada.id, grace.id, uuid4()] * 8))
        finally:
            await close_pool()

    seen = asyncio.run(all_at_once())
    assert seen == [["ada@example.org"], ["grace@example.org"], []] * 8


def test_a_pooled_connection_forgets_its_tenant(transactional_db: None) -> None:
    ada = factories.person("ada@example.org")

    async def run() -> int:
        from accounts.tenancy import anonymous_connection

        try:
            async with tenant_connection(ada.id):
                pass
            async with anonymous_connection() as conn:
                row = await (
                    await conn.execute("SELECT count(*) AS n FROM accounts_connection")
                ).fetchone()
            return int(row["n"]) if row else -1
        finally:
            await close_pool()

    assert asyncio.run(run()) == 0
