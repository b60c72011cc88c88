"""A mail as Gmail gives it (RFC 822 bytes, `format=raw`) becomes text and its facts."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from typing import Final

from search.text.errors import UnreadableMail
from search.text.fields import header, parse, raw_header, raw_headers
from search.text.headers import Address, addresses, message_ids, moment
from search.text.language import language
from search.text.parts import Attachment, Contents, body_of, read
from search.text.quotes import split_reply

_LONGEST: Final = 2_000_000
_TELLING: Final = frozenset(
    {"from", "to", "subject", "date", "message-id", "content-type", "received", "mime-version"}
)
_FORWARD: Final = re.compile(
    r"\s*(?:fwd?|wg|weitergeleitet|tr|rv|i|doorst|ilt|i̇lt|enc|vs|pd|vl)\s*:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class MailText:
    """What a mail says and who says it to whom.

    `message_id`, `in_reply_to` and `references` keep their angle brackets ("" and () where there
    are none). `date` is aware. `body` is all of its words, `reply` those that are its own,
    `quoted` what it repeats. `problems` says in words what could not be read.
    """

    message_id: str
    subject: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    date: datetime | None
    in_reply_to: str
    references: tuple[str, ...]
    body: str
    reply: str
    quoted: str
    attachments: tuple[Attachment, ...]
    list_unsubscribe: bool
    language: str | None
    problems: tuple[str, ...]


def mail_text(raw: bytes) -> MailText:
    """Read a mail, however damaged. What cannot be read of it is named in `problems`.

    Raises UnreadableMail when nothing can be made of it: no mail header and no words.
    """
    if not raw.strip():
        raise UnreadableMail("it is empty")
    try:
        message = parse(raw)
        contents = Contents()
        pieces = read(message, contents)
        body = (body_of(pieces) or body_of(contents.named))[:_LONGEST]
    except RecursionError as error:
        raise UnreadableMail("its parts are nested too deeply") from error
    if not _TELLING.intersection(name.lower() for name in message) and (
        b"\0" in raw or not _is_prose(body)
    ):
        raise UnreadableMail("it has no mail headers and no readable text")
    return _assembled(message, contents, body)


def _assembled(message: Message, contents: Contents, body: str) -> MailText:
    subject = header(message, "Subject")
    reply, quoted = (body, "") if _FORWARD.match(subject) else split_reply(body)
    references = message_ids(raw_header(message, "References"))
    return MailText(
        message_id=_first(message_ids(raw_header(message, "Message-ID"))),
        subject=subject,
        sender=_sender(message),
        to=_all(message, "To"),
        cc=_all(message, "Cc"),
        bcc=_all(message, "Bcc"),
        reply_to=_all(message, "Reply-To"),
        date=_date(message),
        in_reply_to=_first(message_ids(raw_header(message, "In-Reply-To"))),
        references=references,
        body=body,
        reply=reply,
        quoted=quoted,
        attachments=tuple(contents.attachments),
        list_unsubscribe="List-Unsubscribe" in message,
        language=language(reply or body or subject),
        problems=tuple(contents.problems),
    )


def _all(message: Message, name: str) -> tuple[Address, ...]:
    return addresses(raw_headers(message, name))


def _sender(message: Message) -> Address:
    """Who wrote it: at least a name where From holds no address, as in bounces."""
    for name in ("From", "Sender"):
        found = _all(message, name)
        if found:
            return found[0]
    return Address(header(message, "From").replace("<>", "").strip(' "')[:200], "")


def _first(ids: tuple[str, ...]) -> str:
    return ids[0] if ids else ""


def _date(message: Message) -> datetime | None:
    """When it was sent, or at least received."""
    received = raw_header(message, "Received").rpartition(";")[2]
    return moment(raw_header(message, "Date")) or (moment(received) if received else None)


def _is_prose(text: str) -> bool:
    """Whether text without mail headers is worth keeping: words, and not binary data."""
    sample = text[:4000]
    readable = sum(1 for c in sample if c.isalnum() or c.isspace())
    return len(sample) > 1 and readable > 0.6 * len(sample) and "\ufffd" not in sample
