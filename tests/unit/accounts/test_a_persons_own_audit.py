"""What is recorded about a person, as that person may read it: on a page and by the API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.contrib import admin
from django.test import Client

from accounts import activity, audit
from accounts.audit import Event
from accounts.models import User
from accounts.staff import StaffPages
from tests.api_client import Api, problem
from tests.factories import Person

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
PAGE = "/accounts/activity/"
STAFF = audit.staff(UUID(int=7))


def record(person: Person, event: Event, actor: str = audit.PERSON, **parts: Any) -> None:
    audit.record(user_id=person.id, actor=actor, event=event, **parts)


@pytest.fixture
def client(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)  # which is the first entry
    return client


def texts(person: Person) -> list[str]:
    found = Api(person.user).get("me/audit").json()["results"]
    return [entry["text"] for entry in found]


def test_deeds_are_told_in_words_the_newest_first(person: Person) -> None:
    record(person, Event.SYNC_REQUESTED, after={"services": ["gmail", "gcal"], "queued": 2})
    record(person, Event.ITEM_READ, subject="gdrive:abc")
    drafted = {"operation": "draft_email", "status": "proposed"}
    record(person, Event.ACTION_PROPOSED, audit.SYSTEM, subject="action:1", after=drafted)
    record(person, Event.STAFF_VIEWED, STAFF, subject="google_account:list")
    changed = {"before": {"plan": "free"}, "after": {"plan": "pro"}}
    record(person, Event.STAFF_CHANGED, STAFF, subject="person:1", **changed)
    assert texts(person)[:5] == [
        "A key for an app was made",  # the one that this test reads with
        "Support changed your plan from free to pro",
        "Support looked at your Google accounts",
        "An e-mail draft was proposed",
        "A file was read at Google to answer you",
    ]


def test_who_of_the_staff_it_was_is_not_told(person: Person) -> None:
    record(person, Event.STAFF_VIEWED, STAFF, subject="person:x")
    answer = Api(person.user).get("me/audit")
    assert answer.json()["results"][1]["by"] == "support"
    assert str(UUID(int=7)) not in answer.content.decode()


def test_every_event_has_words_and_a_group(person: Person) -> None:
    for event in Event:
        record(person, event)
    assert all(texts(person))
    grouped = [event for events in activity.GROUPS.values() for event in events]
    assert sorted(grouped) == sorted(Event)


def test_every_page_of_support_has_words() -> None:
    kinds = {
        str(page.opts.verbose_name).lower().replace(" ", "_")
        for page in admin.site._registry.values()
        if isinstance(page, StaffPages)
    }
    entries = [
        audit.Entry(1, NOON, STAFF, Event.STAFF_VIEWED, f"{kind}:list", None, None)
        for kind in sorted(kinds)
    ]
    assert len(entries) > 5
    assert "a page about you" not in " ".join(activity.words(entry) for entry in entries)


def test_pages_follow_one_another_without_a_gap(person: Person) -> None:
    for number in range(7):
        record(person, Event.QUESTION_ASKED, subject=f"turn:{number}")
    api = Api(person.user)
    address, seen = "me/audit?limit=3&show=questions", []
    while address:
        page = api.get(address).json()
        seen += [entry["subject"] for entry in page["results"]]
        following = urlsplit(page["next"] or "")
        address = f"{following.path}?{following.query}" if page["next"] else ""
    assert seen == [f"turn:{number}" for number in reversed(range(7))]


def test_nobody_reads_anothers(person: Person, other_person: Person) -> None:
    record(person, Event.QUESTION_ASKED, subject="turn:of-ada")
    assert "of-ada" not in Api(other_person.user).get("me/audit").content.decode()


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "cursor=abc", "cursor=-1", "show=secrets"])
def test_what_makes_no_sense_is_refused(person: Person, client: Client, query: str) -> None:
    problem(Api(person.user).get(f"me/audit?{query}"), 400)
    assert client.get(f"{PAGE}?{query}")["Location"] == PAGE


def test_the_page_shows_the_persons_own_time(person: Person, client: Client) -> None:
    User.objects.filter(id=person.id).update(time_zone="Pacific/Auckland")
    entry = audit.entries(user_id=person.id)[-1]
    there = entry.at.astimezone(ZoneInfo("Pacific/Auckland"))
    text = client.get(PAGE).content.decode()
    assert "You signed in" in text
    assert f"{there:%H:%M}</time>" in text
    assert f"Today, {there:%A} {there.day} {there:%B %Y}" in text
    assert "Times in Pacific/Auckland" in text


def test_the_page_goes_back_in_time(person: Person, client: Client) -> None:
    for number in range(60):
        record(person, Event.QUESTION_ASKED, subject=f"turn:{number}")
    first = client.get(PAGE)
    assert first.content.decode().count("You asked a question") == 50
    assert "Latest" not in first.content.decode()
    earlier = client.get(f"{PAGE}?cursor={first.context['cursor']}").content.decode()
    assert earlier.count("You asked a question") == 10
    assert "Latest" in earlier
    assert "Earlier" not in earlier


def test_a_kind_that_never_happened_says_so(client: Client) -> None:
    assert "nothing of this kind yet" in client.get(f"{PAGE}?show=support").content.decode()


def test_the_page_asks_to_sign_in_first(db: None) -> None:
    assert Client().get(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"
