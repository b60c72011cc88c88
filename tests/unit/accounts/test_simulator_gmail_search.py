"""Gmail's search operators at the simulator."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.google_simulator import (
    access_token,
    control,
    google_client,
    load_takeout,
    mbox,
    running_simulator,
)

EMAIL = "reader@example.org"
MAILS = {
    "invoice": "From: Billing <billing@shop.example>\nTo: reader@example.org\n"
    "Subject: Your invoice 42\nX-Gmail-Labels: Inbox,Unread,Work\n"
    "Date: Mon, 02 Nov 2026 10:00:00 +0000\n\nPlease pay the invoice by Friday.\n",
    "lunch": "From: Ida <ida@friends.example>\nTo: reader@example.org\nCc: bo@friends.example\n"
    "Subject: Lunch\nX-Gmail-Labels: Inbox,Opened,Starred\n"
    "Date: Tue, 10 Nov 2026 10:00:00 +0000\n\nShall we have lunch on Friday? Bring the map.\n",
    "photo": "From: Bo <bo@friends.example>\nTo: reader@example.org\n"
    'Subject: Photo\nX-Gmail-Labels: Opened,"Category Promotions"\n'
    "Date: Thu, 12 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
    'Content-Type: image/png; name="beach.png"\nContent-Transfer-Encoding: base64\n\niVBORw==\n',
    "answer": "From: reader@example.org\nTo: ida@friends.example\n"
    "Subject: Re: Lunch\nX-Gmail-Labels: Sent,Opened\n"
    "Date: Wed, 11 Nov 2026 10:00:00 +0000\n\nYes, Friday is good. İyi günler, straße.\n",
    "junk": "From: x@spam.example\nTo: reader@example.org\nSubject: Invoice invoice\n"
    "X-Gmail-Labels: Spam,Unread\nDate: Wed, 11 Nov 2026 11:00:00 +0000\n\nPay now.\n",
}


@pytest.fixture(scope="module")
def gmail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with running_simulator(tmp_path_factory.mktemp("google")) as url:
        load_takeout(
            url,
            EMAIL,
            {
                "Mail/All.mbox": mbox(
                    *(f"Message-ID: <{name}@example.org>\n{text}" for name, text in MAILS.items())
                )
            },
        )
        state = control(url, "GET", f"state?email={EMAIL}")
        names = {m["id"]: m["headers"]["message-id"][1:].partition("@")[0]
                 for m in state["messages"]}  # fmt: skip
        client = google_client(url, "gmail", access_token(url, EMAIL)).users().messages()
        yield lambda q: {
            names[m["id"]] for m in client.list(userId="me", q=q).execute().get("messages", [])
        }


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("", "invoice lunch photo answer"),
        ("friday", "invoice lunch answer"),
        ("frida", ""),
        ('"on friday"', "lunch"),
        ('"friday on"', ""),
        ("friday -invoice", "lunch answer"),
        ("invoice OR map", "invoice lunch"),
        ("{invoice map}", "invoice lunch"),
        ("(invoice | map) friday", "invoice lunch"),
        ("from:ida", "lunch"),
        ("from:ida@friends.example", "lunch"),
        ("from:me", "answer"),
        ("to:ida", "answer"),
        ("to:bo", "lunch"),
        ("cc:bo", "lunch"),
        ("from:(ida OR bo)", "lunch photo"),
        ("-from:(ida OR bo)", "invoice answer"),
        ("subject:lunch", "lunch answer"),
        ('subject:"your invoice"', "invoice"),
        ("subject:friday", ""),
        ("label:work", "invoice"),
        ("is:unread", "invoice"),
        ("is:read", "lunch photo answer"),
        ("is:starred", "lunch"),
        ("in:inbox", "invoice lunch"),
        ("in:sent", "answer"),
        ("in:archive", "photo"),
        ("in:spam", "junk"),
        ("in:anywhere invoice", "invoice junk"),
        ("category:promotions", "photo"),
        ("has:attachment", "photo"),
        ("filename:png", "photo"),
        ("after:2026/11/11", "photo answer"),
        ("before:2026/11/10", "invoice"),
        ("after:2026-11-10 before:2026-11-12", "lunch answer"),
        ("after:1793872800", "lunch photo answer"),
        ("older_than:100y", ""),
        ("newer_than:100y", "invoice lunch photo answer"),
        ("rfc822msgid:<lunch@example.org>", "lunch"),
        ("larger:10M", ""),
        ("smaller:10M", "invoice lunch photo answer"),
        ("STRASSE", "answer"),
        ("((((", "invoice lunch photo answer"),
    ],
)
def test_q_finds_what_gmail_would(gmail: Any, q: str, expected: str) -> None:
    assert gmail(q) == set(expected.split())


def test_a_very_long_q_travels_as_a_post_and_is_understood(gmail: Any) -> None:
    assert gmail("{" + " ".join(f"nothing{n}" for n in range(400)) + " map}") == {"lunch"}
