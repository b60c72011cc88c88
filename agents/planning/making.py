"""New mails and events: nothing is looked for besides the people they are for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from agents.planning import addressing, filters, reading
from agents.planning.arguments import event_of, said_of
from agents.query import Intent, Query, Reference, Step
from agents.understanding.rules import EVENT, GATHERING

_COPY = re.compile(
    r"\b(?:cc|copy(?:ing)?|in copy)\b[:\s]+(?P<rest>.+?)(?= on (?:an?|the|my) |$)", re.IGNORECASE
)

# "Everyone at the tasting", "the guests of the tasting".
_INVITED = re.compile(
    r"\b(?:everyone|everybody|(?:all )?the (?:guests|participants|attendees|invitees))\s+"
    r"(?:who(?: is|'s| are) )?(?:in|on|from|at|of|for|coming to|going to|invited to|attending)\s+"
    r"(?P<event>(?:the|my|our|\S+'s)\s+\S[^,;:]*?)"
    r"(?=\s+(?:that|know|about|to|saying|we|i|it|if|whether|when|where)\b|\s*[:,.]|$)",
    re.IGNORECASE,
)

_REMINDED = re.compile(
    r"\bremind (?:everyone|everybody|all)(?: again)? (?:about|of)\s+"
    r"(?P<event>(?:the|my|our|\S+'s)\s+\S[^,;:.]*)",
    re.IGNORECASE,
)

# Whom a thing that is told to all is not for: to leave one out is no address.
_BUT_NOT = re.compile(
    r"^\W*(?:(?:please|can you|could you|would you|and|just)\s+)*\w+(?:\s+(?:an?|the)\b)?"
    r"(?:\s+(?:e-?mail|mail|message|note|line|word|reminder))?(?:\s+out)?(?:\s+to)?\s+"
    r"(?:all|every(?:one|body)|the (?:\w+ )?(?:guests|participants|attendees|invitees|team|others"
    r"|family|clients?))\b(?:(?! (?:that|know|saying|whether|if|about)\b)[^:.;!?]){0,80}?"
    r"[\s,]+(?:except(?:ing)?(?: for)?|excluding|apart from|other than|save for|minus|bar|without"
    r"|besides|but(?: not)?)\s+(?!(?:i|we|it|he|she|they|there|please|only|now|today"
    r"|tomorrow)\b)\S",
    re.IGNORECASE,
)
# What people are invited to; "everyone in the team" are no guests.
_IS_OCCASION = re.compile(
    rf"(?:\b(?:{EVENT}|{GATHERING}|launch|retreat|hackathon|reunion|barbecue|bbq|picnic|festival"
    r"|housewarming|show|fair|drill|course|lecture|exhibition)"
    r"|(?<!\bbuild)(?<!\bhous)(?<!\bking)(?<!\bth)ing)$",
    re.IGNORECASE,
)
_WHERE_OR_WHEN = re.compile(
    r"\s+(?:of|at|in|on|with|for|next|this|to-?day|to-?morrow|to-?night|(?:on )?(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day)\b.*$",
    re.IGNORECASE,
)

_NOTES = frozenset({"note", "line", "word", "words", "quick", "short", "quick note", "quick line"})


def new_mail(intent: Intent, query: Query) -> tuple[Step, ...]:
    """To an address the person typed or has, or to somebody they have mail with, found by name;
    whoever was named after "cc" gets a copy."""
    copied = _COPY.search(query.text)
    named = [
        name for name in filters.people(intent) if copied and name.lower() in copied["rest"].lower()
    ]
    if _BUT_NOT.match(query.text):  # who is left then is not known: the person is asked
        return (_to_whom(intent),)
    invited = _INVITED.search(query.text) or _REMINDED.search(query.text)
    if invited and not filters.people(intent):
        if not _IS_OCCASION.search(_WHERE_OR_WHEN.sub("", invited["event"])):
            return (_to_whom(intent),)
        return _to_guests(invited["event"], intent, query)
    to = addressing.addressees(_with_people(intent, without=named))
    cc = addressing.addressees(_with_people(intent, only=named), first=len(to.steps) + 1)
    said = said_of(intent)
    if str(said.get("about") or "").lower() in _NOTES:
        said.pop("about")
    arguments = {"to": to.addresses, **said}
    if cc.addresses:
        arguments["cc"] = cc.addresses
    looks = (*to.steps, *cc.steps)
    needed = tuple(step.id for step in looks)
    write = Step(f"s{len(looks) + 1}", "gmail", intent.operation, arguments, depends_on=needed)
    return (*looks, write)


def _to_guests(event: str, intent: Intent, query: Query) -> tuple[Step, ...]:
    """To all who are invited to an event."""
    look = Step("s1", "gcal", "told", {"thing": event, "after": query.now})
    arguments = {"to": Reference("s1", "items[0].everybody"), **_message_of(intent)}
    return look, Step("s2", "gmail", intent.operation, arguments, depends_on=("s1",))


def _to_whom(intent: Intent) -> Step:
    """Without a recipient: the person is asked for one."""
    return Step("s1", "gmail", intent.operation, {"to": [], **_message_of(intent)})


def _message_of(intent: Intent) -> dict[str, Any]:
    """The message alone, which tells more than the name of the event does."""
    said = said_of(intent)
    if "message" in said:
        said.pop("about", None)
    return said


def _with_people(
    intent: Intent, *, only: Sequence[str] | None = None, without: Sequence[str] = ()
) -> Intent:
    """The intent with some of its people."""
    kept = {
        name: [
            one
            for one in intent.entities.get(name, ())
            if (only is None or one in only) and one not in without
        ]
        for name in ("people", "addresses")
    }
    return replace(intent, entities={**intent.entities, **kept})


def new_event(intent: Intent, query: Query) -> tuple[Step, ...]:
    """With those who were named as its guests; what is put down for a cited mail or file is called
    as that is."""
    cited = reading.cited_item(intent, query)
    reads = () if cited is None else (Step("s0", cited.service, "read", {"id": cited.id}),)
    whom = addressing.addressees(intent)
    arguments = {**event_of(intent), **({"attendees": whom.addresses} if whom.addresses else {})}
    if reads and "title" not in arguments:
        arguments["title"] = Reference("s0", "items[0].title")
    day, on_the_day = beside(intent, query)
    looks = (*reads, *day, *whom.steps)
    write = Step(
        f"s{len(whom.steps) + 1}",
        "gcal",
        "create_event",
        {**arguments, **on_the_day},
        depends_on=tuple(step.id for step in looks),
    )
    return (*looks, write)


def beside(intent: Intent, query: Query) -> tuple[tuple[Step, ...], dict[str, Any]]:
    """The step that looks up the event by which a day was said, and the arguments that tell the
    day: when that event begins, and how many days from it; or, of what is right after it, when it
    ends."""
    said = intent.entities.get("beside")
    if not said:
        return (), {}
    look = Step("s0d", "gcal", "told", {"thing": str(said["event"]), "after": query.now})
    edge = str(said.get("edge") or "")
    day_of = Reference("s0d", "items[0].ends" if edge == "after" else "items[0].begins")
    told = {"day_of": day_of, "day_shift": int(said["days"])}
    return (look,), {**told, **({"edge": edge} if edge else {})}
