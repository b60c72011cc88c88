"""The people that a question names, as the person knows them: from their own mail and events.

Nothing but names, addresses and times is read. Where a name fits several people, a question that
only reads takes the likeliest one and says so; what would be written to the wrong person is asked.
Something is written only to whom the person has written before: whoever sends mails chooses the
name that stands on them.
"""

from __future__ import annotations

import logging
import re
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

import psycopg

from accounts.tenancy import DatabaseBusy
from agents.query import READ_OPERATIONS, WRITE_OPERATIONS, Intent, Query
from agents.understanding.honorifics import without_titles
from agents.understanding.lexicon import RELATIONS
from agents.understanding.organisations import with_organisations
from agents.understanding.roles import is_role
from agents.understanding.surnames import joined_to_names, with_others, with_surnames
from search.acquaintances import Acquaintance, acquaintances
from search.colleagues import organisation
from search.text import fold

log = logging.getLogger(__name__)

KEPT_SECONDS: Final = 60.0
KEPT: Final = 500  # answers of all people together
SHORTEST: Final = 3  # letters of a name
MOST_WORDS: Final = 6  # of a topic that are looked up as names
# Questions that a word answers as well as the sender of a mail.
_OF_A_MATTER: Final = frozenset({None, "thread", "said", "who", "when", "where", "amount"})
# Questions that are about somebody's mail.
_OF_SOMEBODY: Final = frozenset({"replied", "needs_reply", "awaiting", "promised", "contact"})
SHOWN: Final = 5  # people of one name
UNLIKELY: Final = 0.05  # of the likeliest one's weight: not worth a word
CLEAR: Final = 0.25  # where the second has less than this, a write need not ask
_WORD: Final = re.compile(r"[^\W_]+")
_ANSWERS_A_MAIL: Final = frozenset({"reply_email", "forward_email"})
_GOES_TO_THE_NAMED: Final = frozenset(
    {"draft_email", "send_email", "forward_email", "create_event", "update_event", "share_file"}
)

_kept: OrderedDict[tuple[Any, ...], tuple[float, tuple[Acquaintance, ...]]] = OrderedDict()


async def resolve_people(intent: Intent, query: Query) -> Intent:
    """The intent with `contacts` for the names in it, and with an `assumption` or a clarification
    where a name fits several people. Where the database does not answer, the intent as it is."""
    intent = await with_organisations(await _without_titles(intent, query), query)
    if intent.entities.get("colleagues") and not intent.entities.get("people"):
        return await _of_colleagues(intent, query)
    names = _names(intent)
    words = () if names or intent.clarification else _perhaps_names(intent)
    if not (names or words) or intent.clarification:
        return intent
    others = joined_to_names(intent, query.text) if names else ()
    firsts = (name.split()[0] for name in names)
    asked = tuple(dict.fromkeys((*names, *firsts, *words, *others)))
    try:
        known = await _known(query, _with_unowned(asked), _topic(intent))
    except (DatabaseBusy, psycopg.Error) as error:
        log.warning("people's names stay as they are: %s", error)
        return intent
    taken = _excluded(intent, query)
    if intent.operation in WRITE_OPERATIONS and (unknown := _unknown(intent, known)):
        return replace(intent, clarification=unknown)
    if names:
        intent = with_surnames(_cut(intent, names, known), known)
        intent = with_others(intent, others, known)
    else:
        intent = _named(intent, words, known)
    names = _names(intent)
    matching = {name: _of_name(name, known, taken) for name in names}
    for name in set(intent.entities.get("chosen") or {}) & set(names):
        matching[name] = matching[name] or _of_name(name.split()[0], known, taken)
    intent = _as_words(intent, frozenset(name for name, found in matching.items() if not found))
    return _resolved(intent, {name: found for name, found in matching.items() if found})


