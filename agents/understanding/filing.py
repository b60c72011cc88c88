"""Whose a file is, who shared it, and with whom: "the decks Ana shared with me"."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding import people
from agents.understanding.claims import Claims

_NAME: Final = r"(?P<name>[^\W\d_][\w.-]*(?: [^\W\d_][\w.-]*){0,4}?|[\w.+%-]+@[\w.-]+)"
_ME: Final = r"(?:me|us|my team|our team)"
_SHARED_BY: Final = (
    rf"\b(?:did|has|have|does) {_NAME} (?:share|shared)(?: \w+)?(?: (?:with|to) {_ME})?\b",
    rf"\b(?:that |which |, )?{_NAME} (?:has |have |had |just |recently )?shared"
    rf"(?: \w+)? (?:with|to) {_ME}\b",
    rf"\bshared (?:(?:with|to) {_ME} )?by {_NAME}(?=$|[?.!,]| (?:with|to|last|this|on|in|about)\b)",
    rf"\b{_NAME} (?:gave|granted|given|give) {_ME} access\b",
)
_SHARED_WITH: Final = (
    rf"\bshared?(?: \w+)? (?:with|to) {_NAME}(?=$|[?.!,]| (?:last|this|on|in|about|and|yet)\b)",
    rf"\bcan {_NAME} (?:see|edit|open|access|view|read|comment)\b",
    rf"\b{_NAME} (?:can|could|may|is able to) (?:see|edit|open|access|view|read|comment)\b",
    rf"\b(?:does|do) {_NAME} have access\b",
    rf"\b{_NAME} has access\b",
    rf"\b(?:visible|accessible|available|open) (?:to|for) {_NAME}(?=$|[?.!,])",
)
_OWNED: Final = (
    rf"\b(?:owned|created|made|written|authored|uploaded|prepared|started) by {_NAME}"
    r"(?=$|[?.!,]| (?:last|this|on|in|about|since|for|yesterday|today)\b)",
    rf"\b(?:that |which )?{_NAME} (?:owns|owned|created|made|wrote|uploaded|authored|prepared"
    r"|drafted)\b",
    rf"\bbelong(?:s|ing)? to {_NAME}(?=$|[?.!,])",
    rf"\b(?:did|has) {_NAME} (?:create|created|make|made|write|written|upload|uploaded|author)\b",
    rf"\b{_NAME}'s? (?:\w+ )?(?:files?|docs?|documents?|decks?|slides|presentations?|spreadsheets?"
    r"|sheets?|pdfs?|folders?)\b",
)


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


# In the order in which they are tried: "shared with me by Ana" is no "shared with".
ROLES: Final[tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]] = (
    ("shared_by", _compiled(*_SHARED_BY)),
    ("shared_with_person", _compiled(*_SHARED_WITH)),
    ("owner", _compiled(*_OWNED)),
)
DIRECTIONS: Final = {"shared_by": "from", "shared_with_person": "to", "owner": "from"}


def find_role(claims: Claims) -> tuple[str, str] | None:
    """The role and the name of the person that a question about files speaks of, claimed."""
    for role, patterns in ROLES:
        for pattern in patterns:
            for found in pattern.finditer(claims.text):
                span = _name_in(claims, *found.span("name"))
                if span:
                    claims.claim(span[0], found.end())
                    return role, claims.text[span[0] : span[1]]
    return None


def _name_in(claims: Claims, start: int, end: int) -> tuple[int, int] | None:
    """The name at the end of what matched: of "the greenhouse deck Ana" only "Ana"."""
    if people.ADDRESS.fullmatch(claims.text, start, end):
        return start, end
    words = [w for w in claims.words if w.start >= start and w.end <= end]
    if not words or not claims.free(start, end):
        return None
    if not claims.text[start:end].islower():
        named = [w for w in words if people.is_name(w)]
        if not named or named[-1] is not words[-1]:
            return None
        first = words.index(named[-1])
        while first and people.is_name(words[first - 1]):
            first -= 1
        return words[first].start, words[-1].end
    last = words[-1]
    return (last.start, last.end) if people.could_be_name(last) else None
