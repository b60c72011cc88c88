"""Mails of Google Takeout exports at the simulator."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.google_simulator import (
    access_token,
    control,
    google_client,
    load_takeout,
    mbox,
    running_simulator,
)

Json = dict[str, Any]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_simulator(tmp_path_factory.mktemp("google")) as address:
        yield address


@pytest.fixture
def email() -> str:
    return f"{uuid4().hex[:10]}@example.org"


def mail(key: str, body: str = "Text", **headers: str) -> str:
    fields = {
        "From": "a@example.net", "To": "b@example.org", "Subject": key,
        "Message-ID": f"<{key}@example.net>", "Date": "Sat, 21 Nov 2026 10:00:00 +0000",
        "X-Gmail-Labels": "Inbox,Opened",
    } | {name.replace("_", "-"): value for name, value in headers.items()}  # fmt: skip
    head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    return f"{head}\n{body}\n"


def load(url: str, email: str, *mails: str | bytes) -> Json:
    return dict(load_takeout(url, email, {"Mail/All mail.mbox": mbox(*mails)})["gmail"])


def messages(url: str, email: str) -> dict[str, Json]:
    """Messages by the local part of their Message-ID."""
    state = control(url, "GET", f"state?email={email}")
    return {m["headers"]["message-id"].strip("<").partition("@")[0]: m for m in state["messages"]}


def raw_of(url: str, email: str, message_id: str) -> bytes:
    gmail = google_client(url, "gmail", access_token(url, email)).users().messages()
    got = gmail.get(userId="me", id=message_id, format="raw").execute()
    return base64.urlsafe_b64decode(got["raw"])


def test_loading_again_changes_nothing_and_keeps_ids(url: str, email: str) -> None:
    mails = [mail(f"m{n}") for n in range(5)] + [mail("none", Message_ID="")]
    assert load(url, email, *mails) == {"read": 6, "new": 6, "changed": 0, "skipped": []}
    before = control(url, "GET", f"state?email={email}")
    assert load(url, email, *mails) == {"read": 6, "new": 0, "changed": 0, "skipped": []}
    assert control(url, "GET", f"state?email={email}") == before
    control(url, "POST", f"reset?email={email}")
    load(url, email, *reversed(mails))
    after = messages(url, email)
    assert {m["id"] for m in after.values()} == {m["id"] for m in before["messages"]}
    assert all(len(m["id"]) == 16 and int(m["id"], 16) for m in after.values())


def test_what_changed_is_told_to_the_history(url: str, email: str) -> None:
    load(url, email, mail("same"), mail("text"), mail("labels"))
    gmail = google_client(url, "gmail", access_token(url, email)).users()
    start = gmail.getProfile(userId="me").execute()["historyId"]
    counts = load(
        url, email, mail("same"), mail("text", "Other"), mail("labels", X_Gmail_Labels="Sent"),
        mail("new"),
    )  # fmt: skip
    assert counts == {"read": 4, "new": 1, "changed": 2, "skipped": []}
    held = messages(url, email)
    lines = gmail.history().list(userId="me", startHistoryId=start).execute()["history"]
    told = [(line["messages"][0]["id"], (set(line) - {"id", "messages"}).pop()) for line in lines]
    assert sorted(told) == sorted([
        (held["text"]["id"], "messagesAdded"),
        (held["labels"]["id"], "labelsAdded"),
        (held["labels"]["id"], "labelsRemoved"),
        (held["new"]["id"], "messagesAdded"),
    ])  # fmt: skip
    assert held["labels"]["labelIds"] == ["SENT"]


def test_what_was_done_here_is_not_undone_by_the_same_export(url: str, email: str) -> None:
    load(url, email, mail("a"))
    message_id = messages(url, email)["a"]["id"]
    gmail = google_client(url, "gmail", access_token(url, email)).users().messages()
    gmail.trash(userId="me", id=message_id).execute()
    assert load(url, email, mail("a"))["changed"] == 0
    assert messages(url, email)["a"]["labelIds"] == ["TRASH"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Inbox,Unread,Important", {"INBOX", "UNREAD", "IMPORTANT"}),
        ("Archived,Opened", set()),
        ("Posteingang,Ungelesen,Wichtig,Markiert", {"INBOX", "UNREAD", "IMPORTANT", "STARRED"}),
        ("=?UTF-8?Q?Bo=C3=AEte_de_r=C3=A9ception?=,Non lus", {"INBOX", "UNREAD"}),
        ("=?UTF-8?B?R2VsZW4gS3V0dXN1LE9rdW5tYW3EscWf?=", {"INBOX", "UNREAD"}),
        ("Sent,Category Promotions", {"SENT", "CATEGORY_PROMOTIONS"}),
        ("Kategorie: Werbung,Spam", {"CATEGORY_PROMOTIONS", "SPAM"}),
        ('Papelera,"Viajes, trenes"', {"TRASH", "Viajes, trenes"}),
        ("=?UTF-8?Q?Br=C3=BCcken/K=C3=B6ln?=", {"Brücken/Köln"}),
        ("受信トレイ,未読", {"INBOX", "UNREAD"}),
    ],
)
def test_labels_are_understood_in_many_languages(
    url: str, email: str, header: str, expected: set[str]
) -> None:
    load(url, email, mail("a", X_Gmail_Labels=header))
    state = control(url, "GET", f"state?email={email}")
    names = {label["id"]: label["name"] for label in state["labels"]}
    assert {names[label] for label in state["messages"][0]["labelIds"]} == expected


def test_threads_come_from_gmail_or_from_references(url: str, email: str) -> None:
    load(
        url, email,
        mail("late", References="<root@example.net> <mid@example.net>"),
        mail("mid", In_Reply_To="<root@example.net>"),
        mail("root"),
        mail("alone"),
        mail("given", X_GM_THRID="1793485740182732374"),
    )  # fmt: skip
    held = messages(url, email)
    assert held["late"]["threadId"] == held["mid"]["threadId"] == held["root"]["threadId"]
    assert held["root"]["threadId"] == held["root"]["id"]
    assert held["alone"]["threadId"] == held["alone"]["id"]
    assert held["given"]["threadId"] == f"{1793485740182732374:016x}"
    load(url, email, mail("later", References="<given@example.net>"))
    assert messages(url, email)["later"]["threadId"] == held["given"]["threadId"]


def test_quoted_from_lines_are_put_back_and_takeouts_headers_left_out(url: str, email: str) -> None:
    body = "one\n\n>From here on\n>>From deeper\nFrom Monday we sail\n\nFrom now on: no mail"
    load(url, email, mail("a", body, X_GM_THRID="5"), mail("b"))
    held = messages(url, email)
    assert set(held) == {"a", "b"}
    raw = raw_of(url, email, held["a"]["id"])
    assert raw.endswith(
        b"one\n\nFrom here on\n>From deeper\nFrom Monday we sail\n\nFrom now on: no mail\n"
    )
    assert b"X-Gmail-Labels" not in raw
    assert b"X-GM-THRID" not in raw


def test_windows_line_ends_are_kept(url: str, email: str) -> None:
    data = mail("a", "one\n\ntwo").replace("\n", "\r\n").encode()
    load(url, email, data, mail("b"))
    raw = raw_of(url, email, messages(url, email)["a"]["id"])
    assert raw.endswith(b"\r\n\r\none\r\n\r\ntwo\r\n")
    assert b"X-Gmail" not in raw


def test_drafts_are_drafts(url: str, email: str) -> None:
    load(url, email, mail("a", X_Gmail_Labels="Drafts"))
    drafts = control(url, "GET", f"state?email={email}")["drafts"]
    assert [d["message"]["id"] for d in drafts] == [messages(url, email)["a"]["id"]]


def test_broken_mails_are_counted_with_their_reasons(url: str, email: str) -> None:
    twice = mail("twice")
    counts = load(url, email, mail("good"), "no header at all, only words", "", twice, twice)
    assert (counts["read"], counts["new"]) == (5, 2)
    assert {s["reason"]: s["n"] for s in counts["skipped"]} == {
        "no header fields of a mail": 1, "empty mail": 1, "the same mail twice": 1,
    }  # fmt: skip


def test_a_file_that_is_no_mbox_is_told_and_the_others_are_read(url: str, email: str) -> None:
    files = {
        "Mail/a.mbox": b"\x00\x01 this is something else\nentirely\n",
        "Mail/b.mbox": mbox(mail("good")),
        "Mail/c.mbox": b"",
    }
    counts = load_takeout(url, email, files)["gmail"]
    assert (counts["read"], counts["new"]) == (2, 1)
    assert counts["skipped"][0]["n"] == 1
    assert "not an mbox" in counts["skipped"][0]["reason"]


def test_a_message_id_used_twice_with_other_content_loses_nothing(url: str, email: str) -> None:
    mails = [mail("a", "first"), mail("a", "second")]
    assert load(url, email, *mails)["new"] == 2
    assert load(url, email, *mails) == {"read": 2, "new": 0, "changed": 0, "skipped": []}


def test_a_mail_without_a_date_has_that_of_its_from_line(url: str, email: str) -> None:
    load(url, email, mail("a", Date=""))
    assert messages(url, email)["a"]["internalDate"] == 1795255200000


def test_strange_mails_are_read_and_can_be_opened(url: str, email: str) -> None:
    strange = [
        b"From: =?nonsense?Q?x?= <a@x.example>\nSubject: =?utf-8?B?%%%?=\n\nx",
        b"Subject: no boundary\nContent-Type: multipart/mixed\n\n--x\n\nhello\n--x--",
        b'Subject: charset\nContent-Type: text/plain; charset="no-such"\n\n\xff\xfe',
        b"Subject: b64\nContent-Transfer-Encoding: base64\n\n!!!not base64!!!",
        b"Subject: \xf0\x9f\x8e\x89 raw\n\n8 bit \xe9",
        b"Subject: name\nContent-Type: image/png; name*=utf-8''%ff%fe; name=\"x\n\nx",
        b"Subject: inner\nContent-Type: message/rfc822\n\nSubject: in\nTo: \xff\n\nbody \xff",
        b"MIME-Version: 1.0\nContent-Type: text/plain\n\nneither sender nor date",
        b"Subject: uu\nContent-Transfer-Encoding: x-uuencode\n\nbegin 666 x\nzzz\nend",
        b"Subject: digest\nContent-Type: multipart/digest; boundary=b\n\n"
        b"--b\n\nSubject: one\n\nx\n--b--",
    ]
    counts = load(url, email, *strange)
    assert counts == {"read": 10, "new": 10, "changed": 0, "skipped": []}
    gmail = google_client(url, "gmail", access_token(url, email)).users().messages()
    for stub in gmail.list(userId="me").execute()["messages"]:
        assert gmail.get(userId="me", id=stub["id"]).execute()["payload"]["headers"]


def test_directories_load_like_zips(tmp_path: Path) -> None:
    folder = tmp_path / "export" / "Mail"
    folder.mkdir(parents=True)
    (folder / "All.mbox").write_bytes(mbox(mail("a")))
    pair = f"Ann@Example.org={tmp_path / 'export'}"
    with running_simulator(tmp_path / "data", "--takeout", pair) as url:
        assert set(messages(url, "ann@example.org")) == {"a"}