async def _without_titles(intent: Intent, query: Query) -> Intent:
    """With "Benn" for "Mr Benn" where people of that very name are known: a title is said
    before no beginning of a company's name."""
    plain = without_titles(intent)
    if plain is intent:
        return intent
    names = tuple(name for name in _names(plain) if name not in _names(intent))
    try:
        known = await _known(query, (*names, *(name.split()[0] for name in names)), "")
    except (DatabaseBusy, psycopg.Error):
        return plain
    bear = (any(_fits(_WORD.findall(fold(n)), p, whole=True) for p in known) for n in names)
    return plain if all(bear) else intent


def _as_words(intent: Intent, unknown: frozenset[str]) -> Intent:
    """Names that nobody bears who writes or is invited are what is spoken of: "how did it go with
    the cat and Felix". They are looked for as words, unless nothing else is."""
    entities = intent.entities
    shape, topic = entities.get("shape"), str(entities.get("topic") or "")
    if intent.operation not in READ_OPERATIONS or shape not in _OF_A_MATTER or not topic:
        return intent
    said = tuple(name for name in entities.get("people", ()) if name in unknown)
    if not said or entities.get("owner") or entities.get("shared_by"):
        return intent
    people = [name for name in entities["people"] if name not in said]
    words = " ".join((*said, topic))
    return replace(intent, entities={**entities, "people": people, "topic": words})


async def _of_colleagues(intent: Intent, query: Query) -> Intent:
    """ "My own team" writes from the organisation that the person works with most."""
    try:
        domain = await organisation(user_id=query.user_id)
    except (DatabaseBusy, psycopg.Error) as error:
        log.warning("whose colleagues are meant stays open: %s", error)
        return intent
    if domain is None:
        return intent
    return replace(intent, entities={**intent.entities, "addresses": [domain], "direction": "from"})


def _perhaps_names(intent: Intent) -> tuple[str, ...]:
    """The words of the topic, where somebody must be meant and nobody was recognised: of a name in
    lower case the sentence alone does not always tell that it is one."""
    entities = intent.entities
    if entities.get("shape") not in _OF_SOMEBODY or entities.get("addresses"):
        return ()
    words = _WORD.findall(str(entities.get("topic") or ""))
    return tuple(word for word in words if len(word) >= SHORTEST and word.isalpha())[:MOST_WORDS]


def _named(intent: Intent, words: Sequence[str], known: Sequence[Acquaintance]) -> Intent:
    """With the first word that is the name of somebody the person has written to as who is
    meant, and no longer a part of the topic."""
    for word in words:
        if any(_is_called(word, person) for person in known if person.written):
            topic = _without(str(intent.entities["topic"]), (word,))
            return replace(
                intent,
                entities={"direction": "from", **intent.entities, "people": [word], "topic": topic},
            )
    return intent


def _is_called(word: str, person: Acquaintance) -> bool:
    return bool({fold(word), fold(_unowned(word))} & set(_WORD.findall(fold(person.name))))


def _cut(intent: Intent, names: Sequence[str], known: Sequence[Acquaintance]) -> Intent:
    """Of several words that are nobody's name the first, where it is one: "Anas birthday list";
    the others are of the topic."""
    people = list(intent.entities.get("people", ()))
    topic = str(intent.entities.get("topic") or "")
    chosen = intent.entities.get("chosen") or {}
    for name in names:
        first, *rest = name.split()
        is_known = name not in people or name in chosen or _of_name(name, known)
        if rest and not is_known and _of_name(first, known):
            people[people.index(name)] = first
            topic = " ".join((*rest, topic)).strip()
    if people == list(intent.entities.get("people", ())):
        return intent
    return replace(intent, entities={**intent.entities, "people": people, "topic": topic})


def _unknown(intent: Intent, known: Sequence[Acquaintance]) -> str | None:
    """What to ask where something shall go to a surname that nobody of that first name bears."""
    for name in _recipients(intent) - set(intent.entities.get("chosen") or {}):
        first, *rest = name.split()
        is_whole = bool(rest) and "@" not in name and all(word[:1].isupper() for word in rest)
        if is_whole and not _of_name(name, known) and (close := _of_name(first, known)):
            return _which_address(name, close)
    return None


