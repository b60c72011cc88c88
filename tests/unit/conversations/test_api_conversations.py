"""`/api/v1/conversations`, their messages, and what people think of them."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.tenancy import tenant
from agents.models import Action
from conversations.models import Conversation, Feedback, Message
from tests import factories_conversations as made
from tests.api_client import Api, problem
from tests.factories import Person


@pytest.fixture
def api(person: Person) -> Api:
    return Api(person.user)


def everything(api: Api, path: str) -> list[dict[str, Any]]:
    """All pages."""
    found: list[dict[str, Any]] = []
    following: str | None = path
    while following:
        answer = api.get(following)
        assert answer.status_code == 200, answer.content
        assert set(answer.json()) == {"results", "next"}
        found += answer.json()["results"]
        following = answer.json()["next"]
    return found


def test_a_conversation_is_begun_named_and_deleted(api: Api, person: Person) -> None:
    begun = api.post("conversations", {"title": "Été ☀"})
    assert begun.status_code == 201
    path = f"conversations/{begun.json()['id']}"
    assert api.get(path).json() == begun.json()

    named = api("PATCH", path, {"title": "Winter"})
    assert named.json()["title"] == "Winter"
    assert named.json()["updated_at"] == begun.json()["updated_at"]

    assert api("DELETE", path).status_code == 204
    problem(api.get(path), 404)
    assert api.get("conversations").json() == {"results": [], "next": None}


def test_what_belongs_to_a_conversation_goes_with_it(api: Api, person: Person) -> None:
    about = made.conversation(person)
    made.message(person, about)
    made.action(person, about)
    api("DELETE", f"conversations/{about.id}")
    with tenant(person.id):
        assert not Message.objects.filter(user_id=person.id).exists()
        assert not Action.objects.filter(user_id=person.id).exists()


def test_pages_hold_each_conversation_once_the_latest_first(api: Api, person: Person) -> None:
    started = [made.conversation(person, f"n. {n}") for n in range(7)]
    with tenant(person.id):  # four of them at the very same moment
        for known in started[:4]:
            same = Conversation.objects.filter(user_id=person.id, id=known.id)
            same.update(updated_at=made.NOW - timedelta(days=1))
    titles = [row["title"] for row in everything(api, "conversations?limit=2")]
    assert titles[:3] == ["n. 6", "n. 5", "n. 4"]
    assert sorted(titles) == [f"n. {n}" for n in range(7)]


@pytest.mark.parametrize("cursor", ["x", base64.b64encode(b"p=abc").decode(), "p" * 5000])
def test_a_cursor_that_somebody_made_up_is_refused(api: Api, cursor: str) -> None:
    assert api.get(f"conversations?cursor={cursor}").status_code in (400, 404)


@pytest.mark.parametrize("title", ["x" * 201, "a\0b", None, ["a"]])
def test_a_title_that_makes_no_sense_is_refused(api: Api, title: Any) -> None:
    assert problem(api.post("conversations", {"title": title}), 400)["message"].startswith("title")


def test_messages_are_the_whole_object_the_oldest_first(api: Api, person: Person) -> None:
    about = made.conversation(person)
    for n in range(3):
        made.message(person, about, f"question {n}")
    shown = everything(api, f"conversations/{about.id}/messages?limit=2")
    assert [row["query"] for row in shown] == [f"question {n}" for n in range(3)]
    assert shown[0]["answer_html"] == "<p>Lamp oil [1].</p>"
    assert shown[0]["request_id"]
    assert shown[0]["partial"] is False


def test_actions_of_a_message_are_as_they_are_now(api: Api, person: Person) -> None:
    about = made.conversation(person)
    proposed = made.action(person, about)
    then = {"id": str(proposed.id), "status": "proposed"}
    gone = {"id": str(uuid4()), "status": "proposed"}
    made.message(person, about, actions_taken=[then, gone])
    with tenant(person.id):
        Action.objects.filter(user_id=person.id, id=proposed.id).update(status="rejected")

    (shown,) = everything(api, f"conversations/{about.id}/messages")

    assert [action["status"] for action in shown["actions"]] == ["rejected", "proposed"]


def test_a_second_thought_replaces_the_first(api: Api, person: Person) -> None:
    answered = made.message(person, made.conversation(person))
    path = f"messages/{answered.id}/feedback"
    assert api.post(path, {"rating": "up"}).json() == {"rating": "up", "comment": ""}
    assert api.post(path, {"rating": "down", "comment": "wrong lamp"}).status_code == 200
    with tenant(person.id):
        (kept,) = Feedback.objects.filter(user_id=person.id)
    assert (kept.rating, kept.comment) == ("down", "wrong lamp")
    (shown,) = everything(api, f"conversations/{answered.conversation_id}/messages")
    assert shown["feedback"] == {"rating": "down", "comment": "wrong lamp"}


@pytest.mark.parametrize(
    "body", [{}, {"rating": "sideways"}, {"rating": "up", "comment": "x" * 2001}, {"rating": None}]
)
def test_feedback_that_makes_no_sense_is_refused(api: Api, person: Person, body: Any) -> None:
    answered = made.message(person, made.conversation(person))
    problem(api.post(f"messages/{answered.id}/feedback", body), 400)


def test_nothing_of_another_person_can_be_reached(api: Api, other_person: Person) -> None:
    theirs = made.conversation(other_person, "secret")
    answered = made.message(other_person, theirs)
    path = f"conversations/{theirs.id}"
    for answer in (
        api.get(path),
        api("PATCH", path, {"title": "mine"}),
        api("DELETE", path),
        api.get(f"{path}/messages"),
        api.post(f"messages/{answered.id}/feedback", {"rating": "up"}),
    ):
        assert "secret" not in str(problem(answer, 404))
    assert everything(api, "conversations") == []
    with tenant(other_person.id):
        assert Conversation.objects.get(user_id=other_person.id).title == "secret"
