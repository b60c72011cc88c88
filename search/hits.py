"""Rows found, as what an answer cites."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, Literal
from urllib.parse import quote
from uuid import UUID

from search.highlights import marked, matched, taken_for
from search.lexical import query_words
from search.tables import TABLES, Service
from search.text import fold

Mode = Literal["hybrid", "lexical", "vector"]

TEXT_LIMIT: Final = 1_000
SNIPPET_LIMIT: Final = 200
SCANNED: Final = 20_000  # characters in which the query's words are looked for
_WORD: Final = re.compile(r"\w+")
_FOREIGN: Final = re.compile(r"\b[a-zA-Z0-9_]*+[^\W\x00-\x7f]\w*")
_STEM: Final = 5  # letters that two forms of a word are taken to share

# Columns that an answer may show, by the name that it knows them by.
_DETAILS: Final[Mapping[Service, Mapping[str, str]]] = MappingProxyType(
    {
        "gmail": {
            name: name
            for name in (
                "thread_id", "sender_name", "sender_email", "reply_to", "labels", "is_bulk",
                "has_attachments", "attachments", "received_at", "language",
            )
        },
        "gcal": {
            "start": "starts_at", "end": "ends_at", "all_day": "is_all_day",
            **{
                name: name
                for name in (
                    "time_zone", "location", "organizer", "attendees", "calendar_id",
                    "calendar_name", "status", "transparency", "meeting_link",
                    "recurring_event_id", "recurrence", "ical_uid", "updated_at",
                )
            },
        },
        "gdrive": {
            name: name
            for name in (
                "mime_type", "path", "owners", "shared_with", "folder_id", "drive_id", "size",
                "version", "created_at", "modified_at",
            )
        },
    }
)  # fmt: skip
_SHOWN: Final[Mapping[Service, tuple[str, ...]]] = MappingProxyType(
    {
        "gmail": ("rfc822_message_id", "recipients", "is_read", "body_full"),
        "gcal": ("web_link",),
        "gdrive": ("web_link",),
    }
)

_INTERNAL: Final = frozenset(
    {"account", "connection_id", "passage", "beyond_preview", "similarity"}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One item found. `id` is Google's, `score` by its ranks (mails of a few words are ordered by
    more than these, see decision 7). `key` is the identifier that outlives Google's ids;
    `text` the best passage with what is around it, at most 1,000 characters; `snippet` about 200
    characters of it around the asked words; `ranks` its place in each list that held it; `query`
    what was asked, by which `highlights`, `matched` and `taken_for` are worked out when read.

    `details["beyond_preview"]` says that the best passage lies where the cache holds no text;
    `details["passage"]` is its `[start, end)` in the full text, `details["similarity"]` the cosine
    of that passage to the query (absent where there is no vector).
    """

    service: Service
    item_id: UUID
    id: str
    score: float
    title: str
    url: str
    snippet: str
    text: str
    when: datetime
    synced_at: datetime
    key: tuple[str, str]
    details: Mapping[str, Any]
    ranks: Mapping[str, int]
    query: str = ""

    @property
    def matched(self) -> tuple[str, ...]:
        """The asked words that the item holds, as far as it is shown (title, people, `text`)."""
        return matched(self.query, self._shown())

    def highlights(self, *, known: Collection[str] = ()) -> tuple[tuple[int, int], ...]:
        """`[start, end)` of the asked words in `snippet`, in characters; `known` as in
        `taken_for`."""
        return marked(self.snippet, self.query, known)

    def taken_for(self, *, known: Collection[str] = ()) -> Mapping[str, str]:
        """Asked words that it holds only with a slip or as a beginning, with the word it holds.
        Words that other results hold as asked (`known`) were taken as they stand."""
        return taken_for(self.query, self._shown(), known) if "lexical" in self.ranks else {}

    def _shown(self) -> str:
        names = ("sender_name", "sender_email", "location", "organizer", "path")
        return "\n".join(
            [self.title, *(str(self.details.get(name) or "") for name in names), self.text]
        )

    def as_json(self, *, known: Collection[str] = ()) -> dict[str, Any]:
        """As the command and the API show it; `known` as in `taken_for`."""
        key = {self.key[0]: self.key[1]}
        return {
            "service": self.service,
            "id": self.id,
            "score": round(self.score, 6),
            "title": self.title,
            "url": self.url,
            "snippet": self.snippet,
            "highlights": [list(span) for span in self.highlights(known=known)],
            "when": self.when.isoformat(),
            "synced_at": self.synced_at.isoformat(),
            **key,
            **({"stem": self.details["stem"]} if self.service == "gdrive" else {}),
            "ranks": dict(self.ranks),
            "matched": list(self.matched),
            "taken_for": dict(self.taken_for(known=known)),
            "details": {k: _plain(v) for k, v in self.details.items() if k not in _INTERNAL},
        }


@dataclass(frozen=True, slots=True)
class SearchResults:
    """Hits, best first. `as_of` is when the last read of them was read from Google: the cache is
    at least as fresh as that; `None` without results. `mode` is how the search was made."""

    results: tuple[Hit, ...]
    took_ms: float
    embedding_ms: float = 0.0
    as_of: datetime | None = None
    mode: Mode = "hybrid"

    def as_json(self) -> dict[str, Any]:
        """As the command and the API show it."""
        known = {word for hit in self.results for word in hit.matched}
        return {
            "results": [hit.as_json(known=known) for hit in self.results],
            "took_ms": round(self.took_ms, 2),
            "embedding_ms": round(self.embedding_ms, 2),
            "mode": self.mode,
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }


