"""Whom "the dentist" or "the landlord" means in a wish to write: who is called so among those the
person has mail with.

Nothing but names and addresses is read. Where several could be meant, it is asked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import psycopg

from accounts.tenancy import DatabaseBusy
from agents.query import Intent, Operation, Query
from agents.understanding import roles
from agents.words import words_of
from search.acquaintances import Acquaintance, acquaintances
from search.text import fold

log = logging.getLogger(__name__)

_WRITES: Final[frozenset[Operation]] = frozenset({"send_email", "draft_email", "forward_email"})
_ROLE: Final = re.compile(
    r"\b(?:to|tell|ask|mail|e-?mail|write|thank|remind|chase|inform|let|message|answer|send|drop)\s+"
    rf"(?P<said>{roles.THE_ROLE})\b(?!['’]s)",
    re.IGNORECASE,
)
_MACHINE: Final = re.compile(
    r"^(?:no|do-?not)[-_.]?reply|^(?:notifications?|alerts?|updates?|news\w*|marketing)@",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"^(?:the|my|our|his|her|their) ", re.IGNORECASE)
SHOWN: Final = 4


async def with_addressee(intent: Intent, query: Query) -> Intent:
    """The intent with the one who is meant among its people; with a question where several may
    be. As it is where nobody is called so, or where the database does not answer."""
    said = _said_in(intent, query)
    if not said:
        return intent
    names = roles.names_of(roles.word_of(said))
    try:
        known = await acquaintances(user_id=query.user_id, names=names, topic="", now=query.now)
    except (DatabaseBusy, psycopg.Error) as error:
        log.warning("who is meant by what they are stays open: %s", error)
        return intent
    meant = _meant(known, names)
    if not meant:
        return intent
    if len(meant) > 1:
        options = [f"{one.name or one.address} ({one.address})" for one in meant[:SHOWN]]
        whom = f"{', '.join(options[:-1])} or {options[-1]}"
        asked = f"Which {_ARTICLE.sub('', said)} do you mean: {whom}?"
        return replace(intent, clarification=asked)
    return _addressed(intent, said, meant[0])


def _said_in(intent: Intent, query: Query) -> str:
    """Who a mail goes to by what they are, as said; "" where somebody else is named too."""
    found = _ROLE.search(query.text)
    said = found["said"] if found else ""
    others = [name for name in intent.entities.get("people", ()) if not roles.is_role(name)]
    is_whole = intent.operation in _WRITES and not intent.clarification
    passes_on = intent.operation == "forward_email"
    is_open = passes_on or not (others or intent.entities.get("addresses"))
    return said if is_whole and is_open else ""


def _meant(known: Sequence[Acquaintance], names: Sequence[str]) -> list[Acquaintance]:
    """Those called so, one of each address, those the person has written to before others."""
    called = [
        one
        for one in known
        if not _MACHINE.match(one.address) and any(word in names for word in _words(one))
    ]
    called = [one for one in called if one.written] or called
    return [one for one in called if not _is_rather(one, names)] or called


def _is_rather(one: Acquaintance, names: Sequence[str]) -> bool:
    """Whether the name tells something else as well: a railway's lost property lets nothing."""
    others = {word for row in roles.ROLES.values() for word in row} - set(names)
    return not others.isdisjoint(_words(one))


def _words(one: Acquaintance) -> list[str]:
    return re.findall(r"[^\W_]+", fold(f"{one.name} {one.address}"))


def _addressed(intent: Intent, said: str, meant: Acquaintance) -> Intent:
    name = meant.name or meant.address
    people = [one for one in intent.entities.get("people", ()) if not roles.is_role(one)]
    topic = " ".join(
        word
        for word in str(intent.entities.get("topic") or "").split()
        if not set(words_of(word)) & set(words_of(said))
    )
    entities = {
        **intent.entities,
        "people": [*people, name],
        "direction": intent.entities.get("direction") or "to",
        "topic": topic,
        "chosen": {**(intent.entities.get("chosen") or {}), name: meant.address},
        "assumption": f"I took {said} to be {name} ({meant.address}).",
    }
    return replace(intent, entities={key: value for key, value in entities.items() if value})
