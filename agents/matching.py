"""How well the items of a step match what it looked for: a search always finds something."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from agents import certainty
from agents.query import Item, StepResult
from agents.words import content_words, plain_coverage, words_of

# The share of the asked words that an item must hold to be written to.
PAIR = 2
SURE = 0.5
EVERY = 0.66  # where many are written to at once
# Cosines to the question from which a hit means the same in other words.
NEAR = 0.5
LEAD = 0.05  # of the nearest of several that hold as many words
NEAR_AMONG_FEW = 0.3
NEAREST_OF_FEW = 0.25
_PEOPLE = ("attendees", "owners", "shared_with", "to")
_NARROWS = frozenset(
    {"sender", "recipient", "participants", "after", "before", "labels", "unread", "owner"}
    | {"file_types", "shared_with", "newsletters"}
)

_PEOPLE_FILTERS = frozenset({"sender", "recipient", "participants", "owner", "shared_with"})
_PASSED_ON = re.compile(r"^(?:\s*\w{2,4}\s*:)*?\s*(?:fwd?|wg|tr|rv|i|ilt)\s*:", re.IGNORECASE)
_AUTOMATIC = re.compile(
    r"^(?:.*[-_.+])?(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|ne[-_.]?pas[-_.]?repondre|notifications?"
    r"|newsletters?|mailer[-_.]?daemon|postmaster|bounces?|automated|auto|alerts?|updates?"
    r"|marketing|news|digest|comments-noreply|drive-shares[-\w]*|calendar-notification)"
    r"(?:[-_.+].*)?@",
    re.IGNORECASE,
)
_BULK = frozenset(
    {"CATEGORY_PROMOTIONS", "CATEGORY_SOCIAL", "CATEGORY_FORUMS", "SPAM", "TRASH", "DRAFT"}
)


_EDITS = frozenset({"writer", "fileOrganizer", "organizer", "owner"})
_CODE = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{4,}\b")
_ENDING = re.compile(r"\.\w{1,5}$")
_PREFIXES = re.compile(r"^(?:\s*\w{1,4}\s*:)+")


def is_automatic(mail: Item) -> bool:
    """Whether a machine or a list wrote it: by its headers, its labels or its sender."""
    labels = set(mail.details.get("labels") or ())
    sender = str(mail.details.get("sender_email") or "")
    return bool(mail.details.get("is_bulk") or labels & _BULK or _AUTOMATIC.match(sender))


def is_personal(mail: Item) -> bool:
    """Whether a person wrote it to somebody: no machine, no list, and nothing that Gmail files
    under its updates (receipts, statements, confirmations)."""
    return not is_automatic(mail) and "CATEGORY_UPDATES" not in (mail.details.get("labels") or ())


def text_of(item: Item) -> str:
    """Everything of an item that a question may mean."""
    details = item.details
    said = [str(details.get(name) or "") for name in ("sender_name", "sender_email", "location")]
    said += [_person(one) for name in _PEOPLE for one in details.get(name) or ()]
    return "\n".join(
        (
            item.title,
            item.text,
            str(details.get("snippet", "")),
            str(details.get("path", "")),
            *said,
        )
    )


def is_weak(result: StepResult, *, than: float = certainty.SURE) -> bool:
    """Whether none of the items that a search found is so likely about its words (log odds)."""
    wanted = content_words(str(result.step.arguments.get("query") or ""))
    if not wanted:
        return False
    texts = [text_of(item) for item in result.items]
    near = [item.details.get("similarity") for item in result.items]
    said = content_words(str(result.step.arguments.get("question") or ""))
    return certainty.surest(zip(texts, near, strict=True), wanted, said) < than


def best(
    result: StepResult, arguments: Mapping[str, Any], *, sure: bool, question: str = ""
) -> Item | None:
    """The item of a step that matches its words best; among those that match equally, the one
    that holds more of the whole `question`.

    A file whose title the question says in full is that one. With `sure` at least half of the
    words must be there, or they must mean nearly the same, or else a filter must have chosen it;
    without, any one of them. None where no item does, or only one that is to be spared. Which
    file is to be shared, `file_meant` tells.
    """
    result = replace(result, items=spared(result.items, arguments)[0])
    wanted = content_words(str(arguments.get("query") or ""))
    asked = content_words(question)
    if not wanted:
        return _of_a_list(result.items, arguments, asked, sure=sure)
    enough = [
        item
        for item in result.items
        if (held := plain_coverage(wanted, text_of(item))) > 0
        and (not sure or held > SURE or (held == SURE and not _is_a_pair(item, wanted)))
    ]
    if said := named_in(enough, question):
        return said
    if not enough:
        return _nearest(result.items, arguments, sure=sure)
    if sure and _may_be_any(enough, wanted):
        return None
    worth = {id(item): _worth(item, wanted, asked) for item in enough}
    top = max(worth.values())
    equal = [item for item in enough if worth[id(item)] == top]
    return min(equal, key=_begins) if sure and equal[0].service == "gcal" else equal[0]


def _is_a_pair(item: Item, wanted: frozenset[str]) -> bool:
    """Of "the bank statement" a mail that holds "bank" is another one."""
    return item.service == "gmail" and len(wanted) == PAIR


def _may_be_any(items: Sequence[Item], wanted: frozenset[str]) -> bool:
    """Whether none of several mails holds more of the words than the others, nor all of them, nor
    is nearer to what was asked: to write to one would be a guess."""
    if len(items) < 2 or items[0].service != "gmail":
        return False
    held = sorted((plain_coverage(wanted, text_of(item)) for item in items), reverse=True)
    if held[0] >= 1 or held[0] > held[1]:
        return False
    near = sorted((float(i.details.get("similarity") or 0.0) for i in items), reverse=True)
    return near[0] < NEAR or near[0] - near[1] < LEAD


def named_in(items: Sequence[Item], question: str) -> Item | None:
    """The file whose title of several words stands in the question word by word, with or without
    its ending; the longest of several."""
    asked = written_apart(question)
    said = [
        (len(title), item)
        for item in items
        if item.service == "gdrive"
        for title in titles_of(item)
        if len(title.split()) > 1 and title in asked
    ]
    return max(said, key=lambda one: one[0])[1] if said else None


def titles_of(file: Item) -> set[str]:
    """How a file may be called: with or without its ending, and without a code that nobody says."""
    plain = _ENDING.sub("", file.title)
    return {written_apart(file.title), written_apart(plain), written_apart(_CODE.sub("", plain))}


def may_be_changed(item: Item, own_address: str) -> bool:
    """Whether access to it is the person's to give: not of a file that somebody else owns."""
    owners = {str(one.get("email", "")).lower() for one in item.details.get("owners") or ()} - {""}
    own = {own_address.lower(), str(item.details.get("account") or "").lower()}
    return item.service != "gdrive" or not owners or bool(owners & own)


