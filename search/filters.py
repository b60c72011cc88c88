"""What narrows a search, as conditions on the items' columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from psycopg import sql

from search.lexical import apart, words
from search.tables import Service
from search.text import clean, fold

HIDDEN_LABELS: Final = ("SPAM", "TRASH")

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_GOOGLE: Final = "application/vnd.google-apps."
# What people call a kind of file: prefixes of MIME types, and endings of names.
FILE_TYPES: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = MappingProxyType(
    {
        "pdf": (("application/pdf",), (".pdf",)),
        "document": (
            (f"{_GOOGLE}document", f"{_OFFICE}wordprocessingml", "application/msword"),
            (".doc", ".docx", ".odt", ".rtf"),
        ),
        "spreadsheet": (
            (f"{_GOOGLE}spreadsheet", f"{_OFFICE}spreadsheetml", "application/vnd.ms-excel"),
            (".xls", ".xlsx", ".ods", ".csv"),
        ),
        "presentation": (
            (
                f"{_GOOGLE}presentation",
                f"{_OFFICE}presentationml",
                "application/vnd.ms-powerpoint",
            ),
            (".ppt", ".pptx", ".odp", ".key"),
        ),
        "image": (("image/",), (".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic")),
        "folder": ((f"{_GOOGLE}folder",), ()),
        "text": (("text/",), (".txt", ".md", ".csv")),
        "video": (("video/",), (".mp4", ".mov")),
        "audio": (("audio/",), (".mp3", ".m4a", ".wav")),
    }
)


WHOLE: Final = 2  # letters of a name that is no beginning of one


@dataclass(frozen=True, slots=True)
class Filters:
    """What an item must be. A field that a service does not have says nothing about it.

    People are parts of names or addresses, in any case and with or without accents; each word
    must begin a word of theirs, one of two letters alone be one. Several `sender`s are any of them,
    several `participants` all. `[after, before)` are aware: mails by when they were received,
    files by when they were modified, events if they overlap it. `file_types` are the keys of
    FILE_TYPES, or endings such as "zip"; of a mail they mean its attachments. With `strict`
    these hold for every result; without, they lift those for which they hold. `phrases`, words
    that follow one another, hold either way.
    """

    sender: str | tuple[str, ...] | None = None
    recipient: str | None = None
    participants: tuple[str, ...] = ()
    after: datetime | None = None
    before: datetime | None = None
    labels: tuple[str, ...] = ()
    unread: bool | None = None
    has_attachment: bool | None = None
    file_types: tuple[str, ...] = ()
    folder: str | None = None
    owner: str | None = None
    shared_with: str | None = None
    thread_id: str | None = None
    calendar: str | None = None
    phrases: tuple[str, ...] = ()
    include_cancelled: bool = False
    include_spam_trash: bool = False
    strict: bool = True

    def given(self) -> Iterator[str]:
        """The names of the fields that ask for something."""
        for field in fields(self):
            value = getattr(self, field.name)
            if field.default in (None, ()) and value is not None and value != ():
                yield field.name


@dataclass(frozen=True, slots=True)
class Conditions:
    """SQL for `WHERE`: conditions on the alias `item`, joined by AND, and their parameters."""

    sql: sql.Composable
    params: Mapping[str, Any]
    any: bool


_PEOPLE: Final[Mapping[Service, Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "gmail": {
            "sender": ("sender_words",),
            "recipient": ("recipient_words",),
            "participants": ("sender_words", "recipient_words"),
        },
        "gcal": {
            "sender": ("people_words",),
            "recipient": ("people_words",),
            "participants": ("people_words",),
        },
        "gdrive": {
            "owner": ("owner_words",),
            "sender": ("owner_words",),
            "shared_with": ("shared_words",),
            "participants": ("owner_words", "shared_words"),
            "folder": ("folder_words",),
        },
    }
)
_AFTER: Final[Mapping[Service, str]] = MappingProxyType(
    {
        "gmail": "item.received_at >= %(after)s",
        "gcal": "(item.ends_at > %(after)s OR item.starts_at >= %(after)s)",
        "gdrive": "item.modified_at >= %(after)s",
    }
)
_BEFORE: Final[Mapping[Service, str]] = MappingProxyType(
    {
        "gmail": "item.received_at < %(before)s",
        "gcal": "item.starts_at < %(before)s",
        "gdrive": "item.modified_at < %(before)s",
    }
)
_LABELS: Final = (
    "EXISTS (SELECT FROM unnest(item.labels) AS label WHERE lower(label) = ANY(%(labels)s))"
)
_EXACT: Final[Mapping[Service, Mapping[str, str]]] = MappingProxyType(
    {
        "gmail": {
            "labels": _LABELS,
            "unread": "item.is_read <> %(unread)s",
            "has_attachment": "item.has_attachments = %(has_attachment)s",
            "thread_id": "item.thread_id = %(thread_id)s",
            "file_types": (
                "EXISTS (SELECT FROM jsonb_array_elements(item.attachments) AS file "
                "WHERE lower(file ->> 'mime_type') LIKE ANY(%(mime_types)s) "
                "OR lower(file ->> 'filename') LIKE ANY(%(endings)s))"
            ),
        },
        "gcal": {
            "calendar": "%(calendar)s IN (lower(item.calendar_name), lower(item.calendar_id))",
        },
        "gdrive": {
            "file_types": (
                "(lower(item.mime_type) LIKE ANY(%(mime_types)s) "
                "OR lower(item.name) LIKE ANY(%(endings)s))"
            ),
        },
    }
)


def always(service: Service, filters: Filters) -> Conditions:
    """What holds for every result unless asked otherwise: no spam, nothing cancelled."""
    asked = {label.upper() for label in filters.labels}
    if service == "gmail" and not filters.include_spam_trash and not asked & set(HIDDEN_LABELS):
        hidden = sql.SQL("NOT item.labels && ARRAY['SPAM', 'TRASH']")
        return Conditions(hidden, {}, any=True)
    if service == "gcal" and not filters.include_cancelled:
        return Conditions(sql.SQL("item.status <> 'cancelled'"), {}, any=True)
    return Conditions(sql.SQL("true"), {}, any=False)


def asked(service: Service, filters: Filters) -> Conditions:
    """What the given fields of `filters` mean for a service's items."""
    params = _params(filters)
    found: list[sql.Composable] = []
    for name in filters.given():
        if name in _PEOPLE[service]:
            found += _people(name, _PEOPLE[service][name], filters, params)
        elif name == "after":
            found.append(sql.SQL(_AFTER[service]))
        elif name == "before":
            found.append(sql.SQL(_BEFORE[service]))
        elif name == "phrases":
            found += _phrases(filters.phrases, params)
        elif name in _EXACT[service]:
            found.append(sql.SQL(_EXACT[service][name]))
    joined = sql.SQL(" AND ").join(found) if found else sql.SQL("true")
    return Conditions(joined, params, any=bool(found))


