"""What people open and rate tells how good the first sources of answers are."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from conversations.models import Message
from tests import factories_conversations as made
from tests import factories_search as cache
from tests.api_client import Api
from tests.factories import Person

pytestmark = pytest.mark.django_db(transaction=True)


def cited(number: int) -> dict[str, Any]:
    return {"n": number, "service": "gmail", "id": f"m{number}", "title": f"Mail {number}"}


def answer(person: Person, sources: int) -> Message:
    about = made.conversation(person)
    return made.message(person, about, citations=[cited(n) for n in range(1, sources + 1)])


def told(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("estimate_precision", *arguments, stdout=out)
    return dict(json.loads(out.getvalue()))


def test_nothing_is_told_where_nobody_showed_anything(person: Person) -> None:
    answer(person, 5)
    assert told() == {
        "precision_at_5": None, "answers": 0, "rated": 0, "used": 0, "sources": 0, "days": 30,
    }  # fmt: skip


def test_what_is_opened_counts_and_what_lies_beyond_the_fifth_does_not(person: Person) -> None:
    cache.index(person, [cache.mail(f"m{n}", f"Mail {n}") for n in range(1, 8)])
    answer(person, 7)
    for opened in ("m2", "m2", "m7"):
        assert Api(person.user).get(f"items/gmail/{opened}").status_code == 200
    found = told("--email", person.user.email)
    assert (found["precision_at_5"], found["used"], found["sources"]) == (0.2, 1, 5)


def test_ratings_speak_for_all_sources_or_none(person: Person, other_person: Person) -> None:
    for owner, sources, rating in ((person, 3, "up"), (person, 5, "down"), (other_person, 2, "up")):
        path = f"messages/{answer(owner, sources).id}/feedback"
        assert Api(owner.user).post(path, {"rating": rating}).status_code == 200
    found = told()
    assert (found["answers"], found["rated"], found["used"]) == (3, 3, 0)
    assert found["precision_at_5"] == 0.5
    assert told("--email", other_person.user.email)["precision_at_5"] == 1.0