def may_be_shared(item: Item, own_address: str) -> bool:
    """Whether the person may give others access to it: owners may, and who may edit it."""
    own = {own_address.lower(), str(item.details.get("account") or "").lower()} - {""}
    edits = (
        str(one.get("email", "")).lower()
        for one in item.details.get("shared_with") or ()
        if str(one.get("role")) in _EDITS
    )
    return may_be_changed(item, own_address) or not own.isdisjoint(edits)


def written_apart(text: str) -> str:
    """The words of a text, each between two spaces."""
    return f" {' '.join(words_of(text.replace('_', ' ')))} "


def _worth(item: Item, wanted: frozenset[str], asked: frozenset[str]) -> float:
    """The words in the title count most; what the person wrote or passed on, and what machines
    tell about something, is seldom the thing itself."""
    title = _PREFIXES.sub("", item.title)
    worth = 2 * plain_coverage(wanted, title) + plain_coverage(wanted, text_of(item))
    worth += plain_coverage(asked, title) + 0.5 * plain_coverage(asked, text_of(item))
    worth += 0.5 * float(item.details.get("similarity") or 0.0)
    labels = set(item.details.get("labels") or ())
    worth -= 1.0 if labels & {"SENT", "DRAFT"} else 0.0
    worth -= 1.0 if item.service == "gmail" and is_automatic(item) else 0.0
    return worth - (0.5 if _PASSED_ON.match(item.title) else 0.0)


def _nearest(items: Sequence[Item], arguments: Mapping[str, Any], *, sure: bool) -> Item | None:
    """The first hit, where it means what was asked for in other words. Among the mails or events
    of one person, or (to be read) of a bounded time, less is enough."""
    if not items:
        return None
    is_of_people = bool(_PEOPLE_FILTERS & arguments.keys())
    is_of_a_time = {"after", "before"} <= arguments.keys()
    if sure:
        needed = NEAR_AMONG_FEW if is_of_people else NEAR
    else:
        needed = NEAREST_OF_FEW if is_of_people or is_of_a_time else NEAR
    similarity = float(items[0].details.get("similarity") or 0.0)
    return items[0] if similarity >= needed else None


def every(result: StepResult, arguments: Mapping[str, Any]) -> tuple[Item, ...]:
    """The items of a step that may be written to together: those that hold most of its words, or
    all that its filters chose; but those that are to be spared."""
    wanted = content_words(str(arguments.get("query") or ""))
    items, _ = spared(result.items, arguments)
    if not wanted:
        return items if _NARROWS & arguments.keys() else ()
    return tuple(item for item in items if plain_coverage(wanted, text_of(item)) >= EVERY)


def spared(
    items: tuple[Item, ...], arguments: Mapping[str, Any]
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The items that may be written to, and those that hold the words of `without`; what somebody
    wrote is not passed on to them (`not_from`), where there is another."""
    theirs = set(arguments.get("not_from") or ())
    items = tuple(i for i in items if i.details.get("sender_email") not in theirs) or items
    words = content_words(str(arguments.get("without") or ""))
    if not words:
        return items, ()
    holds = [plain_coverage(words, text_of(item)) >= SURE for item in items]
    return (
        tuple(item for item, held in zip(items, holds, strict=True) if not held),
        tuple(item for item, held in zip(items, holds, strict=True) if held),
    )


def _of_a_list(
    items: Sequence[Item], arguments: Mapping[str, Any], asked: frozenset[str], *, sure: bool
) -> Item | None:
    """The first of a list. To be written to, a filter must have chosen it; of several events the
    one that the question names, rather one that begins in the time asked for than one that only
    reaches into it, and rather one among few people."""
    if not sure or not items:
        return next(iter(items), None)
    if not _NARROWS & arguments.keys():
        return None
    if items[0].service != "gcal":
        return items[0]
    after = arguments.get("after")

    def rank(event: Item) -> tuple[bool, float, bool, int, float]:
        reaches_in = isinstance(after, datetime) and bool(event.when and event.when < after)
        guests = len(event.details.get("attendees") or ())
        named = plain_coverage(asked, event.title)
        return reaches_in, -named, bool(event.details.get("all_day")), guests, _begins(event)

    return min(items, key=rank)


def _begins(item: Item) -> float:
    return item.when.timestamp() if item.when else float("inf")


def _person(entry: object) -> str:
    if isinstance(entry, Mapping):
        return f"{entry.get('name', '')} {entry.get('email', '')}"
    return str(entry)
