"""The only way into a person's rows.

The database decides what exists: every table with a `user_id` has row-level security, and shows
nothing until a transaction has said whose rows it wants. `tenant` says so for Django's
connection, `tenant_connection` for the async pool of the "ask" flow.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection, models, transaction
from psycopg import AsyncConnection
from psycopg.conninfo import make_conninfo
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

SETTING = "app.current_user_id"
Pool = AsyncConnectionPool[AsyncConnection[DictRow]]


class TenancyError(Exception):
    """Root of this module's errors."""


class TenantSwitch(TenancyError):
    """A person's transaction tried to become another person's. Finish the first one before."""


class DatabaseBusy(TenancyError):
    """No connection became free in time; asking again in `retry_after` seconds may succeed."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"no database connection became free within {retry_after:g} s")
        self.retry_after = retry_after


class OwnerKey(models.ForeignKey[Any, Any]):
    """The person whose row it is. Their migration adds the constraint with the database's own
    ON DELETE CASCADE, which row-level security does not stop as it stops Django's collector."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("to", "accounts.User")
        kwargs.setdefault("on_delete", models.DO_NOTHING)
        kwargs.setdefault("related_name", "+")
        kwargs.setdefault("db_constraint", False)
        kwargs.setdefault("db_index", False)
        super().__init__(*args, **kwargs)


@contextmanager
def tenant(user_id: UUID) -> Iterator[None]:
    """A transaction in which the rows of `user_id` exist, and nobody else's.

    Querysets must be evaluated inside it. Raises TenantSwitch inside another person's.
    """
    with transaction.atomic():
        before = _current()
        if before and before != str(user_id):
            raise TenantSwitch("already inside another person's transaction")
        _set(str(user_id))
        yield
        # After an error the rollback does it, and no statement would be taken any more.
        if not connection.needs_rollback:
            _set(before)


def _current() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [SETTING])
        return str(cursor.fetchone()[0])


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])


_pools: WeakKeyDictionary[asyncio.AbstractEventLoop, Pool] = WeakKeyDictionary()


@asynccontextmanager
async def tenant_connection(
    user_id: UUID, *, is_pipelined: bool = False
) -> AsyncIterator[AsyncConnection[DictRow]]:
    """A pooled connection inside a transaction in which the rows of `user_id` exist.

    Rows come as dictionaries. Pipelined (libpq's pipeline mode), statements travel together and
    only a fetch waits: one that fails may say so at the next fetch, or at the end. Raises
    DatabaseBusy when the pool stays empty.
    """
    pool = await _pool()
    try:
        manager = pool.connection(timeout=settings.DATABASE_POOL_TIMEOUT)
        async with AsyncExitStack() as stack:
            conn = await stack.enter_async_context(manager)
            if is_pipelined:
                await stack.enter_async_context(conn.pipeline())
            await stack.enter_async_context(conn.transaction())
            await conn.execute("SELECT set_config(%s, %s, true)", [SETTING, str(user_id)])
            yield conn
    except PoolTimeout as error:
        raise DatabaseBusy(settings.DATABASE_POOL_TIMEOUT) from error


@asynccontextmanager
async def anonymous_connection() -> AsyncIterator[AsyncConnection[DictRow]]:
    """A pooled connection without a tenant: for the named functions that need none."""
    pool = await _pool()
    try:
        async with pool.connection(timeout=settings.DATABASE_POOL_TIMEOUT) as conn:
            yield conn
    except PoolTimeout as error:
        raise DatabaseBusy(settings.DATABASE_POOL_TIMEOUT) from error


async def close_pool() -> None:
    """Closes the pool of the running loop, if it has one."""
    pool = _pools.pop(asyncio.get_running_loop(), None)
    if pool is not None:
        await pool.close()


async def _pool() -> Pool:
    loop = asyncio.get_running_loop()
    pool = _pools.get(loop)
    if pool is None:
        pool = _pools[loop] = Pool(
            _conninfo(),
            min_size=1,
            max_size=settings.DATABASE_POOL_SIZE,
            open=False,
            kwargs={"autocommit": True, "row_factory": dict_row},
        )
        await pool.open(wait=False)
    return pool


def _conninfo() -> str:
    """The settings of Django's `default` database, as libpq takes them."""
    params = connection.get_connection_params()
    names = {"host", "port", "user", "password", "dbname", "sslmode", "sslrootcert"}
    return make_conninfo(**{k: v for k, v in params.items() if k in names and v not in (None, "")})
