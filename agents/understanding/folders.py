"""What lies in a folder: "what's in the invoices folder", "which PDFs are in the folder Plans"."""

from __future__ import annotations

import re
from typing import Any, Final

from agents.query import READ_OPERATIONS, Intent, Operation
from agents.understanding import filing
from agents.understanding.claims import Claims
from agents.understanding.entities import topic_of
from agents.understanding.lexicon import FILE_TYPES
from agents.understanding.wording import request

CONFIDENCE: Final = 0.85
_FOLDER: Final = r"(?:sub-?folders?|folders?|director(?:y|ies)|ordner|dossier|carpeta)"
_IN: Final = r"(?:in|inside|within|into|under|of|from|does|do|im|dans|en)"
_WORD: Final = (
    r"(?!(?:the|my|our|this|that|which|what|is|are|in|a|any|have|has|do|i|we)\b)[\w&.'-]+"
)
# "The invoices folder", and "the folder called Invoices".
_BEFORE: Final = re.compile(
    rf"\b{_IN} (?:(?:the|my|our) )?(?P<name>{_WORD}(?: {_WORD}){{0,3}}?) {_FOLDER}\b",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"\b{_IN} (?:(?:the|my|our) )?{_FOLDER} (?:(?:called|named|titled|for|about|with|on|of) )?"
    rf"[\"']?(?:the |my |our )?(?P<name>{_WORD}(?: {_WORD}){{0,3}}?)[\"']?(?=[?.!,]|$)",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    rf"^(?:open|show|list|browse|look in(?:to|side)?|go (?:in)?to)(?: me)? (?:the |my |our )?"
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}}?) {_FOLDER}[?.! ]*$",
    re.IGNORECASE,
)
_DRIVE: Final = re.compile(
    r"^(?:and |so )?(?:what (?:else |files |docs |documents )?(?:have|do|did) (?:we|i) (?:got|have"
    r"|keep|save)(?: saved| stored)?|anything|(?:list|show)(?: me)? (?:everything|all|what's)"
    r"|what(?:'s| is)(?: there)?) (?P<place>(?:in|on) (?:(?:my|our|the) )?(?:google )?drive)\b"
)
_OF_MAIL: Final = frozenset(
    {"inbox", "sent", "spam", "junk", "trash", "bin", "drafts", "draft", "archive", "mail", "label"}
    | {"starred", "outbox", "deleted"}
)
_SAYS_NOTHING: Final = frozenset(
    {"contents", "content", "contain", "contains", "hold", "holds", "inside", "keep", "kept"}
    | {"stuff", "things", "everything", "anything", "something", "lies", "lie", "sits", "there"}
    | {"store", "stored", "save", "saved", "put", "items", "item", "lot", "whole"}
)
_MAILS: Final = re.compile(r"\b(?:e-?mails?|mails?|messages?|threads?|label)\b", re.IGNORECASE)


def read(text: str, operation: Operation) -> Intent | None:
    """The question for what lies in a folder, or for a thing in it; `None` for any other."""
    if operation not in READ_OPERATIONS | {"unsupported"} or _MAILS.search(text):
        return None
    wish = request(text)
    found = _ALONE.search(wish) or _AFTER.search(wish) or _BEFORE.search(wish)
    if found is None:
        return _on_drive(wish)
    if set(found["name"].split()) & _OF_MAIL:
        return None
    entities: dict[str, Any] = {
        "shape": "folder",
        "folder": found["name"],
        **_what(f"{wish[: found.start()]} {wish[found.end() :]}"),
    }
    kept = {name: value for name, value in entities.items() if value not in ("", [], False)}
    return Intent(("gdrive",), "search", kept, confidence=CONFIDENCE)


def _what(rest: str) -> dict[str, Any]:
    """What the files are about, and of which kinds they are."""
    claims = Claims(rest)
    kinds = [(w, FILE_TYPES[w.low]) for w in claims.left() if w.low in FILE_TYPES]
    for word, _ in kinds:
        claims.claim(word.start, word.end)
    words = [w for w in topic_of(claims).split() if w.lower() not in _SAYS_NOTHING]
    return {
        "topic": " ".join(words),
        "file_types": [kind for _, kind in kinds if kind not in ("folder", "file")],
    }


def _on_drive(wish: str) -> Intent | None:
    """ "What have we got on Drive about the pier?": where it says to look for what it is about."""
    found = _DRIVE.match(wish)
    if found is None:
        return None
    what = _what(f"{wish[: found.start('place')]} {wish[found.end() :]}")
    if not what["topic"] or filing.ACCESS.search(wish):
        return None
    kept = {name: value for name, value in what.items() if value}
    return Intent(("gdrive",), "search", {**kept, "shape": "list"}, confidence=CONFIDENCE)
