"""Gmail's search operators (support.google.com/mail/answer/7190), as predicates on records."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from accounts.google.simulator import mime
from accounts.google.simulator.store import Json

Test = Callable[[Json], bool]
TOKEN = re.compile(
    r'\s*(?:([(){}])|([-+]?)(?:(\w+):)?(?:"([^"]*)"?|([^\s(){}"]+)|(?=([({])))|(\S))'
)
PLACES = {
    "inbox": "INBOX",
    "sent": "SENT",
    "draft": "DRAFT",
    "drafts": "DRAFT",
    "spam": "SPAM",
    "trash": "TRASH",
    "bin": "TRASH",
    "chats": "CHAT",
}
STATES = {"unread": "UNREAD", "starred": "STARRED", "important": "IMPORTANT", **PLACES}
UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}


@dataclass(frozen=True)
class Query:
    """A parsed q; ``everywhere`` when it looks into spam and trash by itself."""

    matches: Test
    everywhere: bool


@dataclass
class _Parser:
    text: str
    now: datetime
    me: str
    labels: dict[str, Json]
    at: int = 0

    def any_of(self, end: str, prefix: str) -> Test:
        """Terms up to ``end``; blanks join by AND, OR binds the terms beside it."""
        groups: list[list[Test]] = []
        join_next = False
        while (match := self.next()) is not None:
            if match[1] and match[1] in ")}":
                if match[1] == end:
                    break
                continue
            if match[5] in ("OR", "|") and not match[2] and not match[3]:
                join_next = bool(groups)
                continue
            if match[5] == "AND" and not match[3]:
                continue
            test = self.term(match, prefix)
            if join_next:
                groups[-1].append(test)
            else:
                groups.append([test])
            join_next = end == "}"
        return _all([_any(tests) for tests in groups])

    def next(self) -> re.Match[str] | None:
        match = TOKEN.match(self.text, self.at)
        if match is None or match.end() == self.at:
            return None
        self.at = match.end()
        return match

    def term(self, match: re.Match[str], prefix: str) -> Test:
        operator = (match[3] or prefix).lower()
        if match[1] or match[6]:
            opener = match[1] or self.text[self.at]
            if match[6]:
                self.at += 1
            test = self.any_of(")" if opener == "(" else "}", operator)
        else:
            value = match[4] if match[4] is not None else match[5] or match[7] or ""
            test = self.operator(operator, value)
        return (lambda m: not test(m)) if match[2] == "-" else test

    def operator(self, name: str, value: str) -> Test:
        if not name:
            return _has_words(value)
        make = OPERATORS.get(name)
        return make(self, value) if make else _has_words(f"{name} {value}")

    def label(self, value: str) -> Test:
        wanted = re.sub(r"[\s/-]+", "-", value.casefold())
        ids = {
            key
            for key, label in self.labels.items()
            if re.sub(r"[\s/-]+", "-", label["name"].casefold()) == wanted or key == value
        }
        return lambda m: bool(ids & set(m["labelIds"]))

    def place(self, value: str) -> Test:
        name = value.lower()
        if name == "anywhere":
            return lambda m: True
        if name == "archive":
            return lambda m: not {"INBOX", "SENT", "DRAFT", "SPAM", "TRASH"} & set(m["labelIds"])
        return _labelled(STATES[name]) if name in STATES else self.label(value)

    def state(self, value: str) -> Test:
        name = value.lower()
        if name == "read":
            return lambda m: "UNREAD" not in m["labelIds"]
        return _labelled(STATES.get(name, name.upper()))

    def owns(self, value: str) -> Test:
        if value.lower() == "attachment":
            return lambda m: bool(m["filenames"])
        if value.lower() == "userlabels":
            return lambda m: any(name.startswith("Label_") for name in m["labelIds"])
        return lambda m: False

    def person(self, fields: tuple[str, ...], value: str) -> Test:
        wanted = mime.words(self.me if value.lower() == "me" else value)
        return lambda m: any(wanted in mime.words(m["headers"][name]) for name in fields)

    def since(self, value: str, *, before: bool) -> Test:
        limit = _day(value)
        if limit is None:
            return lambda m: False
        if before:
            return lambda m: m["internalDate"] < limit
        return lambda m: m["internalDate"] >= limit

    def age(self, value: str, *, older: bool) -> Test:
        match = re.fullmatch(r"(\d{1,5})([dwmy])", value.lower())
        if match is None:
            return lambda m: False
        days = int(match[1]) * UNITS[match[2]]
        limit = int((self.now - timedelta(days=days)).timestamp() * 1000)
        return (
            (lambda m: m["internalDate"] < limit)
            if older
            else (lambda m: m["internalDate"] >= limit)
        )

    def size(self, value: str, *, larger: bool) -> Test:
        match = re.fullmatch(r"(\d{1,12})([kmKM]?)b?", value)
        limit = (
            int(match[1]) * {"": 1, "k": 1 << 10, "m": 1 << 20}[match[2].lower()] if match else 0
        )
        return (lambda m: m["size"] > limit) if larger else (lambda m: m["size"] < limit)

    def category(self, value: str) -> Test:
        name = {"primary": "PERSONAL", "reservations": "UPDATES"}.get(value.lower(), value.upper())
        return _labelled(f"CATEGORY_{name}")


def _header(name: str) -> Callable[[_Parser, str], Test]:
    def make(parser: _Parser, value: str) -> Test:
        wanted = value.strip("<>").casefold()
        return lambda m: wanted == m["headers"][name].strip("<> ").casefold()

    return make


def _subject(parser: _Parser, value: str) -> Test:
    wanted = mime.words(value)
    return lambda m: wanted in mime.words(m["headers"]["subject"])


def _filename(parser: _Parser, value: str) -> Test:
    wanted = value.casefold()
    return lambda m: any(wanted in name.casefold() for name in m["filenames"])


OPERATORS: dict[str, Callable[[_Parser, str], Test]] = {
    "from": lambda p, v: p.person(("from",), v),
    "to": lambda p, v: p.person(("to", "cc", "bcc"), v),
    "cc": lambda p, v: p.person(("cc",), v),
    "bcc": lambda p, v: p.person(("bcc",), v),
    "list": lambda p, v: p.person(("list-id",), v),
    "subject": _subject,
    "label": _Parser.label,
    "in": _Parser.place,
    "is": _Parser.state,
    "has": _Parser.owns,
    "category": _Parser.category,
    "filename": _filename,
    "rfc822msgid": _header("message-id"),
    "after": lambda p, v: p.since(v, before=False),
    "newer": lambda p, v: p.since(v, before=False),
    "before": lambda p, v: p.since(v, before=True),
    "older": lambda p, v: p.since(v, before=True),
    "older_than": lambda p, v: p.age(v, older=True),
    "newer_than": lambda p, v: p.age(v, older=False),
    "larger": lambda p, v: p.size(v, larger=True),
    "size": lambda p, v: p.size(v, larger=True),
    "smaller": lambda p, v: p.size(v, larger=False),
}


def parse(text: str, *, now: datetime, me: str, labels: dict[str, Json]) -> Query:
    """The predicate of a q; an unknown operator is searched for as words, as Gmail does."""
    parser = _Parser(text=text, now=now, me=me, labels=labels)
    everywhere = bool(
        re.search(r"(?<!-)\b(?:in|is|label):(?:anywhere|spam|trash|bin)\b", text, re.I)
    )
    return Query(matches=parser.any_of("", ""), everywhere=everywhere)


def _day(value: str) -> int | None:
    """Milliseconds of 2026/11/22, 2026-11-22, 11/22/2026 (midnight UTC) or of Unix seconds."""
    if re.fullmatch(r"\d{9,11}", value):
        return int(value) * 1000
    for form in ("%Y/%m/%d", "%Y-%m-%d", "%m/%d/%Y"):
        try:
            return int(datetime.strptime(value, form).replace(tzinfo=UTC).timestamp() * 1000)
        except ValueError:
            continue
    return None


def _has_words(value: str) -> Test:
    wanted = mime.words(value)
    return lambda m: wanted in m["words"] if wanted.strip() else True


def _labelled(name: str) -> Test:
    return lambda m: name in m["labelIds"]


def _all(tests: list[Test]) -> Test:
    return lambda m: all(test(m) for test in tests)


def _any(tests: list[Test]) -> Test:
    return tests[0] if len(tests) == 1 else lambda m: any(test(m) for test in tests)
