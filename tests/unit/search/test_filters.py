"""What filters let through, of each service."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from search.filters import Filters
from search.hybrid import browse, search
from search.tables import Service
from tests.factories import Person
from tests.factories_search import NOW, event, file, index, mail, run

pytestmark = pytest.mark.django_db(transaction=True)


def passing(person: Person, service: Service, **fields: Any) -> set[str]:
    """The ids that pass; the same whether browsed or searched."""
    filters = Filters(**fields)
    browsed = run(browse(user_id=person.id, service=service, filters=filters, now=NOW))
    found = run(search(user_id=person.id, service=service, query="notes", filters=filters, now=NOW))
    assert {hit.id for hit in browsed.results} == {hit.id for hit in found.results}
    return {hit.id for hit in browsed.results}


@pytest.fixture
def mailbox(person: Person) -> Person:
    index(
        person,
        [
            mail(
                "jose",
                sender_name="José Ångström",
                sender_email="j.angstrom@north.example",
                labels=("INBOX", "UNREAD", "Clients"),
                received_at=NOW - timedelta(days=5),
            ),
            mail(
                "joanna",
                sender_name="Joanna Bell",
                sender_email="bell@south.example",
                recipients=({"kind": "cc", "name": "José Ångström", "email": "jose@x.example"},),
                attachments=({"filename": "Plan.PDF", "mime_type": "application/octet-stream"},),
                thread_id="t7",
            ),
            mail("spam", sender_name="José Spam", labels=("SPAM",)),
            mail("bin", sender_name="José Bin", labels=("TRASH",)),
            mail("odd", sender_name="100%_sure \\ it's", sender_email="odd@odd.example"),
        ],
    )
    return person


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"jose", "joanna", "odd"}),
        ({"sender": "jose"}, {"jose"}),
        ({"sender": "ANGSTROM"}, {"jose"}),
        ({"sender": "Ångström, José"}, {"jose"}),
        ({"sender": "J.Angstrom@North.example"}, {"jose"}),
        ({"sender": "north.example"}, {"jose"}),
        ({"sender": "anna"}, set()),
        ({"sender": "jose bell"}, set()),
        ({"sender": "100%"}, {"odd"}),
        ({"sender": "%"}, {"jose", "joanna", "odd"}),
        ({"recipient": "josé"}, {"joanna"}),
        ({"participants": ("jose",)}, {"jose", "joanna"}),
        ({"participants": ("jose", "joanna")}, {"joanna"}),
        ({"labels": ("clients",)}, {"jose"}),
        ({"labels": ("TRASH",)}, {"bin"}),
        ({"include_spam_trash": True, "sender": "jose"}, {"jose", "spam", "bin"}),
        ({"unread": True}, {"jose"}),
        ({"unread": False}, {"joanna", "odd"}),
        ({"has_attachment": True}, {"joanna"}),
        ({"file_types": ("pdf",)}, {"joanna"}),
        ({"file_types": ("spreadsheet",)}, set()),
        ({"thread_id": "t7"}, {"joanna"}),
        ({"before": NOW - timedelta(days=5)}, set()),
        ({"after": NOW - timedelta(days=5), "before": NOW - timedelta(days=4)}, {"jose"}),
        ({"after": NOW - timedelta(days=1)}, {"joanna", "odd"}),
    ],
)
def test_mails(mailbox: Person, fields: dict[str, Any], expected: set[str]) -> None:
    assert passing(mailbox, "gmail", **fields) == expected


@pytest.fixture
def calendar(person: Person) -> Person:
    guests = ({"name": "Zoé Marin", "email": "zoe@shop.example", "response": "accepted"},)
    day = datetime(2026, 3, 12, tzinfo=UTC)
    index(
        person,
        [
            event("day", starts_at=day, ends_at=day + timedelta(days=1), is_all_day=True),
            event("lunch", starts_at=day + timedelta(hours=12), attendees=guests),
            event("off", starts_at=day + timedelta(hours=12), status="cancelled"),
            event("night", starts_at=day + timedelta(hours=23), ends_at=day + timedelta(hours=25)),
            event("team", starts_at=day + timedelta(days=9), calendar_name="Team", calendar_id="t"),
        ],
    )
    return person


DAY = datetime(2026, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"day", "lunch", "night", "team"}),
        ({"after": DAY, "before": DAY + timedelta(days=1)}, {"day", "lunch", "night"}),
        ({"after": DAY + timedelta(days=1), "before": DAY + timedelta(days=2)}, {"night"}),
        ({"before": DAY}, set()),
        ({"participants": ("zoe",)}, {"lunch"}),
        ({"calendar": "team"}, {"team"}),
        ({"calendar": "T"}, {"team"}),
        ({"include_cancelled": True, "before": DAY + timedelta(hours=13)}, {"day", "lunch", "off"}),
        ({"unread": True, "before": DAY + timedelta(hours=1)}, {"day"}),
    ],
)
def test_events(calendar: Person, fields: dict[str, Any], expected: set[str]) -> None:
    assert passing(calendar, "gcal", **fields) == expected


@pytest.fixture
def drive(person: Person) -> Person:
    google = "application/vnd.google-apps."
    index(
        person,
        [
            file("doc", "Work/Offers/Letter", mime_type=f"{google}document"),
            file("sheet", "Work/Costs.xlsx", mime_type="application/octet-stream"),
            file("pdf", "Home/Lease.pdf", mime_type="application/pdf"),
            file("dir", "Work", mime_type=f"{google}folder"),
            file(
                "shared",
                "Home/Rota.txt",
                owners=({"name": "Per Lind", "email": "per@lind.example"},),
                shared_with=({"name": "Żaneta", "email": "z@x.example", "role": "reader"},),
            ),
        ],
    )
    return person


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"file_types": ("document",)}, {"doc"}),
        ({"file_types": ("spreadsheet", "pdf")}, {"sheet", "pdf"}),
        ({"file_types": ("folder",)}, {"dir"}),
        ({"file_types": ("xlsx",)}, {"sheet"}),
        ({"folder": "work"}, {"doc", "sheet"}),
        ({"folder": "Work/Offers"}, {"doc"}),
        ({"owner": "per lind"}, {"shared"}),
        ({"shared_with": "zaneta"}, {"shared"}),
        ({"participants": ("lind",)}, {"shared"}),
        ({"after": NOW}, set()),
    ],
)
def test_files(drive: Person, fields: dict[str, Any], expected: set[str]) -> None:
    assert passing(drive, "gdrive", **fields) == expected


def test_browsing_is_ordered_by_time(mailbox: Person) -> None:
    newest = run(browse(user_id=mailbox.id, service="gmail", limit=2, order="newest"))
    oldest = run(browse(user_id=mailbox.id, service="gmail", limit=1, order="oldest"))
    assert [hit.id for hit in oldest.results] == ["jose"]
    assert "jose" not in {hit.id for hit in newest.results}
    assert len(newest.results) == 2
