"""The file that is shared: it is called by its title, which may hold names and times."""

from __future__ import annotations

import re
from dataclasses import replace

from agents.planning import filters
from agents.planning.arguments import Found
from agents.query import Intent, Query, Reference, Step
from agents.understanding.dates import find_time
from agents.understanding.lexicon import FILE_TYPES

_ROLE = re.compile(
    r"\b(?:access|rights?|permissions?|zugriff|zugang|rechte|acc[eè]s|acceso)\b", re.IGNORECASE
)


_WORD = re.compile(r"[^\W\d_]+")
_BY_THE_WAY = re.compile(
    r"(?:by|before|until|till|on|at|now|today|tonight|tomorrow|right|immediately|this (?:morning"
    r"|afternoon|evening))\b",
    re.IGNORECASE,
)
_WITH_WHOM = re.compile(r".*\b(?:with|mit|avec|con|ile)\b", re.IGNORECASE | re.DOTALL)


def words_of_title(intent: Intent, query: Query) -> tuple[str, ...]:
    """The names that are nobody's the person knows, where somebody else was named to share with:
    they are words of the title, unless they stand with those to share with."""
    entities = intent.entities
    names = tuple(entities.get("people", ()))
    known = tuple(name for name in names if filters.known_address(intent, name))
    if intent.operation != "share_file" or not (known or entities.get("addresses")):
        return ()
    shared = _WITH_WHOM.match(query.text)
    with_whom = query.text[shared.end() :].lower() if shared else ""
    unknown = (n for n in names if n not in known and n.lower() not in with_whom)
    return tuple(n for n in unknown if not _is_listed(n, query.text))


def _is_listed(name: str, text: str) -> bool:
    """Whether the name is one of several: "Ana and Bo", "Ana, Bo"."""
    said = re.escape(name)
    return bool(re.search(rf"(?:,|&|\band)\s*{said}\b|\b{said}\s*(?:,|&|and\b)", text, re.I))


def title_of(intent: Intent, query: Query) -> str:
    """What was said of the title, without the words for what may be done with the file."""
    topic = str(intent.entities.get("topic") or "")
    words = " ".join(_ROLE.sub(" ", topic).split()) or topic
    return " ".join((words, *words_of_title(intent, query))).strip()


def file(looks: tuple[Step, ...], intent: Intent, query: Query) -> tuple[tuple[Step, ...], Found]:
    """The steps that look for it, and the way to refer to a field of it. A time that was said may
    be a part of the title; unless it only tells when to share it ("by Friday"), it must be."""
    looks = _of_the_kind(looks, query)
    when = find_time(query.text, now=query.now, time_zone=query.time_zone, ahead=True)
    said = [query.text[start:end] for start, end in when.spans]
    if not said:
        return looks, lambda name: Reference("s1", f"sure.{name}")
    words = " ".join((title_of(intent, query), *said)).strip()
    titled = Step("s1t", "gdrive", "search", {"query": words, "limit": 10})
    is_by_the_way = all(_BY_THE_WAY.match(one) for one in said)

    def found(name: str) -> tuple[Reference, ...]:
        in_full = Reference("s1t", f"sure.{name}")
        return (in_full, Reference("s1", f"sure.{name}")) if is_by_the_way else (in_full,)

    return (*looks, titled), found


def _of_the_kind(looks: tuple[Step, ...], query: Query) -> tuple[Step, ...]:
    """Where no file is of the kind that was said, a title may say it: "photos" are not any file."""
    kinds = " ".join(word for word in _WORD.findall(query.text) if word.lower() in FILE_TYPES)
    return tuple(
        replace(look, arguments={**look.arguments, "query": f"{kinds} {look.arguments['query']}"})
        if look.when_empty and kinds and "file_types" not in look.arguments
        else look
        for look in looks
    )
