"""Questions about mails and who writes them: what waits for a reply, a digest, a discussion,
what was promised or answered, who somebody is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from agents.planning import filters, searching
from agents.query import Intent, Query, Reference, Service, Step

WAITING_DAYS = 60
DIGEST_LIMIT = 50
# With one of these a digest is not of unread mail alone.
_CHOSEN = frozenset({"after", "before", "newsletters", "circle", "sender", "participants"})
PROMISES_LIMIT = 20
CONTACTS = 3
PERSON_LIMIT = 10
NEWS_LIMIT = 40
_LATEST = re.compile(r"\b(?:latest|newest|news|updates?|developments?|what(?:'s| is) new)\b", re.I)
SHORT = timedelta(hours=12)  # what is shorter is a time that is spoken of, not that of a mail
_FIRST = re.compile(
    r"\b(?:(?<!newest )(?<!latest )(?<!recent )first|originally|earliest|oldest|since when|how long"
    r"|when did (?:i|we) (?:meet|start|get to know)|zuerst|erstmals|premi[eè]re fois|primera vez"
    r"|ilk)\b",
    re.IGNORECASE,
)
# Where somebody is named who wrote nothing.
_MENTIONED: tuple[tuple[str, Service], ...] = (("s1b", "gmail"), ("s1c", "gdrive"))
_SUMMARY = re.compile(
    r"^.{0,40}?\b(?:(?:recap|summar(?:y|ise|ize)|overview|gist|short version|tl;?dr|story|saga"
    r"|latest|upshot|outcome) (?:(?:of|on|about|with|from|behind) )?|sum up (?:for me )?"
    r"|(?:how (?:it|things|that)(?: all)? went|what (?:happened|became|came|has become))"
    r"(?: in the end)? (?:with|to|of|about|from) )(?:how it went (?:with|when) )?",
    re.IGNORECASE,
)
# What a mail that tells it speaks of.
_DETAIL_WORDS: Mapping[str, str] = {
    "phone": "phone number to call",
    "role": "job role responsible for",
}


def needs_reply(intent: Intent, query: Query) -> tuple[Step, ...]:
    """Mails that wait for the person's answer; of the last two months, then of any time."""
    asked = searching.arguments(_without_direction(_of_any_day(intent, query)), query, "gmail")
    arguments: dict[str, Any] = {"after": query.now - timedelta(days=WAITING_DAYS), **asked}
    first = Step("s1", "gmail", "waiting", arguments)
    if "after" in asked:
        return (first,)
    older = {name: value for name, value in arguments.items() if name != "after"}
    return first, Step("s1b", "gmail", "waiting", older, depends_on=("s1",), when_empty="s1")


def _of_any_day(intent: Intent, query: Query) -> Intent:
    """ "What must I answer today" asks for mails of any day."""
    window = intent.time_range
    if window and window.start and window.start >= searching.start_of_day(query):
        return replace(intent, time_range=None)
    return intent


