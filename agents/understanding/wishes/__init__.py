"""Loosely worded commands in the words that the rest of the understanding knows.

"Let Ana know we're late" is "send an email to Ana saying we're late", "skip this week's review"
is "cancel this week's review". What a command says is kept as it was typed; only its verb and the
way in which its parts hang together change. A question is never changed.
"""

from __future__ import annotations

import re

from agents.understanding.wishes import (
    answering,
    around,
    calendar,
    clauses,
    guests,
    handing,
    invitations,
    mail,
    sharing,
    slots,
    spoken,
    telling,
    tidying,
)
from agents.understanding.wording import without_politeness

_ASKS_FOR_IT = re.compile(r"\b(?:can|could|will|would) (?:you|u)\b", re.IGNORECASE)
_CORRECTS = re.compile(r"\b(?:no|yes|actually|instead|also|then|and|now)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:(?:do|does|did)(?! not\b)|is|are|was|were|am|when|who|whose|which|where|why"
    r"|what(?! about| if)|how(?! about))\s+(?!.*\b(?:possible|able|mind)\b)",
    re.IGNORECASE,
)
LONGEST = 400  # characters; what is longer holds a pasted text


def is_a_question(text: str) -> bool:
    """Whether something is asked, and nothing wished for."""
    return bool(_ASKS.match(without_politeness(text)[1]))


def plainly(text: str) -> str:
    """The text with a loosely worded command put plainly; any other text as it is."""
    if len(text) > LONGEST:
        return text
    if answered := invitations.answered(text):
        return answered
    polite, wish = without_politeness(text)
    if _ASKS_FOR_IT.search(polite):
        wish = wish.rstrip("? ")
    if is_a_question(text):
        return text
    named = around.with_its_name(around.without_assurances(wish))
    asked = around.without_courtesy(named)
    command = spoken.with_ranges_in_figures(around.with_its_verb(asked))
    plainer = clauses.joined(command) or command
    for reading in (guests, handing, sharing, answering, mail, telling, tidying, slots, calendar):
        plain = reading.plainly(plainer)
        if plain is not None:
            return f"{polite if _CORRECTS.search(polite) else ''}{plain}"
    if plainer not in (asked, around.without_we(asked)):
        return f"{polite if _CORRECTS.search(polite) else ''}{plainer}"
    return text if named == wish else f"{polite}{named}"
