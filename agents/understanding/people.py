"""Who is meant: names and addresses that the person typed, and their part in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from agents.understanding import roles
from agents.understanding.claims import Claims
from agents.understanding.honorifics import TITLES
from agents.understanding.lexicon import (
    COMMAND_WORDS,
    DATE_WORDS,
    FIELD_WORDS,
    FILE_TYPES,
    RELATIONS,
    SERVICE_WORDS,
    STOP_WORDS,
)
from agents.understanding.wording import Word

ADDRESS: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+", re.UNICODE)

# Before a name; what the name then is. "did" and its kind need a verb of saying after the name.
_CUES: Final[dict[str, str]] = {
    "from": "from", "by": "from", "von": "from", "did": "from", "does": "from", "has": "from",
    "do": "from", "have": "from",
    "to": "to", "tell": "to", "ask": "to", "email": "to", "mail": "to", "message": "to",
    "copy": "to", "inform": "to", "let": "to", "cc": "to", "bcc": "to", "an": "to", "give": "to",
    "owe": "to", "answered": "to",
    "notify": "to", "write": "to", "answer": "to", "send": "to", "forward": "to", "à": "to",
    "with": "with", "meet": "with", "see": "with", "seeing": "with",
    "invite": "with", "add": "with", "mit": "with",
    "avec": "with", "con": "with", "and": "", "&": "", "is": "with", "are": "with",
}  # fmt: skip
_ONLY_CAPITALISED: Final = frozenset(
    {"is", "are", "by", "see", "and", "&", "add", "give", "send", "an", "has"}
)
_SAYING: Final = re.compile(
    r"\s+(?:\w+ly |ever |already |also )?(?:say|said|write|written|wrote|tell|told|mention"
    r"|mentioned"
    r"|reply|replied|answer|answered|send|sent|mail|email|emailed|mailed|think|want|ask|asked"
    r"|respond|responded|agree|agreed|confirm|confirmed|accept|accepted|decline|promise|share"
    r"|shared|own|change|need|propose|proposed|suggest|suggested|call|forward|expect|expecting"
    r"|expected|require|requested|waiting|asking|wanting|requesting|hear|know|reckon"
    r"|make of"
    r"|object|complain|warn|insist|explain|apologi[sz]e|come back with|came back with|get back"
    r"|got back)\b",
    re.IGNORECASE,
)
_THEIRS: Final = re.compile(
    r"'s?\s+(?:last |latest |newest |long |short |first |e-?)?(?:letters?|notes?|questions?"
    r"|requests?|offers?|complaints?|suggestions?|ideas?|invitation|mails?|e-?mails?|messages?"
    r"|reply|replies"
    r"|answers?"
    r"|feedback|response|comments?|opinion|thoughts|newsletters?|attachments?|invoices?)\b",
    re.IGNORECASE,
)
# "What did Ana from accounts write?"
_OF_WHICH: Final = re.compile(
    r"\b(?:did|does|has|from|to|what) (?!the\b|my\b)[^\W\d_][\w-]*"
    r"(?P<from> (?:from|in|at) (?:the )?(?P<which>[\w-]+(?: team| department)?))"
    r"(?= (?:say|said|write|wrote|written|tell|told|send|sent|think|ask|asked|want|mean|reply"
    r"|replied|answer|answered|mention|need)\b|[?. ]*$)",
    re.IGNORECASE,
)
# "What do Ana and Bo each think?"
_AND_OTHERS: Final = re.compile(
    r"^(?:,? (?:and|or|&) (?!i\b|we\b|you\b|the\b)[^\W\d_][\w-]*(?: [A-Z][\w-]*)?)+(?: each| both)?"
    r"|^ (?:each|both)(?= )"
)
_ON: Final = frozenset({"about", "regarding", "concerning"})
_PARTICLES: Final = frozenset(
    {"van", "der", "den", "de", "da", "del", "di", "von", "la", "le", "bin", "al", "el", "ten"}
)
_NO_NAMES_EITHER: Final = frozenset(
    {"the", "a", "an", "my", "our", "your", "their", "his", "her", "this", "that", "work", "home"}
    | {"school", "office", "google", "noon", "eur", "usd", "gbp", "english", "german", "pm", "am"}
)
_NO_NAMES: Final = (
    STOP_WORDS | COMMAND_WORDS | DATE_WORDS | FIELD_WORDS | RELATIONS | frozenset(FILE_TYPES)
    | frozenset().union(*SERVICE_WORDS.values()) | _NO_NAMES_EITHER
)  # fmt: skip
_ADDRESSED: Final = SERVICE_WORDS["gmail"] | {
    "sent", "wrote", "written", "write", "forwarded", "replied", "reply", "addressed", "shared",
    "answered", "send",
}  # fmt: skip
_TRAVELS: Final = frozenset({"flight", "flights", "train", "trip", "bus", "ferry", "travel", "fly"})
_TOWARDS: Final = _TRAVELS | {"invitation", "invite", "visit", "journey", "move", "way", "tour"}
_REPLIES: Final = frozenset({"answer", "reply", "respond", "accept", "decline"})
_BEING: Final = re.compile(r"\s+(?:free|available|busy|coming|joining|attending|in the office)\b")
# Verbs of saying of other languages: the first name of the sentence is who said it.
_SAID_ABROAD: Final = re.compile(
    r"\b(?:gesagt|geschrieben|sagte|schrieb|a dit|a écrit|dijo|escribió|dedi|yazdı|söyledi)\b"
)
# "Send ana an e-mail": a name in lower case.
_GIVES: Final = re.compile(
    r"(?:please )?(?:send|write|drop|give|shoot|show|forward) (?P<name>[^\W\d_]+) "
    r"(?:an?|the|my|this|that|our|another) ",
    re.IGNORECASE,
)
MAX_NAME_WORDS = 4
_SAYS: Final = _SAYING.pattern.removeprefix(r"\s+")
_ROLE_CUES: Final = tuple(
    (direction, re.compile(pattern, re.IGNORECASE))
    for direction, pattern in (
        ("with", rf"\b(?:i|we)(?:'ve)? (?:\w+ ){{0,3}}?with (?P<name>{roles.THE_ROLE})\b"),
        ("to", rf"\b(?:i|we)(?:'ve)? (?:\w+ ){{0,3}}?(?:to|answer(?:ed)?|thank(?:ed)?|tell"
               rf"|told"
               rf"|promis\w+|ask(?:ed)?|owe|informed?|e?-?mail(?:ed)?)(?: to)?"
               rf" (?P<name>{roles.THE_ROLE})\b"),
        ("from", rf"\b(?:from|by|off) (?P<name>{roles.THE_ROLE})\b"),
        ("from", rf"\b(?:waiting|chasing|wait) (?:for|on) (?P<name>{roles.THE_ROLE})\b"),
        ("from", rf"\b(?:did|does|do|has|have)(?:n't)? (?P<name>{roles.THE_ROLE})"
                 rf"(?= (?:\w+ ){{0,2}}?(?:{_SAYS}|writ\w+|get|got|been in))"),
        ("from", rf"\b(?P<name>{roles.THE_ROLE})'s? (?=(?:last |latest |newest |first |e-?)?"
                 rf"(?:mails?"
                 r"|messages?|letters?|reply|answer|response|offer|reminder|invoice|bill)\b)"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class People:
    """`names` as said, in order; `direction` of the first (`from`, `to`, `with`) or `None`;
    `which` says who of a name is meant ("Ana from accounts")."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    direction: str | None
    which: str = ""


