"""Mails as RFC 5322 messages, and the drafts at Gmail that hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from accounts.google import gmail
from accounts.google.errors import Gone, NotFound
from agents.errors import StepError
from agents.google_door import at_google

MAX_RECIPIENTS = 100
MAX_SUBJECT = 998  # RFC 5322, 2.1.1
MAX_BODY = 200_000
SECONDS = 8.0
_SEVEN_BITS = SMTP.clone(cte_type="7bit")
_ADDRESS = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+\.[^@\s<>,;:\"]+")
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")


def message_bytes(arguments: Mapping[str, Any]) -> bytes:
    """The RFC 5322 bytes of a mail's arguments: non-ASCII text as UTF-8 in a transfer encoding,
    headers as encoded words, an answer with In-Reply-To and References (RFC 5322, 3.6.4).

    Raises StepError("invalid_arguments").
    """
    check(arguments)
    message = EmailMessage(policy=_SEVEN_BITS)
    for header in ("to", "cc", "bcc"):
        people = [_address(text) for text in arguments.get(header) or ()]
        if people:
            message[header.title()] = people
    message["Subject"] = _one_line(arguments.get("subject") or "")
    answered = _MESSAGE_ID.fullmatch(str(arguments.get("in_reply_to") or ""))
    if answered:
        message["In-Reply-To"] = answered[0]
        message["References"] = answered[0]
    message.set_content(str(arguments.get("body") or ""))
    return message.as_bytes()


def check(arguments: Mapping[str, Any]) -> None:
    """Raises StepError("invalid_arguments") where a draft cannot be made of them."""
    recipients = [a for name in ("to", "cc", "bcc") for a in arguments.get(name) or ()]
    if len(recipients) > MAX_RECIPIENTS:
        raise StepError("invalid_arguments", f"at most {MAX_RECIPIENTS} recipients")
    for text in recipients:
        if not _is_address(text):
            raise StepError("invalid_arguments", f"{text!r} is no e-mail address")
    if len(str(arguments.get("subject") or "")) > MAX_SUBJECT:
        raise StepError("invalid_arguments", f"a subject has at most {MAX_SUBJECT} characters")
    if len(str(arguments.get("body") or "")) > MAX_BODY:
        raise StepError("invalid_arguments", f"a body has at most {MAX_BODY} characters")


def _is_address(text: object) -> bool:
    """One address, with or without a name, on one line."""
    if not isinstance(text, str) or not text.isprintable():
        return False
    return _ADDRESS.fullmatch(parseaddr(text)[1]) is not None


async def create(
    arguments: Mapping[str, Any], *, user_id: UUID, connection_id: UUID, now: datetime
) -> dict[str, Any]:
    """Makes the draft at Gmail and gives its receipt. Raises StepError and GoogleError."""
    raw = message_bytes(arguments)
    draft = await at_google(
        lambda account: (
            gmail.create_draft(account, raw=raw, thread_id=str(arguments.get("thread_id") or "")),
            account.email,
        ),
        user_id=user_id,
        connection_id=connection_id,
        timeout=SECONDS,
    )
    made, email = draft
    url = f"https://mail.google.com/mail/?authuser={email}#drafts/{made.message.id}"
    return {"google_id": made.id, "url": url, "at": now.isoformat()}


async def delete(receipt: Mapping[str, Any], *, user_id: UUID, connection_id: UUID) -> None:
    """Deletes the draft of a receipt; one that is gone already is well. Raises GoogleError."""

    def work(account: Any) -> None:
        try:
            gmail.delete_draft(account, str(receipt["google_id"]))
        except (NotFound, Gone):
            return

    await at_google(work, user_id=user_id, connection_id=connection_id, timeout=SECONDS)


def _address(text: str) -> Address:
    name, address = parseaddr(text)
    local, _, domain = address.rpartition("@")
    try:
        return Address(display_name=_one_line(name), username=local, domain=_ascii(domain))
    except (ValueError, IndexError) as error:
        raise StepError("invalid_arguments", f"{text!r} is no e-mail address") from error


def _ascii(domain: str) -> str:
    """An internationalised domain in its ASCII form (RFC 5891)."""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise StepError("invalid_arguments", f"{domain!r} is no domain") from error


def _one_line(text: str) -> str:
    """A header never gets a second line."""
    return " ".join(str(text).split())
