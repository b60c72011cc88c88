"""Gmail: messages, labels and drafts (developers.google.com/gmail/api/reference/rest)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from accounts.google.client import GoogleAccount
from accounts.google.errors import GoogleError, Unavailable

PAGE = 500


@dataclass(frozen=True, slots=True)
class Profile:
    """The mailbox: how many messages it holds, and where its history is now."""

    email: str
    messages_total: int
    history_id: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message. `raw` is its RFC 822 bytes, empty where they were not asked for; `label_ids`
    are Gmail's (INBOX, UNREAD, Label_7)."""

    id: str
    thread_id: str
    label_ids: tuple[str, ...]
    received_at: datetime
    history_id: str
    raw: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft and the message that it holds."""

    id: str
    message: Message


def get_profile(account: GoogleAccount) -> Profile:
    """Raises GoogleError."""
    answer = account.read(account.service("gmail").users().getProfile(userId="me"))
    return Profile(
        email=str(answer["emailAddress"]),
        messages_total=int(answer.get("messagesTotal", 0)),
        history_id=str(answer["historyId"]),
    )


def get_labels(account: GoogleAccount) -> dict[str, str]:
    """The names of the labels by their ids; a system label's name is its id.

    Raises GoogleError.
    """
    answer = account.read(account.service("gmail").users().labels().list(userId="me"))
    return {str(label["id"]): str(label["name"]) for label in answer.get("labels", ())}


def list_message_ids(
    account: GoogleAccount, *, query: str = "", include_spam_trash: bool = False
) -> Iterator[list[str]]:
    """The ids of all messages that match `query` (all of them when empty), newest first, in
    pages of up to 500. Raises GoogleError."""
    messages = account.service("gmail").users().messages()
    request = messages.list(
        userId="me",
        maxResults=PAGE,
        includeSpamTrash=include_spam_trash,
        fields="messages/id,nextPageToken",
        **({"q": query} if query else {}),
    )
    while request is not None:
        answer = account.read(request)
        yield [str(message["id"]) for message in answer.get("messages", ())]
        request = messages.list_next(request, answer)


def get_messages_raw(
    account: GoogleAccount, ids: Sequence[str]
) -> dict[str, Message | GoogleError]:
    """Messages with their bytes, by id; one that cannot be had is there as its error.

    Raises GoogleError when the failure may pass, or concerns all of them.
    """
    return _get_messages(account, ids, "raw")


def get_messages_minimal(
    account: GoogleAccount, ids: Sequence[str]
) -> dict[str, Message | GoogleError]:
    """The same without the bytes: bodies never change, labels do."""
    return _get_messages(account, ids, "minimal")


def get_message(account: GoogleAccount, message_id: str) -> Message:
    """One message with its bytes. Raises GoogleError (NotFound)."""
    messages = account.service("gmail").users().messages()
    return _message(account.read(messages.get(userId="me", id=message_id, format="raw")))


def create_draft(account: GoogleAccount, *, raw: bytes, thread_id: str = "") -> Draft:
    """A new draft with these RFC 822 bytes, in the thread if there is one.

    Raises GoogleError; after Unavailable nobody knows whether the draft exists.
    """
    message: dict[str, str] = {"raw": base64.urlsafe_b64encode(raw).decode()}
    if thread_id:
        message["threadId"] = thread_id
    drafts = account.service("gmail").users().drafts()
    answer = account.write(drafts.create(userId="me", body={"message": message}))
    return Draft(id=str(answer["id"]), message=_message(answer["message"]))


def get_draft(account: GoogleAccount, draft_id: str) -> Draft:
    """A draft with its message's bytes. Raises GoogleError (NotFound)."""
    drafts = account.service("gmail").users().drafts()
    answer = account.read(drafts.get(userId="me", id=draft_id, format="raw"))
    return Draft(id=str(answer["id"]), message=_message(answer["message"]))


def delete_draft(account: GoogleAccount, draft_id: str) -> None:
    """Deletes a draft for good; it does not go to the bin. Raises GoogleError (NotFound)."""
    drafts = account.service("gmail").users().drafts()
    account.write(drafts.delete(userId="me", id=draft_id))


def send_draft(account: GoogleAccount, draft_id: str) -> Message:
    """Sends a draft: it is gone then, and a new message with a new id is in Sent.

    Raises GoogleError; after Unavailable nobody knows whether it was sent.
    """
    drafts = account.service("gmail").users().drafts()
    return _message(account.write(drafts.send(userId="me", body={"id": draft_id})))


def modify_messages(
    account: GoogleAccount,
    ids: Sequence[str],
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
) -> None:
    """Adds and removes labels, by their ids, of up to 1,000 messages. Doing it twice changes
    nothing more. Raises GoogleError."""
    messages = account.service("gmail").users().messages()
    body = {"ids": list(ids), "addLabelIds": list(add), "removeLabelIds": list(remove)}
    account.write(messages.batchModify(userId="me", body=body))


def create_label(account: GoogleAccount, name: str) -> str:
    """A new label; its id. Raises GoogleError: Conflict where there is one of that name."""
    labels = account.service("gmail").users().labels()
    return str(account.write(labels.create(userId="me", body={"name": name}))["id"])


def _get_messages(
    account: GoogleAccount, ids: Sequence[str], form: str
) -> dict[str, Message | GoogleError]:
    messages = account.service("gmail").users().messages()
    requests = {
        message_id: messages.get(userId="me", id=message_id, format=form, fields=_fields(form))
        for message_id in ids
    }
    answers = account.read_all("gmail", requests)
    return {
        message_id: answer if isinstance(answer, GoogleError) else _message(answer)
        for message_id, answer in answers.items()
    }


def _fields(form: str) -> str:
    fields = "id,threadId,labelIds,internalDate,historyId"
    return fields + ",raw" if form == "raw" else fields


def _message(answer: Mapping[str, Any]) -> Message:
    return Message(
        id=str(answer["id"]),
        thread_id=str(answer.get("threadId", "")),
        label_ids=tuple(answer.get("labelIds", ())),
        received_at=datetime.fromtimestamp(int(answer.get("internalDate", 0)) / 1000, UTC),
        history_id=str(answer.get("historyId", "")),
        raw=_decoded(str(answer.get("raw", ""))),
    )


def _decoded(raw: str) -> bytes:
    """base64url, with or without padding (RFC 4648, section 5)."""
    try:
        return base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4))
    except binascii.Error as error:
        raise Unavailable("Google's answer cannot be read (a message's bytes)") from error