def digest(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The unread mails, or those of the time that was named; else the newest."""
    arguments = {**searching.arguments(intent, query, "gmail"), "limit": DIGEST_LIMIT}
    if not _CHOSEN & arguments.keys():
        arguments["unread"] = True
    first = Step("s1", "gmail", "digest", arguments)
    wider = {k: v for k, v in arguments.items() if k not in ("unread", "after", "before")}
    if wider.keys() == arguments.keys() or "unread" in intent.entities.get("flags", ()):
        return (first,)
    wider = {**wider, "labels": ("INBOX",), "limit": searching.SEARCH_LIMIT}
    return first, Step("s1b", "gmail", "digest", wider, depends_on=("s1",), when_empty="s1")


def mails(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The mails of somebody, of a kind or of a time, the newest first; where there are none in the
    time, the newest of any time."""
    asked = {**searching.arguments(intent, query, "gmail"), "limit": searching.LIST_LIMIT}
    asked["file_types"] = tuple(intent.entities.get("file_types", ()))
    asked = {name: value for name, value in asked.items() if value not in (None, ())}
    if asked.get("query"):
        return (Step("s1", "gmail", "search", asked),)
    first = Step("s1", "gmail", "list", asked)
    wider = {name: value for name, value in asked.items() if name not in ("after", "before")}
    if wider.keys() == asked.keys():
        return (first,)
    wider["limit"] = CONTACTS
    return first, Step("s1b", "gmail", "list", wider, depends_on=("s1",), when_empty="s1")


def owed(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The mails that ask the person for money."""
    asked = searching.arguments(_without_direction(intent), query, "gmail")
    asked.pop("query", None)
    return (Step("s1", "gmail", "owed", asked),)


def sent_to(intent: Intent, query: Query) -> tuple[Step, ...]:
    """What the person sent about the topic."""
    asked = searching.arguments(intent, query, "gmail")
    return (Step("s1", "gmail", "search", {**asked, **searching.in_full(intent, query)}),)


def most(intent: Intent, query: Query) -> tuple[Step, ...]:
    """Who writes most to the person, or whom the person writes to most."""
    asked = searching.arguments(intent, query, "gmail")
    asked.pop("query", None)
    to_them = intent.entities.get("direction") == "to"
    labels = {"labels": ("SENT",)} if to_them else {}
    return (Step("s1", "gmail", "ranked", {**asked, **labels}),)


def drafts(intent: Intent, query: Query) -> tuple[Step, ...]:
    """What was written and not sent."""
    asked = {**searching.arguments(_whoever(intent), query, "gmail"), "limit": searching.LIST_LIMIT}
    return (Step("s1", "gmail", "search" if asked.get("query") else "list", asked),)


def few(intent: Intent, query: Query) -> tuple[Step, ...]:
    """So many of the newest mails, or of the first."""
    order = "oldest" if _FIRST.search(query.text) else "newest"
    asked = searching.arguments(intent, query, "gmail")
    asked = {**asked, "limit": int(intent.entities.get("many") or searching.SEARCH_LIMIT)}
    if asked.get("query"):
        return (Step("s1", "gmail", "search", asked),)
    return (Step("s1", "gmail", "list", {**asked, "order": order}),)


def promised(intent: Intent, query: Query) -> tuple[Step, ...]:
    """What the person wrote, to whom and about what is named; of the last two months, if nothing
    is."""
    asked = searching.arguments(_to_them(intent), query, "gmail")
    asked = {**asked, "labels": ("SENT",), "limit": searching.LIST_LIMIT}
    if asked.get("query"):
        return (Step("s1", "gmail", "search", {**asked, "limit": PROMISES_LIMIT}),)
    if not intent.entities.get("people"):
        asked = {"after": query.now - timedelta(days=WAITING_DAYS), **asked}
    return (Step("s1", "gmail", "list", asked),)


def each(intent: Intent, query: Query) -> tuple[Step, ...]:
    """What each of several people wrote about the topic."""
    words = filters.topic(intent)
    asked = {"query": words} if words else {}
    return tuple(
        Step(
            f"s{number}",
            "gmail",
            "search" if words else "list",
            {**asked, "sender": name, "limit": PERSON_LIMIT},
        )
        for number, name in enumerate(filters.everybody(intent), 1)
    )


def contact(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The first or the last mails from somebody, or to them; in all directions, where there are
    none."""
    if not filters.people(intent):
        return searching.steps(intent, query)
    to_them = intent.entities.get("direction") == "to"
    chosen = _to_them(intent) if to_them else _without_direction(intent)
    order = "oldest" if _FIRST.search(query.text) else "newest"
    asked = {**searching.arguments(chosen, query, "gmail"), "order": order, "limit": CONTACTS}
    asked.pop("query", None)
    own = {"labels": ("SENT",)} if to_them else {}
    both = {"participants": filters.everybody(intent), "order": order, "limit": CONTACTS}
    if intent.entities.get("direction") == "with":
        return (Step("s1", "gmail", "list", both),)
    return (
        Step("s1", "gmail", "list", {**asked, **own}),
        Step("s1b", "gmail", "list", both, depends_on=("s1",), when_empty="s1"),
    )


def awaiting(intent: Intent, query: Query) -> tuple[Step, ...]:
    """What the person asked and nobody answered, in the last two months or the time named."""
    asked = searching.arguments(_to_them(intent), query, "gmail")
    asked = {"after": query.now - timedelta(days=WAITING_DAYS), **asked, "labels": ("SENT",)}
    return (Step("s1", "gmail", "awaiting", asked),)


def replied(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The mails from somebody and those to them, the newest of both, with the whole thread of the
    one that is to be answered; where there are none, those that name them."""
    intent = _of_long_times(intent)
    is_mine = intent.entities.get("direction") == "to"
    theirs = searching.arguments(_without_direction(intent), query, "gmail")
    own = {**searching.arguments(_to_them(intent), query, "gmail"), "labels": ("SENT",)}
    made = [
        Step(f"s{number}", "gmail", "search" if asked.get("query") else "list", asked)
        for number, asked in enumerate((theirs, own), 1)
    ]
    asked = made[0] if is_mine else made[1]
    if not asked.arguments.get("query"):
        return tuple(made)
    whole = {"id": Reference(asked.id, "best.id")}
    made.append(Step("s3", "gmail", "thread", whole, depends_on=(asked.id,)))
    if filters.people(intent):
        words = " ".join((filters.topic(intent), *filters.people(intent)))
        named = {"query": words, "limit": PERSON_LIMIT}
        made.append(
            Step("s4", "gmail", "search", named, depends_on=(asked.id,), when_empty=asked.id)
        )
    return tuple(made)


def answer(intent: Intent, query: Query) -> tuple[Step, ...]:
    """What the person wrote, and the thread of it; and what they may be answered elsewhere."""
    intent = _of_long_times(intent)
    words = filters.topic(intent)
    if not words:
        return searching.steps(intent, query)
    own = {"query": words, "labels": ("SENT",), "limit": PERSON_LIMIT}
    theirs = searching.arguments(_without_direction(intent), query, "gmail")
    whole = {"id": Reference("s1", "best.id")}
    return (
        Step("s1", "gmail", "search", own),
        Step("s2", "gmail", "search", theirs),
        Step("s3", "gmail", "thread", whole, depends_on=("s1",)),
    )


def _of_long_times(intent: Intent) -> Intent:
    """ "About one o'clock" is what a mail speaks of, not when it came."""
    window = intent.time_range
    if window and window.start and window.end and window.end - window.start < SHORT:
        return replace(intent, time_range=None)
    return intent


def thread(intent: Intent, query: Query) -> tuple[Step, ...]:
    """The whole discussion that the best mail belongs to, and what else was named."""
    made: list[Step] = []
    rest = _of_what(query.text)
    intent = _of_long_times(_of_these_words(intent, rest))
    for service in intent.services or ("gmail",):
        step_id = f"s{len(made) + 1}"
        looks = searching.look(_as_a_search(intent), query, service, step_id)
        made.extend(_asking(rest, look) for look in looks)
        if service == "gmail":
            needed = tuple(look.id for look in looks)
            field = "discussed.id" if looks[0].arguments.get("query") else "items[0].id"
            whole = {"id": Reference(step_id, field)}
            made.append(Step(f"{step_id}r", service, "thread", whole, depends_on=needed))
            made.extend(_since(looks[0], query))
    return tuple(made)


def _since(look: Step, query: Query) -> tuple[Step, ...]:
    """More of what speaks of it, where the latest is asked for: it need not be what comes nearest
    to the words."""
    words = look.arguments.get("query")
    if not words or not _LATEST.search(query.text):
        return ()
    asked = {name: value for name, value in look.arguments.items() if name != "question"}
    return (Step(f"{look.id}n", "gmail", "search", {**asked, "limit": NEWS_LIMIT}),)


def _of_what(text: str) -> str:
    """The question without the wish for a summary, which is in no mail."""
    rest = _SUMMARY.sub("", text, count=1).strip()
    return rest if len(rest.split()) > 1 else text


def _asking(text: str, look: Step) -> Step:
    if "question" not in look.arguments:
        return look
    return replace(look, arguments={**look.arguments, "question": text})


def _of_these_words(intent: Intent, text: str) -> Intent:
    """The intent with those words of its topic that are in the text, if any is."""
    words = str(intent.entities.get("topic") or "").split()
    kept = " ".join(word for word in words if word.lower() in text.lower())
    return replace(intent, entities={**intent.entities, "topic": kept}) if kept else intent


def person(intent: Intent, query: Query) -> tuple[Step, ...]:
    """Who somebody is: their newest mails with signatures, those that say what else is asked,
    the mails that name them, and the events shared with them."""
    names = filters.everybody(intent)
    if not names:
        return searching.steps(intent, query)
    name, said = names[0], filters.people(intent)[0]
    detail = str(intent.entities.get("detail") or "")
    newest: dict[str, Any] = {"order": "newest", "limit": PERSON_LIMIT}
    theirs = Step("s1", "gmail", "signed", {"sender": name, **newest})
    words = " ".join(w for w in (filters.topic(intent), _DETAIL_WORDS.get(detail, "")) if w)
    asked = {"query": words, "sender": name, "limit": PERSON_LIMIT}
    telling = (Step("s1t", "gmail", "search", asked),) if words else ()
    about = filters.topic(intent) if detail else ""  # "mum spoke of her" is not in what names her
    named = {"query": f"{said} {about}".strip(), "limit": PERSON_LIMIT}
    mentioned = tuple(
        Step(step_id, service, "search", named, depends_on=("s1",), when_empty="s1")
        for step_id, service in _MENTIONED
    )
    if detail == "phone":
        return (theirs, *telling, *mentioned, *_numbers(said))
    if detail == "role":  # a list of who does what may tell it
        telling = (*telling, Step("s3", "gdrive", "search", {"query": f"{said} role", "limit": 5}))
    if detail:
        return (theirs, *telling, *mentioned)
    together = {"participants": (name,), "after": query.now, "order": "soonest"}
    ahead = Step("s2", "gcal", "list", {**together, "limit": PERSON_LIMIT})
    past = {"participants": (name,), "before": query.now, **newest}
    last = Step("s2b", "gcal", "list", past, depends_on=("s2",), when_empty="s2")
    return (theirs, *telling, *mentioned, ahead, last)


def _numbers(said: str) -> tuple[Step, ...]:
    """A number to call stands in the place of a call, too, and in contracts."""
    asked = {"query": f"{said} phone", "limit": PERSON_LIMIT}
    return Step("s2", "gcal", "search", asked), Step("s3", "gdrive", "search", asked)


def _without_direction(intent: Intent) -> Intent:
    """ "What does Ana expect from me": mails from her, whatever the wording."""
    entities: Mapping[str, Any] = {**intent.entities, "direction": "from"}
    return Intent(intent.services, intent.operation, entities, intent.time_range)


def _to_them(intent: Intent) -> Intent:
    entities: Mapping[str, Any] = {**intent.entities, "direction": "to"}
    return Intent(intent.services, intent.operation, entities, intent.time_range)


def _whoever(intent: Intent) -> Intent:
    """A draft to somebody is to them, a draft with nobody named to anybody."""
    return _to_them(intent) if intent.entities.get("people") else intent


def _as_a_search(intent: Intent) -> Intent:
    kept = {name: value for name, value in intent.entities.items() if name != "shape"}
    return Intent(intent.services, "search", kept, intent.time_range)


SHAPES: Mapping[str, Callable[[Intent, Query], tuple[Step, ...]]] = {
    "needs_reply": needs_reply,
    "digest": digest,
    "thread": thread,
    "drafts": drafts,
    "promised": promised,
    "awaiting": awaiting,
    "contact": contact,
    "few": few,
    "mails": mails,
    "most": most,
    "sent_to": sent_to,
    "owed": owed,
    "each": each,
    "replied": replied,
    "answer": answer,
    "person": person,
}
