"""All mails of an account, as records. Bodies never change, so a known mail costs its labels."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence

from accounts.google.client import GoogleAccount
from accounts.google.errors import GoogleError, NotFound
from accounts.google.gmail import (
    Message,
    get_labels,
    get_messages_minimal,
    get_messages_raw,
    get_profile,
    list_message_ids,
)
from search.records import EmailRecord
from search.text import Address, MailText, UnreadableMail, mail_text
from sync.pages import Page, Skip

PAGE = 50
LARGE = "larger:4M"  # fetched one by one, so that a page fits in memory
BULK_LABELS = frozenset({"CATEGORY_PROMOTIONS", "SPAM"})
log = logging.getLogger(__name__)


def pages(account: GoogleAccount, *, known: Mapping[str, frozenset[str]]) -> Iterator[Page]:
    """Every mail outside of spam and bin, newest first.

    Args:
        known: the labels of the mails that are indexed already, by id.

    Raises GoogleError.
    """
    cursor = get_profile(account).history_id
    names = get_labels(account)
    ids = _unique(list_message_ids(account))
    large = set(_unique(list_message_ids(account, query=LARGE)))
    done = 0
    for chunk in _chunks(ids, known, large):
        page = _page(account, chunk, known, names)
        done += len(chunk)
        yield Page(
            records=page.records,
            seen=page.seen,
            skipped=page.skipped,
            done=done,
            total=len(ids),
        )
    yield Page(done=done, total=len(ids), cursor=cursor, is_last=True)


def record_of(message: Message, mail: MailText, names: Mapping[str, str]) -> EmailRecord:
    """The record of a message; `names` are its labels' names by their ids."""
    reply_to = mail.reply_to[0].email if mail.reply_to else ""
    return EmailRecord(
        google_id=message.id,
        thread_id=message.thread_id,
        rfc822_message_id=mail.message_id,
        subject=mail.subject,
        sender_name=mail.sender.name,
        sender_email=mail.sender.email,
        reply_to=reply_to,
        recipients=(
            *_recipients("to", mail.to),
            *_recipients("cc", mail.cc),
            *_recipients("bcc", mail.bcc),
        ),
        received_at=message.received_at,
        labels=_label_names(message, names),
        text=mail.reply,
        quoted=mail.quoted,
        attachment_text="\n\n".join(a.text for a in mail.attachments if a.text),
        attachments=tuple(
            {"filename": a.filename, "mime_type": a.mime_type, "size": a.size}
            for a in mail.attachments
        ),
        is_bulk=mail.list_unsubscribe or not BULK_LABELS.isdisjoint(message.label_ids),
        language=mail.language or "",
    )


def _page(
    account: GoogleAccount,
    ids: Sequence[str],
    known: Mapping[str, frozenset[str]],
    names: Mapping[str, str],
) -> Page:
    held, gone = _split(get_messages_minimal(account, [i for i in ids if i in known]))
    relabelled = [m.id for m in held if frozenset(_label_names(m, names)) != known[m.id]]
    wanted = [i for i in ids if i not in known] + relabelled
    fetched, also_gone = _split(get_messages_raw(account, wanted))
    records: list[EmailRecord] = []
    skipped: list[Skip] = []
    for message in fetched:
        outcome = read(message, names)
        if isinstance(outcome, Skip):
            skipped.append(outcome)
        else:
            records.append(outcome)
    missing = gone | also_gone
    return Page(
        records=tuple(records),
        seen=tuple(i for i in ids if i not in missing),
        skipped=tuple(skipped),
    )


def read(message: Message, names: Mapping[str, str]) -> EmailRecord | Skip:
    """The record of a message with its bytes, or why there is none."""
    try:
        mail = mail_text(message.raw)
    except UnreadableMail as error:
        log.warning("mail %s is skipped: %s", message.id, error.reason)
        return Skip(message.id, f"unreadable: {error.reason}")
    except Exception as error:  # noqa: BLE001 - foreign bytes must not stop the other mails
        log.error("mail %s is skipped: %s in the reader", message.id, type(error).__name__)
        return Skip(message.id, f"unreadable: {type(error).__name__}")
    if mail.problems:
        log.info("mail %s is indexed without a part: %d problems", message.id, len(mail.problems))
    return record_of(message, mail, names)


def _split(answers: Mapping[str, Message | GoogleError]) -> tuple[list[Message], set[str]]:
    """The messages, and the ids of those that went since they were listed."""
    found: list[Message] = []
    gone: set[str] = set()
    for message_id, answer in answers.items():
        if isinstance(answer, Message):
            found.append(answer)
        elif isinstance(answer, NotFound):
            gone.add(message_id)
        else:
            raise answer
    return found, gone


def _chunks(
    ids: Sequence[str], known: Mapping[str, object], large: set[str]
) -> Iterator[list[str]]:
    """Up to 50 ids at once; a large mail that is not known comes by itself."""
    chunk: list[str] = []
    for message_id in ids:
        if message_id in large and message_id not in known:
            yield [message_id]
            continue
        chunk.append(message_id)
        if len(chunk) == PAGE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _unique(listed: Iterable[Sequence[str]]) -> list[str]:
    """A message that arrives while the pages are read can show up in two of them."""
    return list(dict.fromkeys(i for page in listed for i in page))


def _label_names(message: Message, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(names.get(label, label) for label in message.label_ids))


def _recipients(kind: str, addresses: Sequence[Address]) -> list[dict[str, str]]:
    return [{"kind": kind, "name": a.name, "email": a.email} for a in addresses]
