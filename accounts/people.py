"""Who somebody is, for the async flow: one statement on its pool, and no thread."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from accounts.models import User
from accounts.tenancy import anonymous_connection
from accounts.tokens import token_key

_COLUMNS = "id, email, name, password, time_zone, plan, mode, is_staff, is_active, is_demonstration"
_BY_ID = f"SELECT {_COLUMNS} FROM accounts_user WHERE id = %s AND is_active"  # noqa: S608
_BY_TOKEN = (
    f"SELECT {_COLUMNS} FROM accounts_user "  # noqa: S608
    "WHERE id = (SELECT accounts_token_owner(%s)) AND is_active"
)


async def person_of_id(user_id: UUID | str | None) -> User | None:
    """The person, unless they are unknown or locked out. Raises DatabaseBusy."""
    return await _person(_BY_ID, user_id)


async def person_of_token(token: str) -> User | None:
    """Whose token it is; None when it is unknown, revoked or expired. Raises DatabaseBusy."""
    key = token_key(token)
    return await _person(_BY_TOKEN, key) if key else None


async def _person(statement: str, value: Any) -> User | None:
    async with anonymous_connection() as conn:
        row = await (await conn.execute(statement, [value])).fetchone()
    return User(**row) if row else None
