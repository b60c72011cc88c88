"""Drive's search terms (developers.google.com/workspace/drive/api/guides/ref-search-terms)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from accounts.google.simulator import cabinet, mime
from accounts.google.simulator.errors import ApiError, invalid
from accounts.google.simulator.store import Json

Test = Callable[[Json], bool]
TOKEN = re.compile(r"\s*(?:'((?:\\.|[^'\\])*)'|(!=|<=|>=|=|<|>|\(|\))|([A-Za-z][\w.]*))")
COMPARE: dict[str, Callable[[datetime, datetime], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
TIMES = ("modifiedTime", "createdTime", "viewedByMeTime", "sharedWithMeTime")


@dataclass
class _Parser:
    tokens: list[tuple[str, str]]
    email: str
    at: int = 0

    def expression(self) -> Test:
        tests = [self.conjunction()]
        while self.takes("or"):
            tests.append(self.conjunction())
        return lambda r: any(test(r) for test in tests)

    def conjunction(self) -> Test:
        tests = [self.negation()]
        while self.takes("and"):
            tests.append(self.negation())
        return lambda r: all(test(r) for test in tests)

    def negation(self) -> Test:
        if self.takes("not"):
            test = self.negation()
            return lambda r: not test(r)
        if self.takes("("):
            test = self.expression()
            if not self.takes(")"):
                raise _bad()
            return test
        return self.comparison()

    def comparison(self) -> Test:
        kind, left = self.take()
        _, operator = self.take()
        _, right = self.take()
        if kind == "text":
            if operator != "in":
                raise _bad()
            return self.member(left, right)
        return self.field(left, operator, right)

    def member(self, value: str, collection: str) -> Test:
        wanted = cabinet.root_id(self.email) if value == "root" else value
        address = self.email if value == "me" else value.lower()
        if collection == "parents":
            return lambda r: wanted in r["file"].get("parents", [])
        roles = {
            "owners": ("owner",),
            "writers": ("owner", "writer", "fileOrganizer"),
            "readers": ("owner", "writer", "commenter", "reader"),
        }.get(collection)
        if roles is None:
            raise _bad()
        return lambda r: any(
            p.get("emailAddress", "").lower() == address and p["role"] in roles
            for p in r["permissions"]
        )

    def field(self, name: str, operator: str, value: str) -> Test:
        if name in TIMES:
            return _time(name, operator, value)
        if name in ("trashed", "starred", "sharedWithMe"):
            wanted = (value.lower() == "true") == (operator == "=")
            return lambda r: bool(self.flag(r, name)) == wanted
        if name == "fullText" and operator == "contains":
            wanted_words = mime.words(value)
            return lambda r: wanted_words in mime.words(r["file"]["name"]) + r["words"]
        if name in ("name", "mimeType", "visibility") and operator in ("=", "!=", "contains"):
            return _text(name, operator, value)
        raise _bad()

    def flag(self, record: Json, name: str) -> bool:
        if name == "sharedWithMe":
            return not any(
                p.get("emailAddress", "").lower() == self.email and p["role"] == "owner"
                for p in record["permissions"]
            )
        return bool(record["file"].get(name, False))

    def takes(self, word: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at] == ("word", word):
            self.at += 1
            return True
        return False

    def take(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise _bad()
        self.at += 1
        return self.tokens[self.at - 1]


def parse(text: str, *, email: str) -> Test:
    """A predicate on records; everything when there is no q. Raises ApiError 400."""
    if not text.strip():
        return lambda r: True
    parser = _Parser(tokens=_tokens(text), email=email)
    test = parser.expression()
    if parser.at != len(parser.tokens):
        raise _bad()
    return test


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if match is None:
            raise _bad()
        if match[1] is not None:
            found.append(("text", re.sub(r"\\(.)", r"\1", match[1])))
        else:
            word = match[2] or match[3]
            lower = word.lower()
            found.append(("word", lower if lower in ("and", "or", "not") else word))
        at = match.end()
    return found


def _text(name: str, operator: str, value: str) -> Test:
    wanted = value.casefold()

    def test(record: Json) -> bool:
        held = str(record["file"].get(name, "")).casefold()
        if operator == "contains":  # names match by the beginnings of words
            if name != "name":
                return held.startswith(wanted)
            return bool(re.search(rf"(?<![^\W_]){re.escape(wanted)}", held))
        return (held == wanted) == (operator == "=")

    return test


def _time(name: str, operator: str, value: str) -> Test:
    try:
        limit = datetime.fromisoformat(value)
    except ValueError as error:
        raise _bad() from error
    limit = limit if limit.tzinfo else limit.replace(tzinfo=UTC)
    compare = COMPARE.get(operator)
    if compare is None:
        raise _bad()

    def test(record: Json) -> bool:
        held = record["file"].get(name)
        return held is not None and compare(datetime.fromisoformat(held), limit)

    return test


def _bad() -> ApiError:
    return invalid("Invalid Value", parameter="q")
