"""Mails that are sent, answered and passed on: through a draft, once, and proved."""

from __future__ import annotations

import base64
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone

from agents import actions
from agents.errors import StepError
from tests.factories import Person
from tests.factories_search import run
from tests.google_simulator import load_takeout
from tests.simulated_google import calls_since, faults, last_call
from tests.unit.agents.acting import (
    Json,
    carried_out,
    google_of,
    propose,
    state,
    undone,
    which,
)

MAIL: Json = {
    "to": ["bo@port.example"],
    "cc": [],
    "bcc": [],
    "subject": "Köprü ☀",
    "body": "Merhaba,\n\nÜberprüfen Sie bitte: 42 €.\n",
    "thread_id": None,
    "in_reply_to": None,
}
THERE = (
    "From 1@xxx Mon Mar 02 08:00:00 +0000 2026\n"
    "X-GM-THRID: 1790000000000000001\nX-Gmail-Labels: Inbox,Unread\n"
    "Message-ID: <pier@mail.example>\nFrom: Bo <bo@port.example>\nTo: ada@example.org\n"
    "Subject: Pier survey\nDate: Mon, 2 Mar 2026 08:00:00 +0000\n"
    'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="cut"\n\n'
    "--cut\nContent-Type: text/plain; charset=utf-8\n\nThe last plank is rotten.\n"
    '--cut\nContent-Type: text/csv\nContent-Disposition: attachment; filename="planks.csv"\n\n'
    "plank,state\n7,rotten\n--cut--\n"
)


@pytest.fixture
def there(connected: Person, google: str) -> Json:
    """A mail with an attachment in the person's inbox."""
    load_takeout(google, connected.user.email, {"Mail/All mail.mbox": THERE.encode()})
    (found,) = state(connected, google)["messages"]
    message: Json = found
    return message


def sent(person: Person, google: str) -> list[Json]:
    return [m for m in state(person, google)["messages"] if "SENT" in m["labelIds"]]


def read(person: Person, google: str, message_id: str) -> EmailMessage:
    messages = google_of(person, google, "gmail").users().messages()
    answer = messages.get(userId="me", id=message_id, format="raw").execute()
    raw = base64.urlsafe_b64decode(answer["raw"])
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    text: str = body.get_content()
    return text.replace("\r\n", "\n")


def test_a_mail_is_sent_once_and_its_draft_is_gone(connected: Person, google: str) -> None:
    done = carried_out(connected, "gmail", "send_email", MAIL)
    (mail,) = sent(connected, google)
    assert done["status"] == "done"
    assert done["receipt"]["google_id"] == mail["id"]
    assert state(connected, google)["drafts"] == []
    message = read(connected, google, mail["id"])
    assert (message["To"], message["Subject"]) == ("bo@port.example", MAIL["subject"])
    assert text_of(message) == MAIL["body"]


def test_a_reply_stays_in_its_thread(connected: Person, google: str, there: Json) -> None:
    answer = {
        **MAIL,
        "subject": "Re: Pier survey",
        "thread_id": there["threadId"],
        "in_reply_to": "<pier@mail.example>",
    }
    done = carried_out(connected, "gmail", "reply_email", answer)
    (mail,) = sent(connected, google)
    assert done["receipt"]["google_id"] == mail["id"]
    assert mail["threadId"] == there["threadId"]
    assert read(connected, google, mail["id"])["In-Reply-To"] == "<pier@mail.example>"


def test_a_mail_is_passed_on_with_its_text_and_its_attachment(
    connected: Person, google: str, there: Json
) -> None:
    forward = {**MAIL, "to": ["cy@port.example"], "message_id": there["id"], "body": "Look."}
    carried_out(connected, "gmail", "forward_email", forward)
    (mail,) = sent(connected, google)
    message = read(connected, google, mail["id"])
    text = text_of(message)
    assert text.startswith("Look.\n\n---------- Forwarded message")
    assert "From: Bo <bo@port.example>" in text
    assert "The last plank is rotten." in text
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "planks.csv"
    assert "7,rotten" in attachment.get_content()


