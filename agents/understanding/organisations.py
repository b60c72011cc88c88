"""Which organisation "the bank" is: whose name says so, or most of whose mails do; and which
relative "mum" is, who signs so or is greeted so."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import psycopg

from accounts.tenancy import DatabaseBusy
from agents.query import READ_OPERATIONS, Intent, Query
from agents.understanding import roles
from agents.understanding.relatives import RELATIVES
from agents.understanding.wording import request
from search.organisations import Organisation, organisations
from search.relatives import Relative, relatives

log = logging.getLogger(__name__)

# What people are to one another; a mail that holds the word says nothing of whose they are.
_WHO_IS_MY: Final = re.compile(
    r"^(?:and |so )?who(?:'s|s| is| are)(?: again)? (?P<said>(?:my|our) (?:(?:line|project|office"
    r"|case|account|personal|old|new|former) )?(?P<role>accountant|book-?keeper|manager|boss"
    r"|supervisor|mentor|coach|therapist|assistant|secretary|deputy|colleague|plumber|electrician|gardener"
    r"|cleaner|babysitter|nanny|tutor|broker|advis[eo]r|notary|barber|hairdresser|mechanic"
    r"|physio\w*|optician|neighbou?r|cousin|nephew|niece|partner|girlfriend|boyfriend|fianc[eé]+"
    r"|ex|(?:mother|father|brother|sister|son|daughter)-in-law))(?: again| exactly)?[?.! ]*$",
    re.IGNORECASE,
)
_SIBLING: Final = "sibling"
_OF_EITHER: Final = {"brother": _SIBLING, "bro": _SIBLING, "sister": _SIBLING}


async def with_organisations(intent: Intent, query: Query) -> Intent:
    """The intent with `contacts` for those of its people that are called by what they are; where
    nobody is found who is that, the word is looked for. What is written goes to nobody so."""
    if office := _WHO_IS_MY.match(request(query.text)):
        return await _in_office(office, intent, query)
    named = [name for name in intent.entities.get("people", ()) if roles.is_role(name)]
    if not named or intent.operation not in READ_OPERATIONS:
        return intent
    entities = dict(intent.entities)
    known: dict[str, list[dict[str, Any]]] = dict(entities.get("contacts") or {})
    for name in named:
        if found := await _found(name, query):
            known[name] = [_shown(found, name)]
            if isinstance(found, Relative):
                entities["assumption"] = (
                    f"I took “{name}” to be {found.name or found.address} ({found.address}), by how"
                    " they sign their mails or how you greet each other."
                )
        elif likely := await _found(_OF_EITHER.get(roles.word_of(name), ""), query):
            who = f"{likely.name or likely.address} ({likely.address})"
            asked = (
                f"Nobody signs as “{name}”. {who} writes as a brother or a sister does: is it them?"
            )
            return replace(intent, clarification=asked)
        elif intent.entities.get("shape") == "person":
            return replace(intent, clarification=_unknown(name))
        else:
            entities["people"] = [other for other in entities["people"] if other != name]
            words = (roles.word_of(name), str(entities.get("topic") or ""))
            entities["topic"] = " ".join(word for word in words if word)
            entities["assumption"] = (
                f"I know of nobody who is “{name}” to you, so I looked for the word."
            )
    return replace(intent, entities={**entities, **({"contacts": known} if known else {})})


async def _in_office(office: re.Match[str], intent: Intent, query: Query) -> Intent:
    """Who the person's accountant is: one whose name says so, and nobody else."""
    said, role = office["said"], office["role"].lower()
    if intent.operation not in READ_OPERATIONS | {"unsupported"} or intent.entities.get("people"):
        return intent
    try:
        known = await organisations(
            user_id=query.user_id, names=(role, f"{role}s"), words=_lexeme(role)
        )
    except (DatabaseBusy, psycopg.Error) as error:
        log.warning("who somebody is stays open: %s", error)
        return intent
    named = next((one for one in known if one.is_named), None)
    if named is None:
        return replace(intent, clarification=_unknown(said))
    contacts = {said: [_shown(named, said)]}
    entities = {"people": [said], "detail": "there", "shape": "person", "contacts": contacts}
    return replace(
        intent,
        operation="search",
        services=("gmail", "gcal"),
        entities=entities,
        clarification=None,
    )


def _lexeme(role: str) -> str:
    return " & ".join(re.findall(r"[^\W_]+", role))


def _unknown(said: str) -> str:
    return f"I know of nobody who is “{said}” to you. What are they called?"


async def _found(name: str, query: Query) -> Organisation | Relative | None:
    role = roles.word_of(name)
    if not role:
        return None
    likely: Sequence[Organisation | Relative]
    try:
        if known := RELATIVES.get(role):
            signs, greeted, greets = known
            likely = await relatives(
                user_id=query.user_id, signs=signs, greeted=greeted, greets=greets
            )
        else:
            names = roles.names_of(role)
            words = " | ".join(dict.fromkeys(word for word in (role, *names) if word.isalpha()))
            likely = await organisations(user_id=query.user_id, names=names, words=words)
    except (DatabaseBusy, psycopg.Error) as error:
        log.warning("what an organisation is stays open: %s", error)
        return None
    return likely[0] if likely else None


def _shown(found: Organisation | Relative, said: str) -> dict[str, Any]:
    return {
        "name": found.name if isinstance(found, Relative) else said,
        "address": found.address,
        "messages": found.messages,
        "last": found.last.isoformat(),
    }
