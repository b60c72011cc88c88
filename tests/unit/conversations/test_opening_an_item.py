"""An item opened to be read: its whole text, or its beginning and why there is no more."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from accounts import audit
from accounts.models import User
from sync import importing
from tests import factories_search as cache
from tests.api_client import Api, problem
from tests.factories import Person
from tests.google_simulator import control, load_takeout
from tests.simulated_google import calls_since, faults, google, last_call, simulator_url
from tests.takeout_exports import POSTMARK, Mail

__all__ = ["google", "simulator_url"]

LONG = " ".join(f"Plank {n} is sound." for n in range(400)) + " The last plank is rotten."


@pytest.fixture
def connected(google: str, transactional_db: None) -> Person:
    user = User.objects.create_user(f"{uuid.uuid4().hex}@example.org", time_zone="Europe/Berlin")
    return Person(user=user, connection=importing.connect(user))


@pytest.fixture
def long_mail(connected: Person, google: str) -> str:
    """A mail whose end only Google knows; its id."""
    email = connected.user.email
    mail = Mail(1, "Pier survey", LONG)
    load_takeout(google, email, {"Mail/All mail.mbox": POSTMARK + mail.as_bytes() + b"\r\n"})
    (there,) = control(google, "GET", f"state?email={email}")["messages"]
    cache.index(connected, [cache.mail(there["id"], "Pier survey", LONG)])
    return str(there["id"])


def opened(person: Person, service: str, item_id: str) -> dict[str, Any]:
    answer = Api(person.user).get(f"items/{service}/{item_id}")
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def test_a_short_mail_is_shown_whole_without_google(connected: Person, google: str) -> None:
    text = "Short <b>&</b> sweet."
    cc = {"kind": "cc", "name": "Bo", "email": "bo@port.example"}
    to = {"kind": "to", "name": "", "email": "ada@example.org"}
    cache.index(connected, [cache.mail("m1", "Pier", text, recipients=(to, cc))])
    before = last_call(google)
    item = opened(connected, "gmail", "m1")
    assert calls_since(google, before, connected.user.email) == []
    assert (item["text"], item["is_whole"], item["is_live"]) == (text, True, False)
    assert [p["role"] for p in item["people"]] == ["from", "to", "cc"]
    assert item["times"]["sent"].startswith("2026-03-09")


def test_a_long_mail_is_read_to_its_end(connected: Person, long_mail: str) -> None:
    item = opened(connected, "gmail", long_mail)
    assert item["text"].endswith("The last plank is rotten.")
    assert (item["is_whole"], item["is_live"], item["problem"]) == (True, True, None)


def test_when_google_is_away_the_beginning_is_shown_and_said_to_be_one(
    connected: Person, google: str, long_mail: str
) -> None:
    faults(google, {"match": "GET .*messages", "status": 503})
    item = opened(connected, "gmail", long_mail)
    assert item["text"].startswith("Plank 0 is sound.")
    assert not item["is_whole"]
    assert item["problem"]["code"] == "gmail_unavailable"
    assert item["problem"]["action"] == "Try Again"


def test_a_mail_that_google_has_no_more_says_so(
    connected: Person, google: str, long_mail: str
) -> None:
    faults(google, {"match": "GET .*messages", "status": 404})
    item = opened(connected, "gmail", long_mail)
    assert item["problem"]["title"] == "Gone"
    assert item["text"].startswith("Plank 0")


def test_an_access_that_was_taken_back_leads_to_connecting_again(
    connected: Person, google: str, long_mail: str
) -> None:
    faults(google, {"match": "GET .*messages", "kind": "insufficientPermissions"})
    item = opened(connected, "gmail", long_mail)
    assert "Reconnect" in item["problem"]["action"]
    assert item["problem"]["action_url"].startswith("/api/v1/auth/login")


def test_an_event_names_its_guests_and_its_times(connected: Person) -> None:
    guest = {"name": "Bo", "email": "bo@port.example", "response": "accepted", "self": False}
    late = cache.NOW + timedelta(days=3)
    cache.index(
        connected,
        [
            cache.event(
                "e1",
                "Pier walk",
                starts_at=late,
                location="Pier 4",
                description="Boots!",
                attendees=(guest,),
            )
        ],
    )
    item = opened(connected, "gcal", "e1")
    assert item["text"] == "Boots!"
    assert item["times"]["start"] == late.isoformat()
    assert item["places"] == {"calendar_name": "Ada", "location": "Pier 4"}
    assert item["people"][-1] == {
        "role": "guest",
        "name": "Bo",
        "email": "bo@port.example",
        "response": "accepted",
    }


def test_a_file_names_its_owner_and_its_place(connected: Person) -> None:
    cache.index(connected, [cache.file("f1", "Shore/Oil.txt", "Oil for the lamp.")])
    item = opened(connected, "gdrive", "f1")
    assert item["places"] == {"path": "Shore/Oil.txt"}
    assert item["people"][0]["role"] == "owner"
    assert set(item["times"]) == {"modified_at", "created_at"}


def test_opening_is_recorded_without_content(connected: Person, long_mail: str) -> None:
    opened(connected, "gmail", long_mail)
    last = audit.entries(user_id=connected.id)[-1]
    assert (last.event, last.subject) == ("item_read", f"gmail:{long_mail}")
    assert last.after == {"from": "google"}


@pytest.mark.parametrize("path", ["gmail/nothing", "gmail/m1", "gphotos/m1", "gcal/m1"])
def test_what_is_not_ones_own_is_not_there(
    connected: Person, other_person: Person, path: str
) -> None:
    cache.index(other_person, [cache.mail("m1", "Secret", "secret")])
    answer = Api(connected.user).get(f"items/{path}")
    assert problem(answer, 404)["title"] == "Not Found"
    assert "item_read" not in [entry.event for entry in audit.entries(user_id=connected.id)]
