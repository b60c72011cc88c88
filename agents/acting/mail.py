"""Mails: drafts, and sends that go through a draft, so that a send can be proved.

Google may give a sent mail another Message-ID, so that proves nothing: the draft being gone and a
mail in Sent with the same recipients, subject and text does.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from itertools import islice
from typing import Any

from accounts.google import gmail
from accounts.google.client import GoogleAccount
from accounts.google.errors import Gone, GoogleError, NotFound, Unavailable
from agents import drafts
from agents.acting.writer import Arguments, Before, Deed, Receipt, Writer
from agents.errors import StepError

log = logging.getLogger(__name__)

LATELY = timedelta(minutes=1)  # clocks differ
CANDIDATES = 10


def check_send(arguments: Arguments) -> None:
    """As a draft's, and somebody has to get it. Raises StepError("invalid_arguments")."""
    drafts.check(arguments)
    if not any(arguments.get(name) for name in ("to", "cc", "bcc")):
        raise StepError("invalid_arguments", "a recipient is missing")


def _draft(account: GoogleAccount, deed: Deed) -> gmail.Draft:
    arguments = deed.arguments
    forwarded = str(arguments.get("message_id") or "")
    original = gmail.get_message(account, forwarded).raw if forwarded else b""
    raw = drafts.message_bytes(arguments, forwarded=original)
    thread_id = str(arguments.get("thread_id") or "")
    return gmail.create_draft(account, raw=raw, thread_id=thread_id)


def _make_draft(account: GoogleAccount, deed: Deed, before: Before) -> Receipt:
    made = _draft(account, deed)
    url = f"https://mail.google.com/mail/?authuser={account.email}#drafts/{made.message.id}"
    return {"google_id": made.id, "url": url}


def _delete_draft(account: GoogleAccount, receipt: Receipt, before: Before) -> None:
    """Deletes the draft of a receipt; one that is gone already is well."""
    try:
        gmail.delete_draft(account, str(receipt["google_id"]))
    except (NotFound, Gone):
        return


def _put_aside(account: GoogleAccount, deed: Deed) -> Before:
    """The draft that will be sent: until then nobody else sees anything."""
    made = _draft(account, deed)
    return {"draft_id": made.id, "thread_id": made.message.thread_id}


def _send(account: GoogleAccount, deed: Deed, before: Before) -> Receipt:
    """Where Google refuses, the draft goes too; without an answer it stays, as a proof."""
    draft_id = str(before["draft_id"])
    try:
        return _receipt(account, gmail.send_draft(account, draft_id))
    except Unavailable:
        raise
    except GoogleError:
        try:
            _delete_draft(account, {"google_id": draft_id}, before)
        except GoogleError as error:
            log.warning("the draft of action %s stays: %s", deed.action_id, error)
        raise


def _is_sent(account: GoogleAccount, deed: Deed, before: Before) -> Receipt | None:
    try:
        gmail.get_draft(account, str(before["draft_id"]))
    except (NotFound, Gone):
        found = _sent_mail(account, deed)
        return _receipt(account, found) if found else None
    return None


def _sent_mail(account: GoogleAccount, deed: Deed) -> gmail.Message | None:
    """The newest mail in Sent that is the one that was to be sent. One of the same words that went
    out before, or in another thread, is none."""
    original = b""
    if deed.arguments.get("message_id"):
        original = gmail.get_message(account, str(deed.arguments["message_id"])).raw
    wanted = _likeness(drafts.message_bytes(deed.arguments, forwarded=original))
    page = next(gmail.list_message_ids(account, query="in:sent"), [])
    newest = gmail.get_messages_raw(account, list(islice(page, CANDIDATES)))
    for message in newest.values():
        if isinstance(message, GoogleError) or message.received_at < deed.now - LATELY:
            continue
        if deed.arguments.get("thread_id") not in (None, "", message.thread_id):
            continue
        if _likeness(message.raw) == wanted:
            return message
    return None


def _likeness(raw: bytes) -> tuple[Any, ...]:
    """Whom a mail goes to, its subject and its text: what stays as it was when it is sent."""
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
    text = body.get_content() if body else ""
    headers = [str(value) for name in ("To", "Cc") for value in message.get_all(name, [])]
    people = frozenset(address.lower() for _, address in getaddresses(headers))
    return people, str(message["Subject"] or "").strip(), " ".join(str(text).split())


def _receipt(account: GoogleAccount, message: gmail.Message) -> Receipt:
    url = f"https://mail.google.com/mail/?authuser={account.email}#sent/{message.id}"
    return {"google_id": message.id, "url": url}


DRAFT = Writer(drafts.check, _make_draft, undo=_delete_draft)
SEND = Writer(check_send, _send, prepare=_put_aside, prove=_is_sent)
