"""The whole question, asked of all three services and narrowed by nothing, after the plan.

How a question was understood may be wrong in one thing: the service, the time, a name, the kind of
answer. Unless the plan found what is surely meant, what the person's own things say of all its
words is looked up too; the answer takes it where it says clearly more
(`agents.synthesis.beyond`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from agents.planning import filters, searching, widening
from agents.query import SERVICES, Intent, Query, Service, Step
from agents.understanding import reading
from agents.understanding.claims import Claims
from agents.understanding.entities import topic_of

PREFIX: Final = "w"
MANY: Final = 3
# Log odds from which what the plan found is taken to be what is meant. Of 200 questions as many
# were right with it as without, and a third of the time was saved.
SETTLED: Final = 0.3
# Of these no sentence is the answer, or nothing else can be meant.
_OF_THEIR_OWN: Final = frozenset(
    {"count", "list", "digest", "needs_reply", "free", "drafts", "awaiting", "contact", "each"}
    | {"bought", "few", "mails", "most", "sent_to", "owed"}
)
_BY_FILES: Final = frozenset({"owner", "shared_by", "shared_with_person"})
_SAYS_HOW: Final = frozenset({"query", "question", "limit"})
# Who says where to look is answered from there.
_NAMES_A_PLACE: Final = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:e-?mails?|mails?|inbox|mailbox|calend[ae]rs?|agenda|drive|files"
    r"|documents)\b|\b(?:in|on|from|search) (?:the )?(?:gmail|google \w+|drive|inbox|mailbox"
    r"|calend[ae]r)\b",
    re.IGNORECASE,
)
_MAILS_OF: Final = re.compile(
    r"\b(?:e-?mails|mails|messages|letters) (?:that )?(?:\w+ ){0,4}?(?:from|by|to|with|of)\b"
    r"|\b(?:e-?mails|mails|messages)\b.*\b(?:sent|wrote|got from|had from)\b",
    re.IGNORECASE,
)


def is_beyond(step: Step) -> bool:
    """Whether it is one of these steps."""
    return step.id.startswith(PREFIX)


def steps(made: Sequence[Step], intent: Intent, query: Query) -> tuple[Step, ...]:
    """A search of each service for the whole question, but those which the plan has already."""
    words = " ".join((filters.topic(intent), *filters.people(intent))).strip()
    words = words or left_to_search_for(query)
    if not words or not _is_free(intent, query):
        return ()
    searches = tuple(s.id for s in made if s.operation == "search" and s.arguments.get("query"))
    asked = {"query": words, "limit": widening.SEARCH_LIMIT, **searching.in_full(intent, query)}
    return tuple(
        Step(
            f"{PREFIX}{number}",
            service,
            "search",
            asked,
            depends_on=searches,
            unless_surer=SETTLED if searches else None,
        )
        for number, service in enumerate(SERVICES, 1)
        if not any(_is_as_open(step, service) for step in made)
    )


def left_to_search_for(query: Query) -> str:
    """The words of a question that name things, where they were all taken for something else; ""
    where they are few, since "anything on Sunday?" names none."""
    topic = topic_of(Claims(reading.plainly(query.text)))
    return topic if len(topic.split()) >= MANY else ""


def _is_free(intent: Intent, query: Query) -> bool:
    """Whether anything of the person's may answer it."""
    entities = intent.entities
    if query.services or intent.operation != "search" or entities.get("ordinal"):
        return False
    if entities.get("shape") in _OF_THEIR_OWN or _BY_FILES & entities.keys():
        return False
    if {"unread", "starred"} & set(entities.get("flags", ())) or entities.get("phrases"):
        return False
    of_somebody = intent.services == ("gmail",) and bool(filters.people(intent))
    return not _NAMES_A_PLACE.search(query.text) and not (
        of_somebody and _MAILS_OF.search(query.text)
    )


def _is_as_open(step: Step, service: Service) -> bool:
    """Whether a step of the plan searches the service and nothing narrows it."""
    is_first = step.operation == "search" and step.agent == service and not step.when_empty
    return is_first and step.arguments.keys() <= _SAYS_HOW