def find_people(
    claims: Claims, *, writes: bool, cues: frozenset[str], lower_cased: bool = True
) -> People:
    """Claims the names that follow one of the `cues` directions, and all addresses.

    A lower-cased word counts as a name only where nothing in the text is capitalised; without
    `lower_cased` only after "with" ("remind me to water the plants" names nobody).
    """
    addresses = tuple(dict.fromkeys(m.group() for m in ADDRESS.finditer(claims.text)))
    direction = None
    for found in ADDRESS.finditer(claims.text):
        direction = direction or _address_direction(claims.text[: found.start()])
        claims.claim(*found.span())
    which = "" if writes else _which(claims)
    names: list[str] = []
    given = _GIVES.match(claims.text) if writes else None
    if given and could_be_name(_first_word(claims, given)) and claims.free(*given.span("name")):
        claims.claim(*given.span("name"))
        names, direction = [given["name"]], direction or "to"
    for name, role in _named(claims, writes, cues, lower_cased):
        direction = (role or None) if direction is None else direction
        if name not in names:
            names.append(name)
    if not names and "from" in cues and _SAID_ABROAD.search(claims.text):
        names = _first_name(claims)
        direction = "from" if names else direction
    return People(tuple(names), addresses, direction, which)


def find_role(claims: Claims) -> tuple[str, str] | None:
    """Who is called by what they are to the person, claimed, and the direction of their mail: in
    "has the bank answered", "did I write to our landlord"."""
    for direction, pattern in _ROLE_CUES:
        found = pattern.search(claims.text)
        if found and claims.free(*found.span("name")):
            claims.claim(*found.span("name"))
            return found["name"], direction
    return None


