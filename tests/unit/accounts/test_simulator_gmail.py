"""Gmail of the simulator, through Google's own client."""

import base64
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest
from googleapiclient.errors import HttpError

from tests.google_simulator import (
    access_token,
    control,
    google_client,
    load_takeout,
    mbox,
    running_simulator,
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_simulator(tmp_path_factory.mktemp("google")) as address:
        yield address


@pytest.fixture
def email() -> str:
    return f"{uuid4().hex[:10]}@example.org"


@pytest.fixture
def gmail(url: str, email: str) -> Any:
    return google_client(url, "gmail", access_token(url, email)).users()


def raw(mail: EmailMessage | bytes) -> str:
    data = mail.as_bytes() if isinstance(mail, EmailMessage) else mail
    return base64.urlsafe_b64encode(data).decode()


def letter(subject: str = "Hello", to: str = "bo@example.net", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["To"], mail["Subject"] = to, subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Body of the letter.\n")
    return mail


def put(gmail: Any, mail: EmailMessage | bytes, *labels: str) -> Any:
    body = {"raw": raw(mail), "labelIds": list(labels)}
    return gmail.messages().insert(userId="me", body=body).execute()


def draft(gmail: Any, mail: EmailMessage, thread: str | None = None) -> Any:
    message = {"raw": raw(mail)} | ({"threadId": thread} if thread else {})
    return gmail.drafts().create(userId="me", body={"message": message}).execute()


def reason(error: pytest.ExceptionInfo[HttpError]) -> tuple[int, str]:
    import json

    return error.value.status_code, json.loads(error.value.content)["error"]["errors"][0]["reason"]


def test_a_draft_that_is_sent_is_gone_and_a_new_message_is_in_sent(gmail: Any) -> None:
    made = draft(gmail, letter())
    sent = gmail.drafts().send(userId="me", body={"id": made["id"]}).execute()
    assert sent["id"] != made["message"]["id"]
    assert sent["labelIds"] == ["SENT"]
    with pytest.raises(HttpError) as error:
        gmail.drafts().get(userId="me", id=made["id"]).execute()
    assert reason(error) == (404, "notFound")
    with pytest.raises(HttpError):
        gmail.messages().get(userId="me", id=made["message"]["id"]).execute()
    with pytest.raises(HttpError) as error:
        gmail.drafts().send(userId="me", body={"id": made["id"]}).execute()
    assert error.value.status_code == 404


def test_sending_replaces_the_message_id(gmail: Any) -> None:
    made = draft(gmail, letter(Message_ID="<mine@example.org>"))
    sent = gmail.drafts().send(userId="me", body={"id": made["id"]}).execute()
    got = gmail.messages().get(userId="me", id=sent["id"], format="metadata").execute()
    headers = {h["name"]: h["value"] for h in got["payload"]["headers"]}
    assert headers["Message-ID"] != "<mine@example.org>"
    assert headers["X-Google-Original-Message-ID"] == "<mine@example.org>"


def test_a_reply_joins_the_thread_only_with_references_and_the_same_subject(gmail: Any) -> None:
    first = put(gmail, letter("Plan", Message_ID="<plan@example.net>"), "INBOX")
    joined = draft(gmail, letter("Re: Plan", References="<plan@example.net>"), first["threadId"])
    assert joined["message"]["threadId"] == first["threadId"]
    other_subject = letter("Other", References="<plan@example.net>")
    assert (
        draft(gmail, other_subject, first["threadId"])["message"]["threadId"] != (first["threadId"])
    )
    no_references = draft(gmail, letter("Re: Plan"), first["threadId"])
    assert no_references["message"]["threadId"] != first["threadId"]
    sent = gmail.drafts().send(userId="me", body={"id": joined["id"]}).execute()
    assert sent["threadId"] == first["threadId"]
    thread = gmail.threads().get(userId="me", id=first["threadId"]).execute()
    assert [m["id"] for m in thread["messages"]] == [first["id"], sent["id"]]


def test_an_unknown_thread_is_not_found(gmail: Any) -> None:
    with pytest.raises(HttpError) as error:
        draft(gmail, letter(), "1234567890abcdef")
    assert reason(error) == (404, "notFound")


def test_a_mail_without_recipients_cannot_be_sent(gmail: Any) -> None:
    mail = EmailMessage()
    mail.set_content("nobody\n")
    made = draft(gmail, mail)
    with pytest.raises(HttpError) as error:
        gmail.drafts().send(userId="me", body={"id": made["id"]}).execute()
    assert error.value.status_code == 400
    assert gmail.drafts().get(userId="me", id=made["id"]).execute()["id"] == made["id"]


def test_an_updated_draft_keeps_its_id_and_gets_a_new_message(gmail: Any) -> None:
    made = draft(gmail, letter("One"))
    body = {"message": {"raw": raw(letter("Two"))}}
    changed = gmail.drafts().update(userId="me", id=made["id"], body=body).execute()
    assert changed["id"] == made["id"]
    assert changed["message"]["id"] != made["message"]["id"]
    listed = gmail.drafts().list(userId="me").execute()["drafts"]
    assert [d["id"] for d in listed] == [made["id"]]
    gmail.drafts().delete(userId="me", id=made["id"]).execute()
    assert "drafts" not in gmail.drafts().list(userId="me").execute()


def test_a_draft_can_be_uploaded_as_rfc822_bytes(gmail: Any) -> None:
    from googleapiclient.http import MediaInMemoryUpload

    media = MediaInMemoryUpload(letter("Uploaded").as_bytes(), mimetype="message/rfc822")
    made = gmail.drafts().create(userId="me", body={}, media_body=media).execute()
    got = gmail.drafts().get(userId="me", id=made["id"], format="metadata").execute()
    assert {"name": "Subject", "value": "Uploaded"} in got["message"]["payload"]["headers"]


def test_full_shows_nested_parts_and_attachments_apart(gmail: Any) -> None:
    mail = letter("Grüße aus Köln")
    mail.add_alternative("<p>Body <b>bold</b></p>", subtype="html")
    mail.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="Übersicht.pdf")
    made = put(gmail, mail, "INBOX", "UNREAD")
    got = gmail.messages().get(userId="me", id=made["id"]).execute()
    top = got["payload"]
    assert top["mimeType"] == "multipart/mixed"
    assert [part["partId"] for part in top["parts"]] == ["0", "1"]
    assert [part["partId"] for part in top["parts"][0]["parts"]] == ["0.0", "0.1"]
    text = base64.urlsafe_b64decode(top["parts"][0]["parts"][0]["body"]["data"])
    assert text == b"Body of the letter.\n"
    file = top["parts"][1]
    assert (file["filename"], file["body"]["size"]) == ("Übersicht.pdf", 6)
    assert "data" not in file["body"]
    attachment = (
        gmail.messages()
        .attachments()
        .get(userId="me", messageId=made["id"], id=file["body"]["attachmentId"])
        .execute()
    )
    assert base64.urlsafe_b64decode(attachment["data"]) == b"%PDF-1"
    assert {"name": "Subject", "value": "Grüße aus Köln"} in top["headers"]
    assert got["labelIds"] == ["INBOX", "UNREAD"]


def test_text_of_any_charset_arrives_as_utf8_under_its_old_header(gmail: Any) -> None:
    data = (
        b"From: a@example.net\r\nSubject: x\r\nContent-Type: text/plain; charset=iso-8859-9\r\n\r\n"
        + "Görüşürüz".encode("iso-8859-9")
    )
    made = put(gmail, data)
    payload = gmail.messages().get(userId="me", id=made["id"]).execute()["payload"]
    assert base64.urlsafe_b64decode(payload["body"]["data"]).decode() == "Görüşürüz"
    content_type = next(h["value"] for h in payload["headers"] if h["name"] == "Content-Type")
    assert "iso-8859-9" in content_type


def test_formats_minimal_metadata_and_raw(gmail: Any) -> None:
    data = letter("Formats").as_bytes()
    made = put(gmail, data)
    get = gmail.messages().get
    assert "payload" not in get(userId="me", id=made["id"], format="minimal").execute()
    whole = get(userId="me", id=made["id"], format="raw").execute()
    assert base64.urlsafe_b64decode(whole["raw"]) == data
    few = get(
        userId="me", id=made["id"], format="metadata", metadataHeaders=["subject", "To"]
    ).execute()
    assert [h["name"] for h in few["payload"]["headers"]] == ["To", "Subject"]
    assert "parts" not in few["payload"]


def test_pages_hold_each_message_once_newest_first(gmail: Any, url: str, email: str) -> None:
    mails = [
        f"From: a@example.net\nSubject: {n}\nMessage-ID: <{n}@example.net>\n"
        f"Date: Sat, 21 Nov 2026 10:{n:02d}:00 +0000\nX-Gmail-Labels: Inbox\n\nText {n}\n"
        for n in range(25)
    ]
    load_takeout(url, email, {"Mail/All.mbox": mbox(*mails)})
    subjects, token, pages = [], None, 0
    while True:
        page = gmail.messages().list(userId="me", maxResults=10, pageToken=token).execute()
        pages += 1
        for stub in page["messages"]:
            got = gmail.messages().get(userId="me", id=stub["id"], format="metadata").execute()
            subjects.append(next(h["value"] for h in got["payload"]["headers"]
                                 if h["name"] == "Subject"))  # fmt: skip
        token = page.get("nextPageToken")
        if token is None:
            break
    assert pages == 3
    assert subjects == [str(n) for n in range(24, -1, -1)]
    with pytest.raises(HttpError) as error:
        gmail.messages().list(userId="me", pageToken="nonsense").execute()
    assert error.value.status_code == 400


def test_an_empty_mailbox_lists_nothing_but_the_estimate(gmail: Any) -> None:
    assert gmail.messages().list(userId="me").execute() == {"resultSizeEstimate": 0}
    profile = gmail.getProfile(userId="me").execute()
    assert profile["messagesTotal"] == 0


def test_spam_and_trash_are_left_out_unless_asked_for(gmail: Any) -> None:
    spam = put(gmail, letter("Spam"), "SPAM")
    kept = put(gmail, letter("Kept"), "INBOX")
    gone = put(gmail, letter("Gone"), "INBOX")
    gmail.messages().trash(userId="me", id=gone["id"]).execute()

    def ids(**options: Any) -> set[str]:
        found = gmail.messages().list(userId="me", **options).execute()
        return {m["id"] for m in found.get("messages", [])}

    assert ids() == {kept["id"]}
    assert ids(includeSpamTrash=True) == {spam["id"], kept["id"], gone["id"]}
    assert ids(labelIds=["SPAM"]) == {spam["id"]}
    assert ids(q="in:trash") == {gone["id"]}
    assert ids(q="in:anywhere") == {spam["id"], kept["id"], gone["id"]}
    gmail.messages().untrash(userId="me", id=gone["id"]).execute()
    assert ids() == {kept["id"], gone["id"]}


def test_labels_are_made_once_and_counted(gmail: Any) -> None:
    label = gmail.labels().create(userId="me", body={"name": "Reisen/Züge"}).execute()
    with pytest.raises(HttpError) as error:
        gmail.labels().create(userId="me", body={"name": "reisen/züge"}).execute()
    assert error.value.status_code == 409
    made = put(gmail, letter(), "INBOX", "UNREAD")
    body = {"addLabelIds": [label["id"]], "removeLabelIds": ["UNREAD"]}
    changed = gmail.messages().modify(userId="me", id=made["id"], body=body).execute()
    assert set(changed["labelIds"]) == {"INBOX", label["id"]}
    counted = gmail.labels().get(userId="me", id=label["id"]).execute()
    assert (counted["messagesTotal"], counted["messagesUnread"]) == (1, 0)
    assert label["id"] in {x["id"] for x in gmail.labels().list(userId="me").execute()["labels"]}
    with pytest.raises(HttpError) as error:
        gmail.messages().modify(userId="me", id=made["id"], body={"addLabelIds": ["No"]}).execute()
    assert error.value.status_code == 400


def test_another_persons_mailbox_is_refused(gmail: Any) -> None:
    with pytest.raises(HttpError) as error:
        gmail.getProfile(userId="somebody@example.net").execute()
    assert error.value.status_code == 403


def test_history_begins_after_the_start_and_tells_every_kind_of_change(gmail: Any) -> None:
    first = put(gmail, letter("A"), "INBOX", "UNREAD")
    start = gmail.getProfile(userId="me").execute()["historyId"]
    assert "history" not in gmail.history().list(userId="me", startHistoryId=start).execute()
    second = put(gmail, letter("B"), "INBOX")
    change = {"addLabelIds": ["STARRED"], "removeLabelIds": ["UNREAD"]}
    gmail.messages().modify(userId="me", id=first["id"], body=change).execute()
    gmail_full = gmail.messages().trash(userId="me", id=second["id"]).execute()
    assert gmail_full["labelIds"] == ["TRASH"]
    answer = gmail.history().list(userId="me", startHistoryId=start).execute()
    kinds = [(kind, line[kind][0]["message"]["id"], line[kind][0].get("labelIds"))
             for line in answer["history"]
             for kind in line if kind not in ("id", "messages")]  # fmt: skip
    assert kinds == [
        ("messagesAdded", second["id"], None),
        ("labelsAdded", first["id"], ["STARRED"]),
        ("labelsRemoved", first["id"], ["UNREAD"]),
        ("labelsAdded", second["id"], ["TRASH"]),
        ("labelsRemoved", second["id"], ["INBOX"]),
    ]
    assert int(answer["historyId"]) > int(start)
    again = gmail.history().list(userId="me", startHistoryId=answer["historyId"]).execute()
    assert "history" not in again
    only = (
        gmail.history()
        .list(userId="me", startHistoryId=start, historyTypes=["messageAdded"])
        .execute()
    )
    assert len(only["history"]) == 1


def test_history_pages_do_not_overlap(gmail: Any) -> None:
    start = gmail.getProfile(userId="me").execute()["historyId"]
    made = [put(gmail, letter(str(n)))["id"] for n in range(5)]
    seen, token = [], None
    while True:
        page = (
            gmail.history()
            .list(userId="me", startHistoryId=start, maxResults=2, pageToken=token)
            .execute()
        )
        seen += [line["messagesAdded"][0]["message"]["id"] for line in page["history"]]
        token = page.get("nextPageToken")
        if token is None:
            break
    assert seen == made


def test_a_history_id_that_is_too_old_is_not_found(gmail: Any, url: str, email: str) -> None:
    put(gmail, letter())
    start = gmail.getProfile(userId="me").execute()["historyId"]
    control(url, "POST", f"expire?email={email}")
    with pytest.raises(HttpError) as error:
        gmail.history().list(userId="me", startHistoryId=start).execute()
    assert reason(error) == (404, "notFound")
    fresh = gmail.getProfile(userId="me").execute()["historyId"]
    assert gmail.history().list(userId="me", startHistoryId=fresh).execute()["historyId"] == fresh


def test_a_deleted_message_is_told_and_gone(gmail: Any, url: str, email: str) -> None:
    made = put(gmail, letter())
    start = gmail.getProfile(userId="me").execute()["historyId"]
    with pytest.raises(HttpError) as error:
        gmail.messages().delete(userId="me", id=made["id"]).execute()
    assert reason(error) == (403, "insufficientPermissions")  # it needs full mail access
    full = google_client(url, "gmail", access_token(url, email, "https://mail.google.com/"))
    full.users().messages().delete(userId="me", id=made["id"]).execute()
    lines = gmail.history().list(userId="me", startHistoryId=start).execute()["history"]
    assert lines[0]["messagesDeleted"][0]["message"]["id"] == made["id"]
