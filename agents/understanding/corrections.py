"""What is said after something was proposed: "send it", "no, to Ilse", "make it 4 pm"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from agents.query import WRITE_OPERATIONS, EarlierTurn, Intent, Operation
from agents.understanding import amending, people, shapes, wording
from agents.understanding.amending import again
from agents.understanding.claims import Claims

MOST_WORDS: Final = 14

_MAKES: Final[dict[str, frozenset[Operation]]] = {
    "mail": frozenset({"draft_email", "send_email", "reply_email", "forward_email"}),
    "share": frozenset({"share_file"}),
}
_CORRECTS: Final = re.compile(
    r"^(?:(?:h?mm+|hm|er+m?|um+|uh|ah|oh|ok|okay|well|but)[ ,.]+)*(?:no|nope|sorry|oops|wait"
    r"|actually|rather|i meant?|not (?:to|for|with|at|on) \S+|on second thoughts?"
    r"|let's (?:say|make (?:it|that)))\b[ ,.:]*"
    r"|\binstead\b|\brather\b"
)
_SENDS: Final = re.compile(
    r"^(?:yes,? )?(?:please )?send (?:it|that|this|the (?:e-?mail|mail|draft|message|reply))"
    r"(?: (?:now|off|away|out))?[.! ]*$"
)
_ADDS_PEOPLE: Final = re.compile(
    r"^(?:also|and)? ?(?:cc|copy|add|include|invite|to)\b|\btoo\b|\bas well\b"
)
_DRAFTS: Final = re.compile(
    r"^(?:(?:make|keep|save|leave|put) (?:it|that|this) (?:as |in )?(?:just )?(?:an? |my )?drafts?"
    r"|(?:just |only )?(?:an? )?draft(?: it| that| only)?|don'?t send it.*"
    r"|not? send.*draft.*)[.! ]*$"
)
_ROLE: Final = re.compile(
    r"^(?:(?:make|let) (?:it|that|him|her|them|\w+)|(?:he|she|they) (?:can|may|should)"
    r"(?: be able to)?"
    r"|as an?|for|to|with|just|only|not) *(?:just|only)? *(?:to|for|an?)? *"
    r"(?:view|comment|read|edit|see|look)\w*(?:[ -](?:only|it|rights|access|mode))*[.! ]*$"
    r"|^(?:view|comment|read|edit)(?:ing|er|or)?(?:[ -](?:only|rights|access))*[.! ]*$"
)
_SUBJECT: Final = re.compile(
    r"^(?:change|set|make|let) the (?:subject|title|name)(?: line)?(?: be| to| read|:)?\s+"
    r"[\"']?(?P<words>.+?)[\"']?[.! ]*$",
    re.IGNORECASE,
)
_SAYS_MORE: Final = re.compile(
    r"^(?:and |also |please )*(?:add|mention|say|write|tell (?:him|her|them)|include)"
    r"(?: also)?(?: that|:)? (?P<words>.+)$",
    re.IGNORECASE,
)


def corrected(own: Intent, text: str, before: EarlierTurn) -> Intent | None:
    """What was proposed in the turn before, with what the text changes in it; `None` where the
    text is about something else."""
    proposed = _at_the_cited(before)
    low = text.lower()
    wish = wording.request(text)
    if proposed.operation not in WRITE_OPERATIONS or len(low.split()) > MOST_WORDS:
        return None
    if proposed.operation in _MAKES["mail"]:
        return _of_mail(own, text, wish, proposed)
    if proposed.operation in amending.OPERATIONS:
        return amending.amended(own, text, before)
    if proposed.operation in _MAKES["share"]:
        return _of_share(own, text, proposed)
    return None


def _of_share(own: Intent, text: str, proposed: Intent) -> Intent | None:
    """ "No, with Bo", or "just to comment"."""
    low = text.lower()
    role = shapes.role_of(low) if _ROLE.match(amending.FILLERS.sub("", low)) else None
    if role:
        return again(proposed, {"role": role})
    return _with_people(own, text, proposed, also=False) if _CORRECTS.search(low) else None


def _at_the_cited(before: EarlierTurn) -> Intent:
    """The wish before; what it pointed at is what its own answer cites first."""
    entities = before.intent.entities
    if not before.citations or not ("ordinal" in entities or "ordinals" in entities):
        return before.intent
    kept = {key: value for key, value in entities.items() if key != "ordinals"}
    return replace(before.intent, entities={**kept, "ordinal": 1})


def _of_mail(own: Intent, text: str, wish: str, proposed: Intent) -> Intent | None:
    low = text.lower()
    if _SENDS.match(wish):
        is_draft = proposed.operation == "draft_email"
        return again(proposed, {}, operation="send_email" if is_draft else proposed.operation)
    if proposed.operation == "send_email" and _DRAFTS.match(amending.FILLERS.sub("", wish)):
        return again(proposed, {}, operation="draft_email")
    subject = _SUBJECT.match(text)
    if subject:
        return again(proposed, {"subject": subject["words"]})
    more = _SAYS_MORE.match(text)
    adds_people = bool(_ADDS_PEOPLE.search(wish)) and _named(text) and not _CORRECTS.search(low)
    if adds_people and not (more and not _named(more["words"])):
        return _with_people(own, text, proposed, also=True)
    if _CORRECTS.search(low) and _named(text):
        return _with_people(own, text, proposed, also=False)
    if more and (own.operation in ("unsupported", "create_event") or wish.startswith("add that")):
        said = str(proposed.entities.get("message") or "").rstrip(". ")
        joined = (
            f"{said}. {more['words'][:1].upper()}{more['words'][1:]}" if said else more["words"]
        )
        return again(proposed, {"message": joined})
    return None


def _named(text: str) -> tuple[str, ...]:
    found = people.find_people(
        Claims(re.sub(r"^(?:no|sorry|oops|wait|actually)\b[ ,.:]*", "", text, flags=re.IGNORECASE)),
        writes=True,
        cues=frozenset({"to", "with", "from"}),
    )
    return (*found.names, *found.addresses)


def _with_people(own: Intent, text: str, proposed: Intent, *, also: bool) -> Intent | None:
    named = _named(text)
    if not named:
        return None
    keys = {
        "people": [n for n in named if "@" not in n],
        "addresses": [n for n in named if "@" in n],
    }
    if also:
        for key in keys:
            keys[key] = [*proposed.entities.get(key, ()), *keys[key]]
    return again(proposed, {key: list(dict.fromkeys(value)) for key, value in keys.items()})
