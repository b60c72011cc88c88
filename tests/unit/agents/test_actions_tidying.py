"""Mails that are labelled, archived and moved to the bin, and put back as they were."""

from __future__ import annotations

import pytest

from agents import actions
from agents.errors import StepError
from tests.factories import Person
from tests.factories_search import run
from tests.google_simulator import load_takeout
from tests.simulated_google import calls_since, faults, last_call
from tests.unit.agents.acting import Json, carried_out, google_of, propose, state, undone, which

MBOX = "\n".join(
    f"From {n}@xxx Mon Mar 02 08:0{n}:00 +0000 2026\n"
    f"X-GM-THRID: 179000000000000000{n}\nX-Gmail-Labels: {labels}\n"
    f"Message-ID: <m{n}@mail.example>\nFrom: Bo <bo@port.example>\nTo: ada@example.org\n"
    f"Subject: Plank {n}\nDate: Mon, 2 Mar 2026 08:0{n}:00 +0000\n\nRotten.\n"
    for n, labels in enumerate(("Inbox,Unread", "Inbox,Starred", "Harbour"), 1)
)


@pytest.fixture
def mails(connected: Person, google: str) -> list[str]:
    """Three mails: an unread, a starred, and one that is archived under a label."""
    load_takeout(google, connected.user.email, {"Mail/All mail.mbox": MBOX.encode()})
    found = sorted(state(connected, google)["messages"], key=lambda m: m["headers"]["subject"])
    return [message["id"] for message in found]


def labels(person: Person, google: str) -> dict[str, frozenset[str]]:
    """The labels of each mail by their names."""
    gmail = google_of(person, google, "gmail").users()
    names = {
        label["id"]: label["name"] for label in gmail.labels().list(userId="me").execute()["labels"]
    }
    return {
        message["id"]: frozenset(names[label] for label in message["labelIds"])
        for message in state(person, google)["messages"]
    }


def tidied(person: Person, operation: str, ids: list[str], **parts: object) -> Json:
    arguments: Json = {"message_ids": ids, "title": "Planks", **parts}
    return carried_out(person, "gmail", operation, arguments)


def test_archived_mails_leave_the_inbox_and_come_back(
    connected: Person, google: str, mails: list[str]
) -> None:
    before = labels(connected, google)
    done = tidied(connected, "archive_email", mails)
    assert done["status"] == "done", done["error"]
    assert all("INBOX" not in found for found in labels(connected, google).values())
    undone(connected, done)
    assert labels(connected, google) == before


def test_mails_in_the_bin_come_back_as_they_were(
    connected: Person, google: str, mails: list[str]
) -> None:
    before = labels(connected, google)
    done = tidied(connected, "trash_email", mails[:2])
    after = labels(connected, google)
    assert all("TRASH" in after[message_id] for message_id in mails[:2])
    assert "TRASH" not in after[mails[2]]
    undone(connected, done)
    assert labels(connected, google) == before


def test_a_label_that_does_not_exist_is_made(
    connected: Person, google: str, mails: list[str]
) -> None:
    before = labels(connected, google)
    done = tidied(connected, "label_email", mails[:1], add_labels=["Köprü"], remove_labels=[])
    assert done["status"] == "done", done["error"]
    assert labels(connected, google)[mails[0]] == before[mails[0]] | {"Köprü"}
    undone(connected, done)
    assert labels(connected, google) == before


def test_a_known_label_is_found_in_any_case_and_undo_keeps_it_where_it_was(
    connected: Person, google: str, mails: list[str]
) -> None:
    before = labels(connected, google)
    done = tidied(connected, "label_email", mails, add_labels=["harbour"], remove_labels=["unread"])
    after = labels(connected, google)
    assert all("Harbour" in found and "UNREAD" not in found for found in after.values())
    undone(connected, done)
    assert labels(connected, google) == before


def test_a_lost_answer_is_proved_by_the_labels(
    connected: Person, google: str, mails: list[str]
) -> None:
    before = last_call(google)
    faults(google, {"match": "POST .*batchModify", "kind": "reset_after", "times": 1})
    assert tidied(connected, "archive_email", mails)["status"] == "done"
    calls = calls_since(google, before, connected.user.email)
    assert sum("batchModify" in str(call["path"]) for call in calls) == 1


def test_mails_that_are_gone_cannot_be_archived(connected: Person, google: str) -> None:
    failed = tidied(connected, "archive_email", ["f" * 16])
    assert (failed["status"], failed["error"]["code"]) == ("failed", "not_found")


@pytest.mark.parametrize("parts", [{"message_ids": []}, {"add_labels": [], "remove_labels": []}])
def test_nothing_to_label_is_refused(connected: Person, parts: Json) -> None:
    arguments: Json = {"message_ids": ["m1"], "title": "", "add_labels": ["x"], "remove_labels": []}
    with pytest.raises(StepError):
        run(propose(connected, "gmail", "label_email", arguments | parts))


def test_which_mails_are_shown_is_nobodys_to_change(connected: Person) -> None:
    async def go() -> None:
        arguments: Json = {"message_ids": ["m1"], "title": "", "mails": [{"id": "m1"}]}
        action = await propose(connected, "gmail", "archive_email", arguments)
        await actions.approve(**which(connected, action), arguments={"mails": []})

    with pytest.raises(StepError) as refused:
        run(go())
    assert refused.value.code == "invalid_arguments"
