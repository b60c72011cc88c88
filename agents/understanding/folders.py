"""What lies in a folder: "what's in the invoices folder", "which PDFs are in the folder Plans"."""

from __future__ import annotations

import re
from typing import Any, Final

from agents.query import READ_OPERATIONS, Intent, Operation
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
    if found is None or set(found["name"].split()) & _OF_MAIL:
        return None
    claims = Claims(f"{wish[: found.start()]} {wish[found.end() :]}")
    kinds = [(w, FILE_TYPES[w.low]) for w in claims.left() if w.low in FILE_TYPES]
    for word, _ in kinds:
        claims.claim(word.start, word.end)
    rest = [w for w in topic_of(claims).split() if w.lower() not in _SAYS_NOTHING]
    entities: dict[str, Any] = {
        "shape": "folder",
        "folder": found["name"],
        "topic": " ".join(rest),
        "file_types": [kind for _, kind in kinds if kind not in ("folder", "file")],
    }
    kept = {name: value for name, value in entities.items() if value not in ("", [], False)}
    return Intent(("gdrive",), "search", kept, confidence=CONFIDENCE)
