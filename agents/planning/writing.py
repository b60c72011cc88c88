"""Steps that write: the searches that a write needs first, then the write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from agents.planning import addressing, filing, making, reading, searching
from agents.planning.arguments import (
    ARGUMENTS,
    NUMBERS,
    Found,
    shift_minutes,
    speaks_of_all_events,
    speaks_of_many,
)
from agents.query import (
    EMPTY,
    Citation,
    Intent,
    Operation,
    Query,
    Reference,
    Service,
    Step,
    TimeRange,
)

_NEW_MAIL: frozenset[Operation] = frozenset({"draft_email", "send_email"})
_SERVICES: Mapping[Operation, Service] = {
    "update_event": "gcal",
    "delete_event": "gcal",
    "respond_event": "gcal",
    "share_file": "gdrive",
    "unshare_file": "gdrive",
}
_TIDIES: frozenset[Operation] = frozenset({"label_email", "archive_email", "trash_email"})
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
LAST_DAYS = timedelta(days=2)
MANY_SHARES = 4
MANY_EVENTS = 50
MANY_MAILS = 500  # that are looked through for those that are meant
AFTER_LOOKS = 2  # a search is s1, its fallbacks s1b and s1c
_ADDS_PEOPLE = re.compile(
    r"^(?:please |can you |could you )*(?:add|invite|include)\b", re.IGNORECASE
)
_BY_ITS_HOUR = re.compile(
    r"\b(?:my|our|the|that) (?:half (?:past )?|quarter (?:past|to) )?(?:\d{1,2}(?:[:.]\d\d)?"
    r"|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: ?o['’]?clock| ?[ap]\.?m\b)",
    re.IGNORECASE,
)
_FROM_GOOGLE = re.compile(
    r"\b(?:from|by) (?:google )?(?P<name>drive|calendar|docs|sheets)\b(?! \w+@)", re.IGNORECASE
)
_PLURAL = re.compile(r"(?<=[-\w]{2}[a-rt-z])s$")
_NEWSLETTERS = frozenset({"newsletter", "newsletters"})
_KINDS = frozenset(
    {
        "newsletter",
        "newsletters",
        "notification",
        "notifications",
        "promotion",
        "promotions",
        "spam",
    }
)


def steps(intent: Intent, query: Query) -> tuple[Step, ...]:
    """A search for what the write is about (unless nothing is), then the write."""
    if intent.operation == "create_event":
        return making.new_event(intent, query)
    cited = reading.cited_item(intent, query)
    if intent.operation in _NEW_MAIL and cited is None:
        return making.new_mail(intent, query)
    if several := reading.cited_items(intent, query):
        return _tidied(several, intent, query)
    service = _SERVICES.get(intent.operation, "gmail")
    whom = addressing.addressees(
        _recipients(intent, query),
        first=AFTER_LOOKS,
        without=(*_owners_of_it(intent, query), *filing.words_of_title(intent, query)),
    )
    looks, found = _target(intent, query, service)
    if intent.operation == "forward_email":
        typed = [address for address in whom.addresses if isinstance(address, str)]
        looks = tuple(replace(s, arguments={**s.arguments, "not_from": typed}) for s in looks)
    day, on_the_day = making.beside(intent, query)
    looks = (*looks, *day)
    needed = (*(step.id for step in looks), *whom.step_ids)
    # Each person's access to a file is a write of its own.
    shares = service == "gdrive" and len(whom.addresses) > 1
    groups = [[one] for one in whom.addresses[:MANY_SHARES]] if shares else [whom.addresses]
    writes = (
        Step(
            f"s{AFTER_LOOKS + len(whom.steps) + number}",
            service,
            intent.operation,
            {**ARGUMENTS[intent.operation](intent, query, found, group), **on_the_day},
            depends_on=needed,
        )
        for number, group in enumerate(groups)
    )
    return (*looks, *whom.steps, *writes)


def _tidied(cited: Sequence[Citation], intent: Intent, query: Query) -> tuple[Step, ...]:
    """Several of the mails that the last answer cited, put away together."""
    reads = tuple(
        Step(f"s{number}", "gmail", "read", {"id": one.id}) for number, one in enumerate(cited, 1)
    )
    arguments = ARGUMENTS[intent.operation](
        intent, query, lambda name: Reference("s1", f"items[0].{name}"), []
    )
    arguments["message_ids"] = [Reference(step.id, "items[0].id") for step in reads]
    needed = tuple(step.id for step in reads)
    return (*reads, Step(f"s{len(reads) + 1}", "gmail", intent.operation, arguments, needed))


def _target(intent: Intent, query: Query, service: Service) -> tuple[tuple[Step, ...], Found]:
    """The steps that find what is written to, the cited item or a search, and the way to refer
    to a field of it."""
    cited = reading.cited_item(intent, query)
    if cited is not None and cited.service == service:
        return (
            (Step("s1", cited.service, "read", {"id": cited.id}),),
            lambda name: Reference("s1", f"items[0].{name}"),
        )
    looks = searching.look(_what(intent, query), query, service, "s1")
    if service == "gdrive":
        return _file(looks, intent, query)
    if service == "gcal" and (intent.entities.get("any_day") or _by_its_hour(intent, query)):
        looks = (_at_that_hour(intent, query),)
    elif service == "gcal":
        looks = (_ahead(looks[0], query),)
        if intent.operation == "delete_event" and speaks_of_all_events(query):
            looks = (_each_of(looks[0]),)
    if intent.operation in _TIDIES and speaks_of_many(intent, query):
        looks = (_all_of(looks[0]),)  # and never a wider one, of which nobody spoke
    if without := intent.entities.get("without"):
        looks = tuple(replace(s, arguments={**s.arguments, "without": without}) for s in looks)
    return looks, lambda name: Reference("s1", f"sure.{name}")


def _by_its_hour(intent: Intent, query: Query) -> bool:
    """ "My three o'clock on Friday": what begins then, and not what lasts all that day."""
    return not intent.entities.get("topic") and bool(_BY_ITS_HOUR.search(query.text))


def _at_that_hour(intent: Intent, query: Query) -> Step:
    """ "My three o'clock": the next one that begins then; on the day that was said, if any."""
    window = _range(intent.entities.get("from_time")) or intent.time_range
    at = window.start if window and window.start else query.now
    after, before = query.now, query.now + WEEK
    if not intent.entities.get("any_day") and window and window.start:
        after = window.start.replace(hour=0, minute=0, second=0, microsecond=0)
        before = after + DAY
    asked = {"at": at, "after": after, "before": before}
    return Step("s1", "gcal", "beginning", asked)


def _all_of(look: Step) -> Step:
    """Enough of them to tell how many more there are than can be put away together."""
    return replace(look, arguments={**look.arguments, "limit": MANY_MAILS})


def _file(looks: tuple[Step, ...], intent: Intent, query: Query) -> tuple[tuple[Step, ...], Found]:
    """The file that access is given to or taken from: of the latter first among those that are
    shared with whom it is taken from, then among all."""
    steps, found = filing.file(looks, intent, query)
    first = looks[0]
    if first.operation != "search" or "shared_with" not in first.arguments:
        return steps, found
    asked = {name: value for name, value in first.arguments.items() if name != "shared_with"}

    def of_any(name: str) -> Any:
        one = found(name)
        known = one if isinstance(one, tuple) else (one,)
        return (*known, Reference("s1w", f"sure.{name}"))

    return (*steps, Step("s1w", "gdrive", "search", asked)), of_any


def _each_of(look: Step) -> Step:
    """Every event that it is about: "all stand-ups" are each a stand-up."""
    words = str(look.arguments.get("query") or "").split()
    asked = {"query": " ".join(_PLURAL.sub("", word) for word in words)} if words else {}
    return replace(look, arguments={**look.arguments, **asked, "limit": MANY_EVENTS})


def _ahead(look: Step, query: Query) -> Step:
    """Only an event to come can still be changed, unless the person named a time that is over.
    Of a week that ends today the one that begins is meant."""
    today, asked = searching.start_of_day(query), dict(look.arguments)
    after, before = asked.get("after"), asked.get("before")
    if after is None and look.operation == "search":
        asked["after"] = today
    elif after is not None and before is not None and after < today < before:
        asked["after"] = today
        if before - after >= WEEK and before - today < LAST_DAYS:
            asked["before"] = today + WEEK
    return replace(look, arguments=asked)


def _what(intent: Intent, query: Query) -> Intent:
    """The intent with only what describes the thing itself: not the new time of an event, nor
    the people that it goes to."""
    entities = {name: value for name, value in intent.entities.items() if name != "shape"}
    window = intent.time_range
    people = list(_owners_of_it(intent, query))
    if intent.operation == "update_event" and not shift_minutes(intent, query):
        window = _range(entities.get("from_time"))
    if intent.operation in ("share_file", "forward_email") or _adds_people(intent, query):
        entities |= {"people": people, "addresses": [], "direction": "from"}
    if _SERVICES.get(intent.operation) == "gdrive":
        entities["topic"] = filing.title_of(intent, query)
        titled = filing.words_of_title(intent, query)
        entities["people"] = [name for name in entities.get("people", ()) if name not in titled]
    if intent.operation == "reply_email":
        entities["direction"] = "from"
    if intent.operation == "label_email":
        entities |= {"labels": [], "flags": entities.get("only", [])}
    if intent.operation in _TIDIES:
        words = str(entities.get("topic") or "").split()
        entities["topic"] = " ".join(w for w in words if w.lower() not in NUMBERS)
    if intent.operation in _TIDIES:
        entities |= _of_a_kind(entities) | _of_a_machine(entities, query)
    if _names_people(entities) and str(entities.get("topic", "")).lower() in _KINDS:
        entities["topic"] = ""  # any mail of theirs is one
    if intent.operation == "unshare_file":
        entities["direction"] = "with"
    return replace(intent, entities=entities, time_range=window)


def _of_a_kind(entities: Mapping[str, Any]) -> dict[str, Any]:
    """ "The Lantern newsletters": the kind chooses, and the other words tell which."""
    words = str(entities.get("topic") or "").split()
    others = [word for word in words if word.lower() not in _NEWSLETTERS]
    if len(others) == len(words):
        return {}
    flags = dict.fromkeys((*entities.get("flags", ()), "newsletters"))
    return {"topic": " ".join(others), "flags": list(flags)}


def _of_a_machine(entities: Mapping[str, Any], query: Query) -> dict[str, Any]:
    """ "From Drive": of mails that is no place to look in, but who sends them."""
    found = _FROM_GOOGLE.search(query.text)
    if found is None or entities.get("people"):
        return {}
    return {"people": [found["name"].capitalize()], "addresses": [], "direction": "from"}


def _range(said: Mapping[str, Any] | None) -> TimeRange | None:
    if not said:
        return None
    start, end = (said.get(name) for name in ("start", "end"))
    return TimeRange(
        datetime.fromisoformat(start) if start else None,
        datetime.fromisoformat(end) if end else None,
    )


def _names_people(entities: Mapping[str, Any]) -> bool:
    """Whether anybody is named whose mails they are."""
    return bool(entities.get("people") or entities.get("addresses"))


def _owners_of_it(intent: Intent, query: Query) -> tuple[str, ...]:
    """Of the people named those whose mail is forwarded: who stands before the last "to"; without
    one all, where an address says to whom, else all but the last."""
    names = tuple(intent.entities.get("people", ()))
    if intent.operation != "forward_email":
        return ()
    _, to, whom = query.text.lower().rpartition(" to ")
    if to and any(name.lower() in whom for name in names):
        return tuple(name for name in names if name.lower() not in whom)
    return names if intent.entities.get("addresses") else names[:-1]


def _adds_people(intent: Intent, query: Query) -> bool:
    adds = bool(intent.entities.get("invites")) or bool(_ADDS_PEOPLE.match(query.text.strip()))
    return intent.operation == "update_event" and adds


def _recipients(intent: Intent, query: Query) -> Intent:
    """The intent with only the people that the write goes to."""
    goes_to = ("share_file", "unshare_file", "forward_email")
    if intent.operation in goes_to or _adds_people(intent, query):
        return intent
    return replace(intent, entities=EMPTY)
