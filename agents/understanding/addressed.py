"""Whom "him", "her" or "them" means in a wish to write: the people of the turns before, or who sent
the mail that was just shown."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from agents.query import EarlierTurn, Intent, Operation, Service
from agents.understanding import pointing
from agents.understanding.wishes.names import PRONOUNS
from agents.words import content_words, coverage

CONFIDENCE: Final = 0.8
TURNS: Final = 2  # back to which "her" may point
_NEW_MAIL: Final[frozenset[Operation]] = frozenset({"draft_email", "send_email"})
_NAMES_PEOPLE: Final[frozenset[Operation]] = _NEW_MAIL | {
    "forward_email", "share_file", "unshare_file", "update_event", "create_event",
}  # fmt: skip
_OF_EVENTS: Final[frozenset[Operation]] = frozenset(
    {"update_event", "delete_event", "respond_event"}
)
_ACTS_ON: Final[dict[Operation, Service]] = {
    "update_event": "gcal", "delete_event": "gcal", "respond_event": "gcal",
    "archive_email": "gmail", "trash_email": "gmail", "label_email": "gmail",
    "forward_email": "gmail", "share_file": "gdrive", "unshare_file": "gdrive",
}  # fmt: skip
_TOUCHES: Final = frozenset(_ACTS_ON)
_MANY: Final = re.compile(
    r"\b(?:all|every|everything|both|ones|others?|e-?mails|mails|messages|files|events|meetings)\b"
)
_GOES_TO: Final = r"(?:to|with|for|invite|add|uninvite|send|drop|write|give)"
_ONE: Final = re.compile(rf"\b{_GOES_TO} (?P<who>him|her)\b(?! (?:mails?|e-?mails?|messages?)\b)")
_ALL: Final = re.compile(rf"\b{_GOES_TO} (?P<who>them|both)\b")
_IS_INVITED: Final = re.compile(r"\b(?:with|invite|add) (?:him|her|them|both)\b")  # not "for him"
_ANSWERS_THEM: Final = re.compile(
    r"^(?:answer|reply to|respond to|write back to|get back to) (?:him|her|them)\b"
)
_SENDER: Final = re.compile(r"\*\*(?P<name>[^*]+)\*\* wrote\b")
_BY_THE_PERSON: Final = re.compile(r"\W*you wrote\b", re.IGNORECASE)


def named(own: Intent, wish: str, earlier: tuple[EarlierTurn, ...]) -> Intent:
    """The wish with the people that its pronoun means; as it is where none is said, or where it
    may be any of several."""
    answers = own.operation == "reply_email" and "ordinal" not in own.entities
    if not (answers or own.operation in _NAMES_PEOPLE) or _names(own):
        return own
    if own.operation == "create_event" and not _IS_INVITED.search(wish):
        return own
    if answers and (told := _of_another(own, wish, earlier[-1])):
        return told
    everybody = bool(_ALL.search(wish))
    if not everybody and not _ONE.search(wish):
        return own
    for before in reversed(earlier[-TURNS:]):
        if answers and (shown := _answering(own, before)) is not None:
            return shown
        people = [str(name) for name in before.intent.entities.get("people", ())]
        if people and (everybody or len(people) == 1):
            return _with(own, [_in_full(name, before.answer) for name in people], before.intent)
        if people:
            return own
        if own.operation in _NEW_MAIL and (answering := _answering(own, before)) is not None:
            return answering
    return own


def among_shown(own: Intent, wish: str, before: EarlierTurn) -> Intent:
    """The wish with the one of the things shown that its words name: after "what's on Friday?" the
    stand-up is Friday's. As it is where none is named, several are, or a time says which."""
    operations = pointing.operations_for(wish) or {}
    if own.operation in _ACTS_ON:
        operations = {**operations, _ACTS_ON[own.operation]: own.operation}
    verb, _, _ = wish.partition(" ")
    topic = str(own.entities.get("topic") or "").split()
    words = " ".join(topic[1:] if topic[:1] == [verb] else topic)
    if own.operation in _OF_EVENTS:
        words = " ".join((words, *own.entities.get("people", ())))
        said = own.time_range if own.operation != "update_event" else None
        if said or own.entities.get("from_time"):
            return own
    wanted = content_words(words)
    if not wanted or _MANY.search(wish) or "ordinal" in own.entities:
        return own
    named_ = [
        one
        for one in before.citations
        if operations.get(one.service) in _TOUCHES
        and coverage(wanted, one.title.replace("_", " ")) >= 1
    ]
    if len(named_) != 1:
        return own
    one = named_[0]
    return replace(
        own,
        services=(one.service,),
        operation=operations[one.service],
        entities={**own.entities, "ordinal": one.n},
        confidence=max(own.confidence, CONFIDENCE),
        clarification=None,
    )


def _names(own: Intent) -> bool:
    entities = own.entities
    uninvited = [name for name in entities.get("uninvited", ()) if name not in PRONOUNS]
    return bool(entities.get("people") or entities.get("addresses") or uninvited)


def _with(own: Intent, people: list[str], before: Intent) -> Intent:
    entities: dict[str, Any] = dict(own.entities)
    if "uninvited" in entities:
        entities["uninvited"] = people
    else:
        entities |= {"people": people, "direction": entities.get("direction") or "to"}
        if chosen := before.entities.get("chosen") or _told(people, before):
            entities["chosen"] = chosen
    return replace(own, entities=entities, clarification=None)


def _of_another(own: Intent, wish: str, before: EarlierTurn) -> Intent | None:
    """A mail to her, of whom the mail that was shown tells in somebody else's name: what a machine
    sent of a comment, nobody reads an answer to."""
    people = [str(name) for name in before.intent.entities.get("people", ())]
    topic = str(before.intent.entities.get("topic") or "")
    people = people or ([topic] if topic.istitle() and " " not in topic else [])
    sender = _SENDER.match(before.answer)
    if len(people) != 1 or sender is None or not _ANSWERS_THEM.match(wish):
        return None
    if content_words(people[0]) & content_words(sender["name"]):
        return None
    return _with(replace(own, operation="send_email"), people, before.intent)


def _in_full(name: str, answer: str) -> str:
    """A first name as the one person is called whom the answer told of by it."""
    called = re.findall(rf"\*\*({re.escape(name)} [^\W\d_][\w'’-]+)\*\*", answer)
    taken = re.findall(rf"\bI took {re.escape(name)} to be ([^,.()]+?) \(", answer)
    names = {*called, *taken}
    return names.pop() if len(names) == 1 else name


def _told(people: list[str], before: Intent) -> dict[str, str]:
    """The address of each, where it was said which of several of a name is meant."""
    known = before.entities.get("contacts") or {}
    is_told = "which" in before.entities
    return {name: str(known[name][0]["address"]) for name in people if is_told and known.get(name)}


def _answering(own: Intent, before: EarlierTurn) -> Intent | None:
    """An answer to the mail that was shown first, where that is what was shown."""
    shown = before.citations[:1]
    if not shown or shown[0].service != "gmail" or _BY_THE_PERSON.match(before.answer):
        return None
    return replace(
        own,
        operation="reply_email",
        services=("gmail",),
        entities={**own.entities, "ordinal": shown[0].n},
        confidence=CONFIDENCE,
        clarification=None,
    )
