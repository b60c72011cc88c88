"""What a wish leaves out: "everything on Friday except the review"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from agents.query import Operation

# Other writes may hold such words in what they say: "tell Bo that all but one came".
TAKES_AWAY: Final[frozenset[Operation]] = frozenset(
    {"archive_email", "trash_email", "label_email", "delete_event"}
)
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
    found = _LEFT_OUT.search(text)
    rest = f"{text[: found.start()]}{text[found.end() :]}".strip() if found else ""
    return Exclusion(rest, found["what"].strip()) if found and len(rest.split()) > 1 else None
