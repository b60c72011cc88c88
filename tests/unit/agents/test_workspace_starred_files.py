"""Files with a star: Google alone knows of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from agents.errors import StepError
from agents.planner import plan
from agents.query import Step
from agents.workspace.base import Call
from agents.workspace.registry import AGENTS
from tests import factories_search as cache
from tests.factories import Person
from tests.factories_search import run
from tests.google_simulator import control, load_takeout
from tests.simulated_google import faults
from tests.unit.agents.asking import ask
from tests.unit.agents.material import context, query


@pytest.fixture
def files(connected: Person, google: str) -> None:
    """A file with a star and one without."""
    email = connected.user.email
    titles = {"Pier plan.txt": True, "Dock plan.txt": False}
    parts = {f"Drive/{title}": b"Planks." for title in titles}
    parts |= {
        f"Drive/{title}-info.json": json.dumps({"title": title, "starred": starred}).encode()
        for title, starred in titles.items()
    }
    load_takeout(google, email, parts)
    there = control(google, "GET", f"state?email={email}")["files"]
    cache.index(connected, [cache.file(one["id"], one["name"], "Planks.") for one in there])


async def found(person: Person, **arguments: Any) -> list[str]:
    call = Call(Step("s1", "gdrive", "starred"), arguments)
    operation = AGENTS["gdrive"].operations["starred"]
    outcome = await operation.run(call, context(query(user_id=person.id)))
    return [item.title for item in outcome.items]


def starred(person: Person, **arguments: Any) -> list[str]:
    return run(found(person, **arguments))


def test_only_those_with_a_star_are_found(connected: Person, files: None) -> None:
    assert starred(connected) == ["Pier plan.txt"]
    assert starred(connected, file_types=("presentation",)) == []


def test_without_google_nothing_is_claimed(connected: Person, files: None, google: str) -> None:
    faults(google, {"match": "GET .*files", "status": 503})
    with pytest.raises(StepError):
        starred(connected)


def test_they_are_asked_for_in_plain_words() -> None:
    (step,) = plan(ask("show my starred files"), query()).steps
    assert (step.agent, step.operation) == ("gdrive", "starred")
