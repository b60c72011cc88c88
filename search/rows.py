"""Records turned into rows: columns, words for the index, and the texts that are embedded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from search.lexical import words
from search.records import EmailRecord, EventRecord, FileRecord, Record
from search.text import clean, fold, passages, preview

# Changed whenever the rules below (or those of the lexemes) change, so that the next sync reads and
# writes every row anew, or embeds it anew. What is stored tells its rules by the end of its hash.
RULES: Final = "4"
RULES_MARK: Final = f"rules{RULES:>3}".encode()
RULES_MARK_AT: Final = 24  # bytes of the hash before it
PASSAGE_RULES: Final = "1"
MAX_PASSAGES: Final = 200  # about 18,000 words of one item; all words of it stay findable
PASSAGES_WITHIN: Final = MAX_PASSAGES * 2_500  # characters: more than as many passages take
SHORT_REPLY_WORDS: Final = 12  # under this a reply means little without what it replies to
# A tsvector holds at most 1 MB; words, positions and padding take up to three times the text.
TEXT_BYTES: Final = 200_000
BESIDES_BYTES: Final = 100_000
PEOPLE_IN_CONTEXT: Final = 10

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One item as it is stored. `key` is `(calendar id or "", Google's id)`; `lexical` the words
    of weight A, B, C and D; `spans` the `[start, end)` of each passage in the full text and
    `texts` what is embedded for it."""

    key: Key
    columns: Mapping[str, Any]
    lexical: tuple[str, str, str, str]
    spans: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]

    def content_hash(self) -> bytes:
        return _sha256([RULES, self.columns, self.lexical])[:RULES_MARK_AT] + RULES_MARK

    def text_hash(self, model: str) -> bytes:
        return _sha256([PASSAGE_RULES, model, self.spans, self.texts])


def full_text(record: Record) -> str:
    """The text that passages' offsets refer to: a mail's own text, then what it quotes, then its
    attachments; an event's description; a file's text. Cleaned, so safe to store."""
    parts: tuple[str, ...]
    if isinstance(record, EmailRecord):
        parts = (record.text, record.quoted, record.attachment_text)
    elif isinstance(record, EventRecord):
        parts = (record.description,)
    else:
        parts = (record.text,)
    return "\n\n".join(part for part in map(clean, parts) if part)


def row_of(record: Record, *, keep_body: bool) -> Row:
    """The row of one record; `keep_body` where the person keeps full bodies."""
    if isinstance(record, EmailRecord):
        return _email(record, keep_body=keep_body)
    if isinstance(record, EventRecord):
        return _event(record)
    return _file(record)


def match_words(*parts: str) -> str:
    """Names and addresses as the `..._words` columns hold them: folded, a space before and after
    each word, an address both whole and without its separators."""
    folded = fold(" ".join(parts))
    return f" {' '.join(folded.split())} {' '.join(words(folded).split())} "


def _email(record: EmailRecord, *, keep_body: bool) -> Row:
    text, quoted, attached = map(clean, (record.text, record.quoted, record.attachment_text))
    whole = full_text(record)
    sender = match_words(record.sender_name, record.sender_email, record.reply_to)
    recipients = match_words(*_people(record.recipients))
    names = [str(a.get("filename", "")) for a in record.attachments]
    columns = {
        "google_id": record.google_id,
        "thread_id": record.thread_id,
        "rfc822_message_id": record.rfc822_message_id,
        "subject": record.subject,
        "sender_name": record.sender_name,
        "sender_email": record.sender_email,
        "reply_to": record.reply_to,
        "recipients": record.recipients,
        "sender_words": sender,
        "recipient_words": recipients,
        "body_full": whole if keep_body else None,
        "received_at": record.received_at.isoformat(),
        "labels": record.labels,
        "is_read": "UNREAD" not in record.labels,
        "is_bulk": record.is_bulk,
        "has_attachments": bool(record.attachments),
        "attachments": record.attachments,
        "preview": preview(text or whole),
        "language": record.language,
    }
    skipped = len(text) + 2 if text and quoted else 0
    embeds_quote = len(text.split()) < SHORT_REPLY_WORDS
    spans = _spans(
        whole, without=(skipped, skipped + len(quoted)) if quoted and not embeds_quote else (0, 0)
    )
    context = f"{clean(record.subject)}\n{clean(record.sender_name or record.sender_email)}"
    return Row(
        key=("", record.google_id),
        columns=_safe(columns),
        lexical=(
            words(record.subject),
            f"{words(_spoken(record.sender_name, record.sender_email))} "
            f"{words(_spoken(*_people(record.recipients)))}",
            words(_bytes(text, TEXT_BYTES)),
            words(_bytes("\n".join([*names, quoted, attached]), BESIDES_BYTES)),
        ),
        spans=spans,
        texts=_texts(context, whole, spans),
    )


