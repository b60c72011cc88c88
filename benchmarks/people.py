"""People to measure with: nothing of theirs limits what is measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def tokens(people: Sequence[Any]) -> list[str]:
    """A new token for each."""
    from accounts.tokens import create_token

    return [create_token(user_id=person.id, name="benchmark") for person in people]


def people(number: int) -> list[Any]:
    """The first `number` of the people that only measurements know."""
    from accounts.models import User

    addresses = [f"bench-{n}@example.com" for n in range(number)]
    found = [User.objects.get_or_create(email=address)[0] for address in addresses]
    User.objects.filter(id__in=[person.id for person in found]).update(plan="enterprise")
    return found
