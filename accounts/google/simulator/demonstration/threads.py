"""Mails in their threads: who answers whom, when, under which subject and Message-ID."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from .model import Account, Mail, Person
from .when import Words, moment


@dataclass(frozen=True)
class Letter:
    """A mail with everything worked out."""

    mail: Mail
    at: datetime
    subject: str
    text: str
    message_id: str
    references: tuple[str, ...]
    thread_id: int
    to: tuple[Person, ...]
    quoted: str = ""


def number(key: str, bits: int = 62) -> int:
    """A stable number for a key."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") >> (64 - bits)


def message_id(mail: Mail) -> str:
    """``<key@domain of the sender>``."""
    return f"<{mail.key}@{mail.sender.email.split('@')[1]}>"


def _recipients(mail: Mail, parent: Letter | None, owner: Person) -> tuple[Person, ...]:
    if mail.to:
        return mail.to
    if mail.sender != owner:
        return (owner,)
    if parent is None:
        return (owner,)
    return parent.to if parent.mail.sender == owner else (parent.mail.sender,)


def _signed(mail: Mail, text: str, *, work: bool) -> str:
    if mail.re or not work or not mail.sender.signature:
        return text
    return f"{text}\n\n-- \n{mail.sender.signature}"


def _quotation(parent: Letter) -> str:
    who = f"{parent.mail.sender.name} <{parent.mail.sender.email}>"
    head = (
        f"On {parent.at:%a}, {parent.at.day} {parent.at:%b %Y} at {parent.at:%H:%M}, {who} wrote:"
    )
    return head + "\n" + "\n".join(f"> {line}".rstrip() for line in parent.text.splitlines())


def _letter(mail: Mail, parent: Letter | None, owner: Person, words: Words, today: date) -> Letter:
    to = _recipients(mail, parent, owner)
    work = mail.sender.work or (mail.sender == owner and any(p.work for p in to))
    at = moment(mail.when, today, mail.sender.zone, work=work)
    text = _signed(mail, words.fill(mail.text.strip("\n")), work=work)
    if parent is None:
        return Letter(
            mail, at, words.fill(mail.subject), text, message_id(mail), (), number(mail.key), to
        )
    # Snapping weekends to Fridays may turn the order around.
    at = max(at, parent.at.astimezone(at.tzinfo) + timedelta(minutes=23))
    subject = words.fill(mail.subject) or f"Re: {parent.subject.removeprefix('Re: ')}"
    return Letter(
        mail,
        at,
        subject,
        text,
        message_id(mail),
        (*parent.references, parent.message_id),
        parent.thread_id,
        to,
        _quotation(parent) if mail.quote else "",
    )


def letters(account: Account, today: date) -> list[Letter]:
    """All mails of an account, oldest first. Answers come after what they answer."""
    words = Words(account.dates, today)
    by_key: dict[str, Letter] = {}
    for mail in account.mails:
        if mail.key in by_key:
            raise ValueError(f"two mails are called {mail.key!r}")
        parent = by_key[mail.re] if mail.re else None
        by_key[mail.key] = _letter(mail, parent, account.owner, words, today)
    latest = datetime(today.year, today.month, today.day, 8, 59, tzinfo=UTC)
    kept = [replace(x, at=min(x.at, latest)) for x in by_key.values()]
    return sorted(kept, key=lambda x: (x.at.astimezone(UTC), x.mail.key))
