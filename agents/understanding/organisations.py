"""Which organisation "the bank" is: whose name says so, or most of whose mails do; and which
relative "mum" is, who signs so or is greeted so."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import psycopg

from accounts.tenancy import DatabaseBusy
from agents.query import READ_OPERATIONS, Intent, Query
from agents.understanding import roles
from agents.understanding.relatives import RELATIVES
from search.organisations import Organisation, organisations
from search.relatives import Relative, relatives

log = logging.getLogger(__name__)


async def with_organisations(intent: Intent, query: Query) -> Intent:
    """The intent with `contacts` for those of its people that are called by what they are; where
    nobody is found who is that, the word is looked for. What is written goes to nobody so."""
    named = [name for name in intent.entities.get("people", ()) if roles.is_role(name)]
    if not named or intent.operation not in READ_OPERATIONS:
        return intent
    entities = dict(intent.entities)
    known: dict[str, list[dict[str, Any]]] = dict(entities.get("contacts") or {})
    for name in named:
        if found := await _found(name, query):
            known[name] = [_shown(found, name)]
        else:
            entities["people"] = [other for other in entities["people"] if other != name]
            words = (roles.word_of(name), str(entities.get("topic") or ""))
            entities["topic"] = " ".join(word for word in words if word)
            entities["assumption"] = (
                f"I know of nobody who is “{name}” to you, so I looked for the word."
            )
    return replace(intent, entities={**entities, **({"contacts": known} if known else {})})


async def _found(name: str, query: Query) -> Organisation | Relative | None:
    role = roles.word_of(name)
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
