"""Mails as RFC 5322 messages: new ones, answers, and other mails passed on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.policy import default as DEFAULT  # noqa: N812 - a constant of the library
from email.utils import parseaddr
from typing import Any

from agents.errors import StepError
from search.text import TextError, mail_text

MAX_RECIPIENTS = 100
MAX_SUBJECT = 998  # RFC 5322, 2.1.1
MAX_BODY = 200_000
MAX_PASSED_ON = 18_000_000  # bytes of attachments: 25 MB in their transfer encoding
_SEVEN_BITS = SMTP.clone(cte_type="7bit")
_ADDRESS = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+\.[^@\s<>,;:\"]+")
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")


def message_bytes(arguments: Mapping[str, Any], *, forwarded: bytes = b"") -> bytes:
    """The RFC 5322 bytes of a mail's arguments: non-ASCII text as UTF-8 in a transfer encoding,
    headers as encoded words, an answer with In-Reply-To and References (RFC 5322, 3.6.4).
    `forwarded` are the bytes of a mail that it passes on, with its attachments.

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
    body = str(arguments.get("body") or "")
    if not forwarded:
        message.set_content(body)
        return message.as_bytes()
    original = message_from_bytes(forwarded, policy=DEFAULT)
    message.set_content(f"{body.rstrip()}\n\n{_passed_on(original)}")
    for part in _attachments(original):
        message.add_attachment(
            part.get_payload(decode=True),
            maintype=part.get_content_maintype(),
            subtype=part.get_content_subtype(),
            filename=part.get_filename() or "attachment",
        )
    return message.as_bytes()


def _passed_on(original: EmailMessage) -> str:
    """The forwarded mail's head and text, in the form that mail programs use."""
    head = [
        f"{name}: {_one_line(original[name])}"
        for name in ("From", "Date", "Subject", "To")
        if original[name]
    ]
    lines = "\n".join(("---------- Forwarded message ----------", *head))
    try:
        text = mail_text(original.as_bytes()).body
    except TextError:
        text = ""
    return f"{lines}\n\n{text}\n"


def _attachments(original: EmailMessage) -> list[EmailMessage]:
    """Its attachments, up to what Gmail takes."""
    kept: list[EmailMessage] = []
    size = 0
    for part in original.iter_attachments():
        content = part.get_payload(decode=True)
        size += len(content) if isinstance(content, bytes) else 0
        if isinstance(part, EmailMessage) and isinstance(content, bytes) and size <= MAX_PASSED_ON:
            kept.append(part)
    return kept


def check(arguments: Mapping[str, Any]) -> None:
    """Raises StepError("invalid_arguments") where a draft cannot be made of them."""
    lists = [arguments.get(name) or () for name in ("to", "cc", "bcc")]
    if not all(isinstance(people, list | tuple) for people in lists):
        raise StepError("invalid_arguments", "recipients come as a list")
    recipients = [address for people in lists for address in people]
    if len(recipients) > MAX_RECIPIENTS:
        raise StepError("invalid_arguments", f"at most {MAX_RECIPIENTS} recipients")
    for text in recipients:
        if not is_address(text):
            raise StepError("invalid_arguments", f"{text!r} is no e-mail address")
    if len(str(arguments.get("subject") or "")) > MAX_SUBJECT:
        raise StepError("invalid_arguments", f"a subject has at most {MAX_SUBJECT} characters")
    if len(str(arguments.get("body") or "")) > MAX_BODY:
        raise StepError("invalid_arguments", f"a body has at most {MAX_BODY} characters")


def is_address(text: object) -> bool:
    """Whether it is one address, with or without a name, on one line, and nothing behind it: of
    two the second would be shown and get nothing."""
    if not isinstance(text, str) or not text.isprintable() or len(text) > MAX_SUBJECT:
        return False
    address = parseaddr(text)[1]
    is_last = text.strip().removesuffix(">").rstrip().endswith(address)
    return is_last and _ADDRESS.fullmatch(address) is not None


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
