"""Bearer tokens: printed once, kept as a digest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from asgiref.sync import async_to_sync
from django.core.management import CommandError, call_command

from accounts.models import ApiToken
from accounts.people import person_of_token
from accounts.tenancy import close_pool, tenant
from accounts.tokens import create_token, owner_of_token
from tests.factories import Person


def printed_token(email: str) -> str:
    out = StringIO()
    call_command("token", "--email", email, stdout=out)
    return out.getvalue().strip()


def test_the_command_prints_a_token_of_the_person(person: Person) -> None:
    token = printed_token(person.user.email)

    assert token.startswith("wo_")
    assert len(token) == 46
    assert owner_of_token(token) == person.id


def test_only_a_digest_is_kept(person: Person) -> None:
    token = printed_token(person.user.email)

    with tenant(person.id):
        (row,) = ApiToken.objects.filter(user_id=person.id).values()
    assert token not in str(row)
    assert len(row["digest"]) == 32


def test_an_unknown_a_revoked_and_an_expired_token_have_no_owner(person: Person) -> None:
    now = datetime.now(UTC)
    expired = create_token(user_id=person.id, expires_at=now - timedelta(seconds=1))
    revoked = create_token(user_id=person.id, name="revoked")
    with tenant(person.id):
        ApiToken.objects.filter(user_id=person.id, name="revoked").update(revoked_at=now)

    for token in (expired, revoked, "wo_unknown", "", "something else"):
        assert owner_of_token(token) is None


@pytest.mark.django_db(transaction=True)
def test_the_async_flow_finds_the_same_owner() -> None:
    from tests.factories import person

    known = person("ada@example.org")
    token = create_token(user_id=known.id)

    async def owners() -> list[object]:
        try:
            found = [await person_of_token(t) for t in (token, token + "x", "x")]
            return [person and person.id for person in found]
        finally:
            await close_pool()

    assert async_to_sync(owners)() == [known.id, None, None]


@pytest.mark.django_db
def test_an_unknown_person_is_bad_usage() -> None:
    with pytest.raises(CommandError) as caught:
        call_command("token", "--email", "nobody@example.org", stdout=StringIO())

    assert caught.value.returncode == 2