def _of_name(
    name: str, known: Sequence[Acquaintance], taken: frozenset[str] = frozenset()
) -> list[Acquaintance]:
    owner = _WORD.findall(fold(_unowned(name)))  # "Anas number"; "Jonas" is no beginning of "Jonah"
    return _matching(name, known, taken) or [
        p for p in known if p.address not in taken and _fits(owner, p, whole=True)
    ]


def _without(text: str, words: Sequence[str]) -> str:
    return " ".join(part for part in text.split() if not set(_WORD.findall(part)) & set(words))


def _topic(intent: Intent) -> str:
    """What those who are meant spoke of, and what tells them from others of their name."""
    return " ".join(str(intent.entities.get(key) or "") for key in ("topic", "which")).strip()


def _with_unowned(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, *(_unowned(name) for name in names))))


def _unowned(name: str) -> str:
    """ "Anas number" is Ana's."""
    return name.removesuffix("s") if len(name) > SHORTEST else name


def _names(intent: Intent) -> tuple[str, ...]:
    anchor: Mapping[str, Any] = intent.entities.get("anchor") or {}
    said = (*intent.entities.get("people", ()), *anchor.get("people", ()))
    return tuple(
        dict.fromkeys(
            name
            for name in said
            if name and "@" not in name and fold(name) not in RELATIONS and not is_role(name)
        )
    )


async def _known(query: Query, names: tuple[str, ...], topic: str) -> tuple[Acquaintance, ...]:
    """From the database, or as it was a moment ago."""
    key: tuple[UUID, tuple[str, ...], str] = (query.user_id, names, topic)
    moment = time.monotonic()
    kept = _kept.get(key)
    if kept and kept[0] > moment:
        return kept[1]
    found = await acquaintances(user_id=query.user_id, names=names, topic=topic, now=query.now)
    _kept[key] = (moment + KEPT_SECONDS, found)
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return found


def _excluded(intent: Intent, query: Query) -> frozenset[str]:
    """Whom the turn before was about, where "the other Ana" is meant."""
    if not intent.entities.get("other") or not query.earlier:
        return frozenset()
    before: Mapping[str, Any] = query.earlier[-1].intent.entities.get("contacts") or {}
    return frozenset(people[0]["address"] for people in before.values() if people)


def _matching(
    name: str, known: Sequence[Acquaintance], taken: frozenset[str]
) -> list[Acquaintance]:
    """The people whom a name fits, word by word, the likeliest first."""
    words = _WORD.findall(fold(name))
    exact = [p for p in known if p.address not in taken and _fits(words, p, whole=True)]
    found = exact or [p for p in known if p.address not in taken and _fits(words, p, whole=False)]
    return sorted(found, key=_likelihood, reverse=True)


def _fits(words: list[str], person: Acquaintance, *, whole: bool) -> bool:
    names, address = _WORD.findall(fold(person.name)), _WORD.findall(fold(person.address))
    if whole:
        return bool(words) and all(word in (*names, *address) for word in words)
    if len(words) == 1 and words[0].isascii():  # "Bo" is no booking@, "Tom" may be a Benedikt
        names = names if len(words[0]) >= SHORTEST else []
        address = address if len(words[0]) > SHORTEST else []
    return bool(words) and all(
        any(theirs.startswith(word) for theirs in (*names, *address)) for word in words
    )


def _likelihood(person: Acquaintance) -> tuple[float, float]:
    """Those who spoke of the topic, then frequency by recency."""
    return person.about, person.weight