def posts(google: str, before: int, person: Person, path: str) -> int:
    calls = calls_since(google, before, person.user.email)
    return sum(c["method"] == "POST" and path in str(c["path"]) for c in calls)


def test_a_send_whose_answer_was_lost_is_proved_by_the_mail_in_sent(
    connected: Person, google: str
) -> None:
    before = last_call(google)
    faults(google, {"match": "POST .*drafts/send", "kind": "reset_after", "times": 1})
    done = carried_out(connected, "gmail", "send_email", MAIL)
    (mail,) = sent(connected, google)
    assert (done["status"], done["receipt"]["google_id"]) == ("done", mail["id"])
    assert posts(google, before, connected, "drafts/send") == 1


def test_a_send_that_nobody_can_prove_is_unknown_and_not_sent_again(
    connected: Person, google: str
) -> None:
    before = last_call(google)
    faults(google, {"match": "POST .*drafts/send", "kind": "reset", "times": 1})
    unknown = carried_out(connected, "gmail", "send_email", MAIL)
    assert (unknown["status"], unknown["receipt"]) == ("unknown", None)
    assert sent(connected, google) == []
    assert posts(google, before, connected, "drafts/send") <= 1


def test_an_older_mail_of_the_same_words_to_another_is_no_proof(
    connected: Person, google: str
) -> None:
    carried_out(connected, "gmail", "send_email", MAIL)
    faults(
        google,
        {"match": "POST .*drafts/send", "kind": "reset", "times": 1},
        {"match": "GET .*drafts/", "status": 404, "times": 1},
    )
    other: Json = {**MAIL, "to": ["cy@port.example"]}
    assert carried_out(connected, "gmail", "send_email", other)["status"] == "unknown"


def test_an_older_mail_of_the_same_words_to_the_same_people_is_no_proof(
    connected: Person, google: str
) -> None:
    carried_out(connected, "gmail", "send_email", MAIL)
    faults(
        google,
        {"match": "POST .*drafts/send", "kind": "reset", "times": 1},
        {"match": "GET .*drafts/", "status": 404, "times": 1},
    )
    action = run(propose(connected, "gmail", "send_email", MAIL))
    later = {**which(connected, action), "now": timezone.now() + timedelta(minutes=5)}
    assert run(actions.approve_and_execute(**later))["status"] == "unknown"


def test_a_send_that_google_refuses_leaves_no_draft_behind(connected: Person, google: str) -> None:
    faults(google, {"match": "POST .*drafts/send", "status": 400, "times": 1})
    assert carried_out(connected, "gmail", "send_email", MAIL)["status"] == "failed"
    assert state(connected, google)["drafts"] == []


def test_when_not_even_the_draft_can_be_made_the_send_failed(
    connected: Person, google: str
) -> None:
    faults(google, {"match": "POST .*drafts", "status": 503})
    failed = carried_out(connected, "gmail", "send_email", MAIL)
    assert (failed["status"], failed["error"]["code"]) == ("failed", "gmail_unavailable")
    assert sent(connected, google) == []


def test_what_was_sent_cannot_be_undone(connected: Person, google: str) -> None:
    done = carried_out(connected, "gmail", "send_email", MAIL)
    with pytest.raises(actions.WrongState):
        undone(connected, done)
    assert len(sent(connected, google)) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        {"to": []},
        {"to": ["nobody"]},
        {"to": ["a@b.example\nBcc: c@d.example"]},
        {"to": ["a@b.example, c@d.example"]},
        {"to": ["Ann <a@b.example>; Cy <c@d.example>"]},
        {"to": 5},
    ],
)
def test_a_send_without_a_sound_recipient_is_refused(
    connected: Person, arguments: dict[str, Any]
) -> None:
    with pytest.raises(StepError) as refused:
        run(propose(connected, "gmail", "send_email", MAIL | arguments))
    assert refused.value.code == "invalid_arguments"
