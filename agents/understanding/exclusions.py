"""What a wish leaves out: "everything on Friday except the review"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from agents.query import Operation

# Other writes may hold such words in what they say: "tell Bo that all but one came".
TAKES_AWAY: Final[frozenset[Operation]] = frozenset(
    {"archive_email", "trash_email", "label_email", "delete_event", "respond_event"}
)
NAMES_PEOPLE: Final[frozenset[Operation]] = frozenset({"share_file", "send_email", "draft_email"})
_BUT: Final = (
    r"except(?:ing)?(?: for)?|apart from|aside from|other than|save for|with the exception of"
    r"|excluding|besides|(?:but|and|just|only)?\s*(?:do not|don['’]?t|never)\s+(?:touch|delete"
    r"|bin|cancel|archive|remove|include)|but\s+(?:not|keep|leave|spare)|(?:and|only|but)\s+keep"
    r"|keep(?:ing)?|leaving|not(?=\s+(?:the|my|those|any|anything|what|mails?|e-?mails?)\b)"
    r"|außer|bis auf|sauf|à part|excepto|salvo|menos|aparte de"
)
_LEFT_OUT: Final = re.compile(
    rf"(?:\s*[,;(–-]\s*|\s+)(?:{_BUT})\s+(?P<what>[^,;.!?)]+)\)?", re.IGNORECASE
)
_NEEDED: Final = re.compile(
    r"\s*[,;.–-]\s*(?:but\s+)?(?:i|we)\s+(?:do\s+|still\s+|will\s+)*(?:need|want|read|like)"
    r"(?:\s+to keep)?\s+(?P<what>[^,;.!?)]+)",
    re.IGNORECASE,
)
# "Tell Ana and Bo, but not Cem, that": a name between commas, or behind "not with".
_NOT_WHOM: Final = re.compile(
    r",?\s+(?:but\s+)?not\s+(?:(?:with|to)\s+)?(?P<what>[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)?)"
    r"(?:,(?=\s)|(?=[.!?]?$))"
)
_ALL_BUT: Final = re.compile(r"\b(?P<all>all|every\w*)\s+but\s+(?P<what>[^,;.!?)]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """The wish without its exclusion, and the words of what shall be spared."""

    rest: str
    what: str


def exclusion_in(text: str) -> Exclusion | None:
    """None where nothing is left out, or nothing else is said."""
    found = _ALL_BUT.search(text)
    if found:
        return Exclusion(f"{text[: found.start()]}everything{text[found.end() :]}", found["what"])
    found = _LEFT_OUT.search(text) or _NEEDED.search(text)
    rest = f"{text[: found.start()]}{text[found.end() :]}".strip() if found else ""
    return Exclusion(rest, found["what"].strip()) if found and len(rest.split()) > 1 else None


def without_whom(text: str) -> str | None:
    """The wish without the person whom it shall not reach. None where nobody is named so."""
    found = _NOT_WHOM.search(text)
    return f"{text[: found.start()]}{text[found.end() :]}" if found else None