def _params(filters: Filters) -> dict[str, Any]:
    mime_types, endings = _file_types(filters.file_types)
    return {
        "after": filters.after,
        "before": filters.before,
        "labels": [clean(label).lower() for label in filters.labels],
        "unread": filters.unread,
        "has_attachment": filters.has_attachment,
        "thread_id": clean(filters.thread_id or ""),
        "calendar": clean(filters.calendar or "").lower(),
        "mime_types": mime_types,
        "endings": endings,
    }


def _people(
    name: str, columns: tuple[str, ...], filters: Filters, params: dict[str, Any]
) -> Iterator[sql.Composable]:
    """What each of the people must be; of several senders one is enough."""
    value = getattr(filters, name)
    parts = value if isinstance(value, tuple) else (value,)
    each = [list(_person(f"{name}_{n}", columns, part, params)) for n, part in enumerate(parts)]
    each = [conditions for conditions in each if conditions]
    if name == "sender" and each:
        whole = [sql.SQL(" AND ").join(conditions) for conditions in each]
        yield sql.SQL("({})").format(sql.SQL(" OR ").join(whole))
        return
    for conditions in each:
        yield from conditions


def _person(
    name: str, columns: tuple[str, ...], said: str, params: dict[str, Any]
) -> Iterator[sql.Composable]:
    """One condition a word: it begins a word of one of the columns."""
    words_of_it = _match_words(said)
    end = " %" if len(words_of_it) == 1 and _is_whole(words_of_it[0]) else "%"
    for place, word in enumerate(words_of_it):
        parameter = f"{name}_{place}"
        params[parameter] = f"% {_literal(word)}{end}"
        yield sql.SQL("({})").format(
            sql.SQL(" OR ").join(
                sql.SQL("item.{} LIKE {}").format(
                    sql.Identifier(column), sql.Placeholder(parameter)
                )
                for column in columns
            )
        )


def _is_whole(word: str) -> bool:
    """Whether a name is too short to stand for the beginning of one: "Bo" is no booking@."""
    return len(word) == WHOLE and word.isascii()


def _phrases(phrases: tuple[str, ...], params: dict[str, Any]) -> Iterator[sql.Composable]:
    """One condition a phrase: its words follow one another. Stop words alone ask for nothing."""
    for number, phrase in enumerate(phrases):
        params[f"phrase_{number}"] = apart(phrase)
        phrased = sql.SQL("phraseto_tsquery('english', {})").format(
            sql.Placeholder(f"phrase_{number}")
        )
        yield sql.SQL("(numnode({0}) = 0 OR item.lexemes @@ {0})").format(phrased)


def _match_words(part: str) -> list[str]:
    """The words of a name; an address stays whole, as the columns hold it too."""
    found = [
        word
        for token in fold(part).split()
        for word in ([token] if "@" in token else words(token).split())
    ]
    return found[:16]


def _file_types(names: tuple[str, ...]) -> tuple[list[str], list[str]]:
    mime_types: list[str] = []
    endings: list[str] = []
    for name in (clean(name).lower() for name in names):
        prefixes, suffixes = FILE_TYPES.get(name) or ((), (f".{name.lstrip('.')}",))
        mime_types += [f"{_literal(prefix)}%" for prefix in prefixes]
        endings += [f"%{_literal(suffix)}" for suffix in suffixes]
    return mime_types, endings


def _literal(text: str) -> str:
    """`text` without its meaning in a LIKE pattern."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