def _event(record: EventRecord) -> Row:
    whole = full_text(record)
    people = [record.organizer, *_people(record.attendees)]
    columns = {
        "google_id": record.google_id,
        "calendar_id": record.calendar_id,
        "calendar_name": record.calendar_name,
        "ical_uid": record.ical_uid,
        "recurring_event_id": record.recurring_event_id,
        "recurrence": record.recurrence,
        "title": record.title,
        "location": record.location,
        "organizer": record.organizer,
        "attendees": record.attendees,
        "people_words": match_words(*people),
        "starts_at": record.starts_at.isoformat(),
        "ends_at": record.ends_at.isoformat(),
        "is_all_day": record.is_all_day,
        "time_zone": record.time_zone,
        "meeting_link": record.meeting_link,
        "web_link": record.web_link,
        "status": record.status,
        "transparency": record.transparency,
        "updated_at": record.updated_at.isoformat() if record.updated_at else None,
        "preview": preview(whole),
        "language": record.language,
    }
    spans = _spans(whole)
    # Neither dates nor answers: occurrences of one event share their passages.
    names = [str(a.get("name") or a.get("email") or "") for a in record.attendees]
    context = "\n".join(
        filter(None, [record.title, record.location, ", ".join(names[:PEOPLE_IN_CONTEXT])])
    )
    return Row(
        key=(record.calendar_id, record.google_id),
        columns=_safe(columns),
        lexical=(
            words(record.title),
            words(_spoken(*people)),
            words(_bytes(f"{record.location}\n{whole}", TEXT_BYTES)),
            "",
        ),
        spans=spans,
        texts=_texts(clean(context), whole, spans),
    )


def _file(record: FileRecord) -> Row:
    whole = full_text(record)
    owners, shared = _people(record.owners), _people(record.shared_with)
    columns = {
        "google_id": record.google_id,
        "drive_id": record.drive_id,
        "name": record.name,
        "mime_type": record.mime_type,
        "folder_id": record.folder_id,
        "path": record.path,
        "web_link": record.web_link,
        "owners": record.owners,
        "shared_with": record.shared_with,
        "owner_words": match_words(*owners),
        "shared_words": match_words(*shared),
        "folder_words": match_words(record.path.rpartition("/")[0].replace("/", " / ")),
        "size": record.size,
        "version": record.version,
        "created_at": record.created_at.isoformat() if record.created_at else None,
        "modified_at": record.modified_at.isoformat(),
        "preview": preview(whole),
        "language": record.language,
    }
    spans = _spans(whole)
    return Row(
        key=("", record.google_id),
        columns=_safe(columns),
        lexical=(
            words(record.name),
            words(_spoken(record.path, *owners, *shared)),
            words(_bytes(whole, TEXT_BYTES)),
            "",
        ),
        spans=spans,
        texts=_texts(clean(record.path or record.name), whole, spans),
    )


def _people(people: tuple[Mapping[str, Any], ...]) -> list[str]:
    return [f"{p.get('name') or ''} {p.get('email') or ''}".strip() for p in people]


def _spoken(*parts: str) -> str:
    return _bytes("\n".join(parts), TEXT_BYTES // 4)


def _spans(text: str, *, without: tuple[int, int] = (0, 0)) -> tuple[tuple[int, int], ...]:
    """Where the passages lie, leaving out what lies within `without`; never none."""
    before, after = text[: without[0]], text[without[1] :]
    found = [(p.start, p.end) for p in passages(before[:PASSAGES_WITHIN])]
    found += [(p.start + without[1], p.end + without[1]) for p in passages(after[:PASSAGES_WITHIN])]
    return tuple(found[:MAX_PASSAGES]) or ((0, 0),)


def _texts(context: str, text: str, spans: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    """What is embedded for each passage: what it belongs to, then the passage."""
    return tuple(f"{context}\n{text[start:end]}".strip() or "(empty)" for start, end in spans)


def _bytes(text: str, limit: int) -> str:
    """The beginning of `text` that takes at most `limit` bytes."""
    if len(text) * 4 <= limit:
        return text
    return text.encode("utf-8", "ignore")[:limit].decode("utf-8", "ignore")


def _safe(value: Any) -> Any:
    """Every string within, fit for the database (no NUL, no lone surrogate)."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else _storable(value)
    if isinstance(value, Mapping):
        return {key: _safe(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_safe(inner) for inner in value]
    return value


def _storable(value: str) -> str:
    return value.replace("\x00", "").encode("utf-8", "ignore").decode()


def _sha256(value: Any) -> bytes:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).digest()
