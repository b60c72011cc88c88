"""Who may do what: every endpoint below /api/v1/ × method × anonymous, owner, other person, staff.

The endpoints come from the URL configuration: a new one without an expectation fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from accounts.models import User
from tests import factories
from tests import factories_conversations as made
from tests import factories_search as cache
from tests.api_client import Api, problem
from tests.factories import Person

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
SECRET = "wreckage-of-the-amphitrite"


@dataclass(frozen=True)
class Allowed:
    """The status for the owner, for another person, for staff (who have nothing here) and for
    whoever is not signed in."""

    owner: int
    other: int
    staff: int
    anonymous: int = 401


def each(status: int) -> Allowed:
    """Everybody who is signed in, about what is their own."""
    return Allowed(status, status, status)


def anybody(status: int) -> Allowed:
    return Allowed(status, status, status, anonymous=status)


def owner_only(status: int) -> Allowed:
    """For everybody else it does not exist."""
    return Allowed(status, 404, 404)


# Without a body: 400 says that the door was open. 409: it is in no state to be undone.
EXPECTED: dict[str, dict[str, Allowed]] = {
    "auth-login": {"GET": anybody(302)},  # to Google
    "auth-callback": {"GET": anybody(302)},  # without its state: to the page to sign in
    "me": {"GET": each(200), "PATCH": each(200)},
    "usage": {"GET": each(200)},
    "my-audit": {"GET": each(200)},
    "connections": {"GET": each(200)},
    "connection": {"DELETE": owner_only(204)},
    "search": {"GET": each(400)},
    "sync": {"GET": each(200), "POST": Allowed(202, 202, 409)},
    "actions": {"GET": each(200)},
    "action": {"GET": owner_only(200)},
    "approve": {"POST": owner_only(200)},
    "reject": {"POST": owner_only(200)},
    "undo": {"POST": owner_only(409)},
    "query": {"POST": each(400)},
    "task": {"GET": owner_only(200)},
    "cancel": {"POST": owner_only(200)},
    "turn-events": {"GET": owner_only(410)},
    "conversations": {"GET": each(200), "POST": each(201)},
    "api-conversation": {
        "GET": owner_only(200),
        "PATCH": owner_only(200),
        "DELETE": owner_only(204),
    },
    "messages": {"GET": owner_only(200)},
    "item": {"GET": owner_only(200)},
    "feedback": {"POST": each(400)},
}
PUBLIC = frozenset({"schema", "api-docs"})
NOTHING = "no-such-endpoint"


def endpoints() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name and parameters of each."""

    def walk(patterns: list[Any], prefix: str) -> Iterator[tuple[str, URLPattern]]:
        for entry in patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, route)
            else:
                yield route, entry

    for route, entry in walk(get_resolver().url_patterns, ""):
        if route.lstrip("^").startswith("api/v1/") and entry.name != NOTHING:
            assert entry.name, f"{route} has no name"
            yield entry.name, tuple(entry.pattern.converters)


@dataclass(frozen=True)
class World:
    owner: Person
    other: User
    staff: User
    ids: dict[str, Any]

    def url(self, name: str, parameters: tuple[str, ...]) -> str:
        return reverse(name, kwargs={parameter: self.ids[parameter] for parameter in parameters})


@pytest.fixture
def world(transactional_db: None, settings: Settings) -> World:
    settings.GOOGLE_CLIENT_ID, settings.GOOGLE_OAUTH_ROOT = "simulator", "http://127.0.0.1:1"
    owner = factories.person("ada@example.org")
    about = made.conversation(owner, SECRET)
    answered = made.message(owner, about, SECRET, response=SECRET)
    proposed = made.action(owner, about, arguments={**made.MAIL, "subject": SECRET})
    cache.index(owner, [cache.mail("m1", SECRET, SECRET)])
    return World(
        owner=owner,
        other=factories.person("grace@example.org").user,
        staff=User.objects.create_superuser("support@example.org", factories.PASSWORD),
        ids={
            "conversation_id": about.id,
            "message_id": answered.id,
            "turn_id": answered.turn_id,
            "action_id": proposed.id,
            "connection_id": owner.connection.id,
            "service": "gmail",
            "item_id": "m1",
        },
    )


ENDPOINTS = dict(endpoints())


def test_every_endpoint_has_an_expectation_and_every_expectation_an_endpoint() -> None:
    assert set(ENDPOINTS) - PUBLIC == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_person_gets_their_own_and_nobody_elses(world: World, name: str) -> None:
    url = world.url(name, ENDPOINTS.get(name, ()))
    strangers = {"anonymous": Api(), "other": Api(world.other), "staff": Api(world.staff)}
    for method in METHODS:
        allowed = EXPECTED[name].get(method, each(405))
        for who, api in strangers.items():
            answer = api(method, url, {} if method in UNSAFE else None)
            if who == "anonymous":
                fitting = {allowed.anonymous} if method in EXPECTED[name] else {401, 405}
                assert answer.status_code in fitting, (method, answer.content)
            else:
                assert answer.status_code == getattr(allowed, who), (method, who, answer.content)
            assert SECRET not in answer.content.decode(), (method, who)
    owner = Api(world.owner.user)
    for method in METHODS:
        answer = owner(method, url, {} if method in UNSAFE else None)
        expected = EXPECTED[name].get(method, each(405)).owner
        assert answer.status_code == expected, (method, answer.content)
        if expected >= 400:
            problem(answer, expected)
        if expected == 405:
            allowed_methods = set(answer["Allow"].split(", ")) - {"HEAD", "OPTIONS"}
            assert allowed_methods == set(EXPECTED[name]), (method, answer["Allow"])


def test_feedback_on_anothers_answer_finds_none(world: World) -> None:
    url = world.url("feedback", ENDPOINTS["feedback"])
    statuses = [
        Api(user)("POST", url, {"rating": "up"}).status_code
        for user in (world.other, world.staff, world.owner.user)
    ]
    assert statuses == [404, 404, 200]


def test_a_session_alone_changes_nothing(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.owner.user)
    for name, methods in EXPECTED.items():
        for method in UNSAFE & methods.keys():
            url = world.url(name, ENDPOINTS[name])
            send = getattr(client, method.lower())
            refused = send(url, {}, content_type="application/json")
            assert refused.status_code == 403, (method, name)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_the_description_is_for_everybody(world: World, name: str) -> None:
    for user in (None, world.owner.user, world.other, world.staff):
        answer = Api(user).get(reverse(name))
        assert answer.status_code == 200
        assert len(answer.content) > 5_000
