"""Who may open what: every page × anonymous, owner, other person, staff.

The pages come from the URL configuration: a new one without an expectation fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
from django.contrib import admin
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import URLResolver, get_resolver, resolve
from pytest_django import Settings

from accounts import audit
from accounts.models import User
from accounts.staff import StaffPages, reading_as
from accounts.tenancy import tenant
from accounts.views import closed
from sync.models import SyncStatus
from tests import factories
from tests import factories_conversations as made
from tests.page_client import Page

SECRET = "wreckage-of-the-amphitrite"
SIGN_IN = "/accounts/login/"


@dataclass(frozen=True)
class Seen:
    """The status for each."""

    anonymous: int
    owner: int
    other: int
    staff: int


def all_of_them(status: int) -> Seen:
    return Seen(status, status, status, status)


SIGNED_IN = Seen(302, 200, 200, 200)
OWNER_ONLY = Seen(302, 200, 404, 404)
CLOSED = all_of_them(404)

# By route: what GET answers, and what POST answers without a body. 405: there is no such thing.
PAGES: Mapping[str, tuple[Seen, Seen]] = MappingProxyType(
    {
        "": (SIGNED_IN, SIGNED_IN),
        "c/<uuid:conversation_id>": (OWNER_ONLY, Seen(302, 405, 405, 405)),
        "accounts/activity/": (SIGNED_IN, all_of_them(405)),
        "accounts/takeout/": (all_of_them(405), all_of_them(302)),
        "accounts/login/": (Seen(200, 302, 302, 302), Seen(200, 302, 302, 302)),
        "accounts/logout/": (SIGNED_IN, all_of_them(302)),
        "accounts/inactive/": (all_of_them(200), all_of_them(405)),
        "health": (all_of_them(200), all_of_them(200)),
        "ready": (all_of_them(200), all_of_them(200)),
        "metrics": (all_of_them(200), all_of_them(200)),
    }
)
# Of allauth: whoever has a password has it from an operator, and nobody takes another address.
CLOSED_PAGES = frozenset(
    f"accounts/{route}"
    for route in (
        "signup/",
        "email/",
        "^confirm-email/",
        "confirm-email/",
        r"^confirm-email/(?P<key>[-:\w]+)/$",
        "reauthenticate/",
        "password/change/",
        "password/set/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/done/",
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "login/code/confirm/",
        "^(?:password|reauthenticate|login/code)/",
    )
)
SUPPORT = frozenset(
    {
        "accounts/person",
        "accounts/googleaccount",
        "accounts/auditrecord",
        "agents/actionrecord",
        "sync/syncstate",
        "conversations/conversationrecord",
        "conversations/question",
    }
)
# For operators, who are superusers. Staff alone do not come in.
OPERATORS = frozenset(
    {
        "auth/group",
        "account/emailaddress",
        "socialaccount/socialapp",
        "socialaccount/socialtoken",
        "socialaccount/socialaccount",
        *(
            f"django_celery_beat/{name}schedule"
            for name in ("clocked", "crontab", "solar", "interval")
        ),
        "django_celery_beat/periodictask",
    }
)
OF_A_MODEL: Mapping[str, int] = MappingProxyType(
    {
        "": 200,
        "add/": 403,
        "<path:object_id>/history/": 200,
        "<path:object_id>/delete/": 403,
        "<path:object_id>/change/": 200,
        "<path:object_id>/": 302,
    }
)
OF_THE_ADMIN: Mapping[str, int] = MappingProxyType(
    {
        "": 200,
        "login/": 302,
        "logout/": 405,
        "password_change/": 200,
        "password_change/done/": 200,
        "autocomplete/": 403,
        "jsi18n/": 200,
    }
)


def routes() -> Iterator[str]:
    """Everything that the URL configuration leads to, outside of the API."""

    def walk(patterns: list[Any], prefix: str) -> Iterator[str]:
        for entry in patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, route)
            else:
                yield route

    yield from (r for r in walk(get_resolver().url_patterns, "") if not _is_api(r))


def _is_api(route: str) -> bool:
    return route.lstrip("^").startswith("api/v1/")  # see tests/test_authorisation.py


ROUTES = frozenset(routes())


@pytest.fixture
def world(db: None, settings: Settings) -> dict[str, Any]:
    settings.GOOGLE_API_ROOT = ""  # so that no export is taken
    owner = factories.person("ada@example.org")
    about = made.conversation(owner, SECRET)
    made.message(owner, about, SECRET, response=SECRET)
    made.action(owner, about, arguments={**made.MAIL, "subject": SECRET})
    with tenant(owner.id):
        SyncStatus.objects.create(
            user=owner.user, connection_id=owner.connection.id, service="gmail", cursor=SECRET
        )
    audit.record(user_id=owner.id, actor=audit.PERSON, event=audit.Event.SIGNED_IN)
    support = User.objects.create_user("support@example.org", factories.PASSWORD, is_staff=True)
    people = {
        "anonymous": None,
        "owner": owner.user,
        "other": factories.person("grace@example.org").user,
        "staff": support,
    }
    return {"people": people, "conversation_id": about.id}


def opened(world: dict[str, Any], who: str) -> Page:
    page = Page()
    if world["people"][who] is not None:
        page.force_login(world["people"][who])
    return page


def test_every_page_has_an_expectation_and_every_expectation_a_page() -> None:
    of_models = {f"admin/{model}/{route}" for model in SUPPORT | OPERATORS for route in OF_A_MODEL}
    of_the_admin = {f"admin/{route}" for route in OF_THE_ADMIN}
    others = {r for r in ROUTES if r.startswith(("admin/^", "admin/(?P<url>", "admin/r/"))}
    assert len(others) == 3  # lists of an app, what is none of these, and "view on site"
    assert set(PAGES) | CLOSED_PAGES | of_models | of_the_admin | others == ROUTES


def test_the_staffs_pages_are_those_of_the_admin() -> None:
    pages = [model for model, page in admin.site._registry.items() if isinstance(page, StaffPages)]
    assert {model._meta.label_lower.replace(".", "/") for model in pages} == SUPPORT


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("route", sorted(PAGES))
def test_each_person_opens_their_own_pages(world: dict[str, Any], route: str) -> None:
    address = "/" + route.replace("<uuid:conversation_id>", str(world["conversation_id"]))
    for who, number in product(world["people"], (0, 1)):
        page = opened(world, who)
        answer = (page.get, page.post)[number](address)
        expected = getattr(PAGES[route][number], who)
        assert answer.status_code == expected, (who, answer.content[:300])
        if who != "owner":
            assert SECRET not in answer.content.decode(), who
        if expected == 302 and who == "anonymous" and "logout" not in route:
            assert answer["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize("route", sorted(CLOSED_PAGES))
def test_pages_that_nobody_needs_stay_closed(rf: RequestFactory, route: str) -> None:
    plain = route.replace("^", "").replace("$", "").replace("(?P<uidb36>[0-9A-Za-z]+)-", "a1-")
    plain = plain.replace(r"(?P<key>[-:\w]+)", "key").replace("(?P<key>.+)", "key")
    address = "/" + plain.replace("(?:password|reauthenticate|login/code)", "login/code")
    assert resolve(address).func is closed
    with pytest.raises(Http404):
        closed(rf.get(address))


@pytest.mark.parametrize("model", sorted(SUPPORT | OPERATORS))
def test_only_staff_open_the_pages_of_support(world: dict[str, Any], model: str) -> None:
    clients = {who: _client(user) for who, user in world["people"].items()}
    found = _object_of(world, model) if model in SUPPORT else UUID(int=1)
    for route, status in OF_A_MODEL.items():
        address = f"/admin/{model}/{route}".replace("<path:object_id>", str(found))
        for who, client in clients.items():
            answer = client.get(address)
            assert SECRET not in answer.content.decode(), (who, address)
            if who == "staff":
                expected = {status} if model in SUPPORT else {302, 403}
                assert answer.status_code in expected, address
            else:
                assert answer.status_code == 302, (who, address)
                assert answer["Location"].startswith("/admin/login/"), (who, address)


@pytest.mark.parametrize("route", sorted(OF_THE_ADMIN))
def test_only_staff_come_into_the_admin(world: dict[str, Any], route: str) -> None:
    for who in world["people"]:
        answer = _client(world["people"][who]).get(f"/admin/{route}")
        if who == "staff":
            assert answer.status_code == OF_THE_ADMIN[route]
        else:
            assert answer.status_code in (302, 403, 405), (who, answer.status_code)


def _client(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def _object_of(world: dict[str, Any], model: str) -> Any:
    """One of the owner's."""
    owner, staff = world["people"]["owner"], world["people"]["staff"]
    page = next(m for m in admin.site._registry if m._meta.label_lower == model.replace("/", "."))
    of_owner = {"id": owner.id} if model.endswith("/person") else {"user_id": owner.id}
    with reading_as(staff.id):
        return page._default_manager.filter(**of_owner).values_list("pk", flat=True)[0]