def _resolved(intent: Intent, matching: Mapping[str, list[Acquaintance]]) -> Intent:
    entities = dict(intent.entities)
    contacts: dict[str, list[dict[str, Any]]] = dict(entities.get("contacts") or {})
    chosen: Mapping[str, str] = entities.get("chosen") or {}
    for name, everybody in matching.items():
        if one := [person for person in everybody if person.address == chosen.get(name)]:
            contacts[name] = [_shown(one[0])]
            continue
        found = _written_to(everybody) if name in _recipients(intent) else everybody
        if not found and len(everybody) > 1 and not _is_organisation(name, everybody):
            return replace(intent, clarification=_which_address(name, everybody))
        if not found:
            continue  # to be looked up: then it is the sender of a mail that the answer cites
        if _is_organisation(name, found) or (
            _is_one_person(found) and len(found) > 1 and intent.operation in READ_OPERATIONS
            and entities.get("shape") != "person"
        ):  # fmt: skip
            continue  # the name finds all of their addresses
        contacts[name] = [_shown(person) for person in found[:SHOWN]]
        rivals = _rivals(found, by_address=name in _recipients(intent))
        if len(rivals) < 2:
            continue
        if _must_ask(intent, rivals):
            return replace(intent, clarification=_question(name, rivals))
        entities["assumption"] = _assumption(name, rivals)
    if contacts:
        entities["contacts"] = contacts
    return replace(intent, entities=entities)


def _is_organisation(name: str, found: Sequence[Acquaintance]) -> bool:
    """Several addresses of one domain that the name is part of: a company, no person."""
    domains = {person.address.rpartition("@")[2] for person in found}
    said = "".join(_WORD.findall(fold(name)))
    return len(found) > 1 and len(domains) == 1 and said in next(iter(domains)).replace("-", "")


def _is_one_person(found: Sequence[Acquaintance]) -> bool:
    return len({fold(person.name) or person.address for person in found}) == 1


def _recipients(intent: Intent) -> frozenset[str]:
    """The names that something goes to; of a mail that is passed on, the last one."""
    names = tuple(intent.entities.get("people", ()))
    if intent.operation not in _GOES_TO_THE_NAMED:
        return frozenset()
    return frozenset(names[-1:] if intent.operation == "forward_email" else names)


def _written_to(found: Sequence[Acquaintance]) -> list[Acquaintance]:
    """Those the person has written to, by what they wrote: how often somebody writes to them,
    and about what, is not theirs to say."""
    written = [
        replace(p, messages=p.written, weight=p.written_weight, about=p.written_about)
        for p in found
        if p.written
    ]
    return sorted(written, key=_likelihood, reverse=True)


def _rivals(found: Sequence[Acquaintance], *, by_address: bool = False) -> list[Acquaintance]:
    """The different people among them, or addresses, without those who are hardly meant."""
    people: dict[str, Acquaintance] = {}
    for person in found:
        is_named = person.name and not by_address
        people.setdefault(fold(person.name) if is_named else person.address, person)
    best = max(person.weight for person in found)
    return [
        p for p in people.values() if p is found[0] or p.about or p.weight >= UNLIKELY * best
    ]  # fmt: skip


def _must_ask(intent: Intent, rivals: Sequence[Acquaintance]) -> bool:
    if intent.operation in READ_OPERATIONS or intent.operation == "unsupported":
        return False
    if intent.operation in _ANSWERS_A_MAIL and intent.entities.get("ordinal"):
        return False
    first, second = rivals[0], rivals[1]
    if any(fold(other.name) == fold(first.name) for other in rivals[1:]):
        return True
    if first.about or second.about:
        return second.about >= CLEAR * first.about
    return second.weight >= CLEAR * first.weight


def _question(name: str, rivals: Sequence[Acquaintance]) -> str:
    shown = [f"{person.name or person.address} ({person.address})" for person in rivals[:SHOWN]]
    return f"Which {name} do you mean: {', '.join(shown[:-1])} or {shown[-1]}?"


def _which_address(name: str, found: Sequence[Acquaintance]) -> str:
    shown = [f"{person.name or person.address} ({person.address})" for person in found[:SHOWN]]
    options = " or ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else shown[0]
    return f"You have not written to {name} before. Which address do you mean: {options}?"


def _assumption(name: str, rivals: Sequence[Acquaintance]) -> str:
    first, others = rivals[0], [p.name or p.address for p in rivals[1:3]]
    return (
        f"I took {name} to be {first.name or first.address} ({first.address}); "
        f"you also know {' and '.join(others)}."
    )


def _shown(person: Acquaintance) -> dict[str, Any]:
    return {
        "name": person.name,
        "address": person.address,
        "messages": person.messages,
        "last": person.last.isoformat(),
    }
