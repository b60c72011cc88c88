"""The people that a command names right after its verb: "tell ana and bo that ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from agents.understanding import roles, spelling
from agents.understanding.lexicon import COMMAND_WORDS, RELATIONS, STOP_WORDS
from agents.understanding.people import ADDRESS, could_be_name
from agents.understanding.wording import words_of

_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*\.?")
_NEXT: Final = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s(?:and|plus)\s+(?:also\s+)?|\s*&\s*)", re.I)
_LONGEST: Final = 4
# After a second word of a name in lower case what is said begins with one of these.
_BEGINS: Final = re.compile(
    r"[\s,:]+(?:that|i|i'\w+|i’\w+|im|we|we'\w+|the|to|about|it|it's|he|she|they|there|my|our|if"
    r"|whether|where|when|how|what|why|know|see|a|an|saying|for|as|and|edit|view|read|write|comment"
    r"|full|access|rights?|permissions?)\b",
    re.IGNORECASE,
)
# After it only a word that is no everyday one: "ilse berg on friday", not "bo lunch at one".
_FOLLOWS: Final = re.compile(
    r"[\s,:]+(?:on|at|next|this|in|from|with|to|off|can|can't|will|won't|should|shouldn't|is|isn't"
    r"|has|no|doesn't|needs?|wants?|which|what|who|when|where|whether|if|how|that|for|about|not"
    r"|to-?day|to-?morrow|to-?night"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|'s\b|\s*[,.!?:]|$",
    re.IGNORECASE,
)
_INITIAL: Final = re.compile(  # "ilse b"
    r"\s(?:[b-hj-z]|a(?=\s+(?:for|that|to|about|on|and|know)\b|\s*[:,.]|$))(?=\s|[:,.]|$)", re.I
)
_TO_THEM: Final = re.compile(r"\s+(?:him|her|them)\b", re.IGNORECASE)  # "and thank her"
_NO_SURNAMES: Final = frozenset(
    {
        "added",
        "invited",
        "along",
        "involved",
        "ought",
        "should",
        "needs",
        "wants",
        "really",
        "sadly",
    }
)
PRONOUNS: Final = frozenset({"him", "her", "them", "both"})
# "The inspection mail saying ..." is a thing, not somebody.
_THINGS: Final = frozenset(
    {"mail", "email", "e-mail", "mails", "emails", "message", "messages", "thread", "letter"}
    | {"note", "invitation", "invite", "question", "conversation", "reply", "answer", "one"}
)
_NOBODY: Final = frozenset(
    {"me", "us", "you", "it", "everything", "yourself", "myself", "alexa"}
    | {"siri", "google", "cortana", "olly"}
)
_EVERYBODY: Final = re.compile(
    r"(?:everyone|everybody|all|the (?:whole|entire) \w+|(?:all )?the (?:guests|participants"
    r"|attendees|invitees))"
    r"(?: (?:who(?: is|'s| are) )?(?:in|on|from|at|of|coming to|going to|invited to|attending)"
    r" (?:the|my|our|\w+'s) [\w'-]+(?: [\w'-]+)??)?"
    r"(?=\s+(?:that|know|about|to|the|we|i|it|our|my|off|from|by)\b|\s*[:,])",
    re.IGNORECASE,
)
_THE_ROLE: Final = re.compile(
    rf"(?:the|my|our)\s+(?:kids'? |children's )?{roles.ROLE}(?=\s|[:,.!?]|$)"
    r"(?!\s+(?:mail|e-?mail|message|letter|thread|account|trip|review|meeting)s?\b)",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"(?:the|my|our)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """The people as a phrase in which every name is capitalised, and where the text goes on."""

    phrase: str
    end: int


def named(text: str, start: int = 0) -> Named | None:
    """Who is named from `start` on; None where nobody is."""
    found: list[str] = []
    position = start
    while True:
        one = _one(text, position)
        if one is None:
            break
        found.append(one[0])
        position = one[1]
        more = _NEXT.match(text, position)
        if more is None or _goes_on(text, more.end()):
            break
        position = more.end()
    if not found:
        return None
    return Named(" and ".join(", ".join(found).rsplit(", ", 1)), position)


def _goes_on(text: str, start: int) -> bool:
    """Whether what follows an "and" is no further name but what else shall be done."""
    word = _WORD.match(text, start)
    if word is None or _one(text, start) is None or word.group() in COMMAND_WORDS:
        return True
    return bool(_TO_THEM.match(text, word.end()))


def _one(text: str, start: int) -> tuple[str, int] | None:
    address = ADDRESS.match(text, start)
    if address:
        return address.group(), address.end()
    if relation := _relation(text, start):
        return relation
    if firm := _FIRM.match(text, start):
        words = firm["name"].split()
        if not any(word.lower() in _NOBODY | STOP_WORDS | _THINGS for word in words):
            return " ".join(word[:1].upper() + word[1:] for word in words), firm.end()
    first = _WORD.match(text, start)
    if first is None or _is_no_name(first.group()) or text[first.end() :].startswith("@"):
        return None
    if first.group().lower() in PRONOUNS:
        return first.group().lower(), first.end()
    last = _last_capital(text, first) if first.group()[0].isupper() else _second(text, first)
    words = text[start : last.end()].split()
    return " ".join(word[:1].upper() + word[1:] for word in words), last.end()


# "The library": a firm or a school by its name, where what is said to it follows.
_FIRM: Final = re.compile(
    r"the\s+(?P<name>(?!whole|entire|other|same|first|last|next|meeting|team)[^\W\d_][\w&-]+"
    r"(?: (?!that\b|for\b|if\b|to\b|about\b|saying\b|whether\b)[^\W\d_][\w&-]+){0,2})"
    r"(?=\s+(?:that (?!i (?:sent|wrote|got|have)\b|was\b|is\b)|saying\b|to say\b|whether\b|if "
    r"(?:i|we|they)\b"
    r"|for the\b|and (?:say|tell)\b)|:)",
    re.IGNORECASE,
)


def _relation(text: str, start: int) -> tuple[str, int] | None:
    """ "my boss", "the landlord": asked about later, as it is no name."""
    if found := _EVERYBODY.match(text, start):
        return found.group(), found.end()
    if found := _THE_ROLE.match(text, start):
        return found.group(), found.end()
    article = _ARTICLE.match(text, start)
    word = _WORD.match(text, article.end()) if article else None
    if article is None or word is None or word.group().lower() not in RELATIONS:
        return None
    return text[start : word.end()], word.end()


def _is_no_name(word: str) -> bool:
    low = word.lower()
    if low in PRONOUNS:
        return False
    if low in _NOBODY or low in STOP_WORDS or "'" in low[:-2]:
        return True
    return word == low and not all(could_be_name(part) for part in words_of(word))


def _last_capital(text: str, first: re.Match[str]) -> re.Match[str]:
    last = first
    for _ in range(_LONGEST - 1):
        word = (
            _WORD.match(text, last.end() + 1) if text[last.end() : last.end() + 1] == " " else None
        )
        if word is None or not word.group()[0].isupper() or _is_no_name(word.group()):
            break
        last = word
    return last


def _second(text: str, first: re.Match[str]) -> re.Match[str]:
    """In lower case a second word is a name where what is said begins right after it."""
    if text[first.end() : first.end() + 1] != " ":
        return first
    if initial := _INITIAL.match(text, first.end()):
        return initial
    word = _WORD.match(text, first.end() + 1)
    if word is None or _is_no_name(word.group()) or word.group() in _NO_SURNAMES:
        return first
    if _FOLLOWS.match(text, word.end()) and not spelling.is_common(word.group()):
        return word
    return word if _BEGINS.match(text, word.end()) else first