def _which(claims: Claims) -> str:
    """Claims what tells one of a name from another, between the name and what they did."""
    found = _OF_WHICH.search(claims.text)
    if not found or not claims.free(*found.span("which")):
        return ""
    claims.claim(*found.span("from"))
    return found["which"]


def _first_word(claims: Claims, found: re.Match[str]) -> Word:
    return next(word for word in claims.words if word.start == found.start("name"))


def _first_name(claims: Claims) -> list[str]:
    for position, word in enumerate(claims.words):
        length = _name_length(claims.words, position, claims.text)
        if length and word.low not in _NO_NAMES:
            start, end = word.start, claims.words[position + length - 1].end
            claims.claim(start, end)
            return [claims.text[start:end]]
    return []


def _named(
    claims: Claims, writes: bool, cues: frozenset[str], lower_cased: bool
) -> Iterator[tuple[str, str]]:
    words = claims.words
    cased = any(is_name(w) and w.start > 0 for w in words)
    position = 0
    after_name = False
    while position < len(words):
        end = position + 1
        cue = _CUES.get(words[position].low)
        if cue and [w.low for w in words[end : end + 2]] == ["the", "other"]:
            end += 2  # "from the other Ana"
        length = 0
        if cue is not None and (cue in cues or (cue == "" and after_name)):
            length = _name_length(words, end, claims.text)
            if not length and not cased and (lower_cased or cue == "with"):
                length = _lower_length(words, position) or _one_more(claims, words, position)
            if length and not _fits(claims, words, position, end, end + length - 1, writes):
                length = 0
        if not length and "from" in cues:
            length = _possessor(claims, words, position)
            end, cue = (position, "from") if length else (end, cue)
        if length:
            start, last = words[end].start, words[end + length - 1].end
            claims.claim(start, last)
            yield claims.text[start:last], cue or ""
            position = end + length
            after_name = True
            if position < len(words) and "," in claims.text[last : words[position].start]:
                yield from _list_continues(claims, words, position)
        else:
            after_name = False
            position += 1


def _list_continues(claims: Claims, words: list[Word], position: int) -> Iterator[tuple[str, str]]:
    """The further names of "Ana, Bo and Cy"."""
    length = _name_length(words, position, claims.text)
    if length:
        start, last = words[position].start, words[position + length - 1].end
        if claims.free(start, last):
            claims.claim(start, last)
            yield claims.text[start:last], ""