def shown_columns(service: Service) -> tuple[str, ...]:
    """The columns that `hit_of` needs."""
    table = TABLES[service]
    names = ("id", "google_id", "connection_id", "synced_at", "preview", table.title, table.when)
    return tuple(dict.fromkeys((*names, *_DETAILS[service].values(), *_SHOWN[service])))


def hit_of(service: Service, row: Mapping[str, Any], query: str) -> Hit:
    """The hit in one row of hybrid.sql or browse.sql."""
    table = TABLES[service]
    body = row.get("body_full") or row["preview"]
    span = (row["starts"], row["ends"]) if row["starts"] is not None else None
    text = _text(body, span, query)
    details = {name: row[column] for name, column in _DETAILS[service].items()}
    details |= {"account": row["account"], "connection_id": row["connection_id"]}
    if span is not None:
        details |= {"passage": span, "beyond_preview": span[1] > len(body)}
    if row.get("similarity") is not None:
        details["similarity"] = row["similarity"]
    return Hit(
        service=service,
        item_id=row["id"],
        id=row["google_id"],
        score=row["score"],
        title=row[table.title],
        url=_url(service, row),
        snippet=_snippet(text, query),
        text=text,
        when=row[table.when],
        synced_at=row["synced_at"],
        key=_key(service, row),
        details=MappingProxyType(details | _derived(service, row)),
        ranks=MappingProxyType(row["ranks"]),
        query=query,
    )


def stem(path: str) -> str:
    """A file's name without its last extension."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _key(service: Service, row: Mapping[str, Any]) -> tuple[str, str]:
    name = {"gmail": "rfc822_message_id", "gcal": "ical_uid", "gdrive": "path"}[service]
    return (name, row[name])


def _url(service: Service, row: Mapping[str, Any]) -> str:
    if service == "gmail":
        account, message = quote(row["account"], safe="@"), quote(row["google_id"], safe="")
        return f"https://mail.google.com/mail/u/{account}/#all/{message}"
    return str(row["web_link"])


def _derived(service: Service, row: Mapping[str, Any]) -> dict[str, Any]:
    if service == "gmail":
        people = row["recipients"]
        kinds = {kind: [p for p in people if p.get("kind") == kind] for kind in ("to", "cc")}
        return {"unread": not row["is_read"], **kinds}
    if service == "gdrive":
        return {"name": row["name"], "stem": stem(row["name"])}
    return {}


def _text(body: str, span: tuple[int, int] | None, query: str) -> str:
    """Up to TEXT_LIMIT characters of `body`: around `span`, or around the query's words."""
    if len(body) <= TEXT_LIMIT:
        return body
    if span and span[1] <= len(body):
        return _window(body, sum(span) // 2, TEXT_LIMIT)
    return _window(body, _densest(body, query, TEXT_LIMIT), TEXT_LIMIT)


def _snippet(text: str, query: str) -> str:
    """About SNIPPET_LIMIT characters of `text`, where most of the query's words are."""
    plain = " ".join(text.split())
    if len(plain) <= SNIPPET_LIMIT:
        return plain
    return _window(plain, _densest(plain, query, SNIPPET_LIMIT), SNIPPET_LIMIT)


def _densest(text: str, query: str, size: int) -> int:
    """The middle of the `size // 2` characters that hold most of the query's words, or 0."""
    places = _places(text, query)
    if not places:
        return 0
    reach = size // 2
    held = [bisect_left(places, at + reach) - number for number, at in enumerate(places)]
    return places[held.index(max(held))] + reach // 2


def _places(text: str, query: str) -> list[int]:
    """Where words of the query begin in `text`, as far as five letters tell."""
    asked = _asked(query)
    if asked is None:
        return []
    plain, words = text.lower(), _WORD
    found: set[int] = set()
    if len(plain) == len(text):  # so that only words with other letters are left to be folded
        found, words = {match.start() for match in asked.finditer(plain, 0, SCANNED)}, _FOREIGN
    for match in words.finditer(text, 0, SCANNED):
        if asked.match(fold(match[0])):
            found.add(match.start())
    return sorted(found)


@lru_cache(maxsize=64)
def _asked(query: str) -> re.Pattern[str] | None:
    """What the words of the query that have three letters begin with; the short ones as a whole."""
    words = {word[:_STEM] for word in query_words(query).split() if len(word) > 2}
    begun = [re.escape(word) if len(word) == _STEM else rf"{re.escape(word)}\b" for word in words]
    return re.compile(rf"\b(?:{'|'.join(sorted(begun))})") if begun else None


def _window(text: str, middle: int, size: int) -> str:
    """At most `size` characters around `middle`, cut at spaces, with … where text is left out."""
    start = max(0, min(middle - size // 2, len(text) - size))
    end = min(len(text), start + size)
    head, tail = "", ""
    if start > 0:
        head, start = "…", _next_word(text, start)
    if end < len(text):
        tail, end = "…", max(text.rfind(" ", start, end), start + size // 2)
    return f"{head}{text[start:end].strip()}{tail}"


def _next_word(text: str, at: int) -> int:
    space = text.find(" ", at, at + 40)
    return at if space < 0 else space + 1
