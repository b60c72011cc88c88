"""`/api/v1/me`: the person, their settings, their plan."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from accounts.models import User
from tests.api_client import Api, problem
from tests.factories import Person


@pytest.fixture
def api(person: Person) -> Api:
    return Api(person.user)


def test_it_shows_the_person_and_their_settings(api: Api, person: Person) -> None:
    shown = api.get("me").json()
    assert shown["email"] == "ada@example.org"
    assert shown["id"] == str(person.id)
    assert shown["time_zone"] == "Europe/Berlin"
    assert (shown["plan"], shown["mode"], shown["keeps_full_bodies"]) == ("free", "ask", False)
    assert "password" not in shown


def test_settings_can_be_changed(api: Api, person: Person) -> None:
    wanted = {
        "name": "Ada Öztürk",
        "time_zone": "Asia/Kolkata",
        "mode": "draft_only",
        "keeps_full_bodies": True,
    }
    answer = api("PATCH", "me", wanted)
    assert answer.status_code == 200
    assert wanted.items() <= answer.json().items()
    assert User.objects.filter(id=person.id, **wanted).exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"time_zone": "Europe/Nowhere"}, "time zone"),
        ({"time_zone": "../../etc/passwd"}, "time zone"),
        ({"mode": "anything_goes"}, "mode"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"keeps_full_bodies": "perhaps"}, "keeps_full_bodies"),
        ([], "dictionary"),
    ],
)
def test_what_makes_no_sense_is_refused(api: Api, change: Any, words: str) -> None:
    assert words in problem(api("PATCH", "me", change), 400)["message"]


def test_nobody_changes_their_plan_address_or_rights(api: Api, person: Person) -> None:
    api("PATCH", "me", {"plan": "enterprise", "email": "root@example.org", "is_staff": True})
    user = User.objects.get(id=person.id)
    assert (user.plan, user.email, user.is_staff) == ("free", "ada@example.org", False)


def test_usage_tells_the_plans_limits(api: Api, person: Person) -> None:
    shown = api.get("me/usage").json()
    assert shown["plan"] == "free"
    assert shown["limits"] == {"questions_per_hour": 100, "questions_per_minute": 10}
    assert shown["used"] == {"questions_this_hour": 0, "questions_this_minute": 0}

    User.objects.filter(id=person.id).update(plan="pro")
    assert api.get("me/usage").json()["limits"] == {
        "questions_per_hour": 1000,
        "questions_per_minute": None,
    }


def test_a_page_of_the_browser_needs_its_csrf_token(person: Person) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(person.user)
    assert client.get("/api/v1/me").status_code == 200
    body = {"name": "Ada"}
    refused = client.patch("/api/v1/me", body, content_type="application/json")
    assert problem(refused, 403)["code"] == "permission_denied"


@pytest.mark.parametrize("path", ["me", "nothing/here", "conversations/not-a-uuid", ""])
def test_unknown_addresses_and_strangers_are_told_so_in_json(db: None, path: str) -> None:
    problem(Api().get(path), 401 if path == "me" else 404)


def test_what_is_not_json_is_refused(api: Api) -> None:
    form = api.send(
        "PATCH",
        "/api/v1/me",
        data="name=Ada",
        content_type="application/x-www-form-urlencoded",
        headers=api.headers,
    )
    assert problem(form, 415)["code"] == "unsupported_media_type"
    assert problem(api("DELETE", "me/usage"), 405)["code"] == "method_not_allowed"
    assert "JSON" in problem(api("PATCH", "me", "{broken"), 400)["message"]
    assert "nested" in problem(api("PATCH", "me", "[" * 100_000), 400)["message"]


def test_a_body_without_end_is_refused(api: Api, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    assert problem(api("PATCH", "me", {"name": "x" * 2_000}), 413)["code"] == "too_large"