def _name_length(words: list[Word], start: int, text: str) -> int:
    """How many words from `start` on are one capitalised name."""
    length = 0
    while start + length < len(words) and length < MAX_NAME_WORDS:
        word = words[start + length]
        gap = text[words[start + length - 1].end : word.start] if start + length else ""
        if length and gap.strip(" .&"):
            break
        particle = length and word.low in _PARTICLES
        if not particle and (not word.text[0].isupper() or word.low in _NO_NAMES - {"may"}):
            break
        length += 1
    while length and words[start + length - 1].low in _PARTICLES | TITLES:
        length -= 1
    return length


def _lower_length(words: list[Word], cue: int) -> int:
    """One word, or a title and a word, where nobody used capitals."""
    start = cue + 1
    if start >= len(words) or words[cue].low in _ONLY_CAPITALISED:
        return 0
    low = words[start].low
    if low in TITLES and start + 1 < len(words):
        return 2
    if not low.isalpha() or low in _NO_NAMES or len(low) < 2:
        return 0
    # "from harbour bank about the loan": two words, as nothing else stands before "about"
    following = [word.low for word in words[start + 1 : start + 3]]
    return 1 + int(
        len(following) == 2
        and following[1] in _ON
        and following[0].isalpha()
        and following[0] not in _NO_NAMES
    )


def _one_more(claims: Claims, words: list[Word], joint: int) -> int:
    """The second of "do ana and bo agree", where nobody used capitals."""
    if words[joint].low not in ("and", "&", "or") or joint + 1 >= len(words):
        return 0
    name = words[joint + 1]
    rest = _AND_OTHERS.sub("", claims.unclaimed()[name.end :])
    return int(could_be_name(name) and bool(_SAYING.match(rest)))


def _fits(claims: Claims, words: list[Word], cue: int, first: int, last: int, writes: bool) -> bool:
    if not claims.free(words[first].start, words[last].end):
        return False
    word = words[cue].low
    before = words[cue - 1].low if cue else ""
    if word == "to" and before in _TOWARDS and words[0].low in _REPLIES:
        return False  # "answer Ana's invitation to Rome"
    if word == "to" and not writes:
        return before in _ADDRESSED
    if word == "from" and before in _TRAVELS:
        return False
    if word in ("is", "are"):
        return any(way.match(claims.text, words[last].end) for way in (_BEING, _SAYING))
    if word in ("owe", "answered"):
        return True
    if word == "answer" and not writes:
        return before in ("i", "to")
    if word in ("did", "does", "has", "do", "have"):
        rest = _AND_OTHERS.sub("", claims.unclaimed()[words[last].end :])
        return bool(_SAYING.match(rest))
    if word in ("email", "mail", "message", "write", "answer", "send", "forward", "ask", "add"):
        return writes
    return True


def _possessor(claims: Claims, words: list[Word], position: int) -> int:
    """The name of "Ana's latest mail", or of "what Ana said"."""
    word = words[position]
    length = _name_length(words, position, claims.text)
    if not length and word.low not in _NO_NAMES and word.low.isalpha():
        length = int(bool(_THEIRS.match(claims.text, word.end)))
    if not length or (position == 0 and words[0].low in _NO_NAMES):
        return 0
    end = words[position + length - 1].end
    said = _THEIRS.match(claims.text, end) or (
        word.text[0].isupper()
        and re.match(r"\s+(?:said|says|wrote|sent|writes)\b", claims.text[end:])
    )
    return length if said and claims.free(word.start, end) else 0


def _address_direction(before: str) -> str | None:
    words = before.split()
    return (_CUES.get(words[-1].lower()) or None) if words else None


def is_name(word: Word) -> bool:
    """Whether a word is capitalised and means nothing else."""
    return word.text[0].isupper() and word.low not in _NO_NAMES


def could_be_name(word: Word) -> bool:
    """Whether a lower-cased word, where a name is due, can be one."""
    return word.low.isalpha() and len(word.low) > 1 and word.low not in _NO_NAMES
