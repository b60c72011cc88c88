"""Questions for mails as such: whose, when, which of them. "The oldest mail from Ana", "anything
from the bank since Friday?", "what did I send yesterday?", "who wrote to me?".

Only what is understood to its last word is taken for such a question; of any other the words that
are left mean something, and it is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from agents.query import Intent, Operation, Query, TimeRange
from agents.understanding import dates, mailing_limits, mailing_words, questions
from agents.understanding.mailing_words import MAIL
from agents.understanding.wording import blanked, request, without_politeness, words_of

CONFIDENCE: Final = 0.9
_MAY_ASK: Final[frozenset[Operation]] = frozenset({"search", "summarize", "unsupported"})
_FILLERS: Final = re.compile(
    r"\b(?:that|which|who|have|has|had|been|was|were|are|is|did|do|i|we|got|get|received?|come|came"
    r"|coming|sent|written|arrived|landed|me|us|to|in|into|my|our|inbox|mailbox|box|please|there"
    r"|at|all|ever|so|far|still|yet|exactly|again|by|the|of|lately|recently|altogether|already"
    r"|actually|over|during|around|through|on|for|dated|from|and|e-?mail|mails?|by e-?mail|then"
    r"|whatsoever|anyway|gmail|it|they|them)\b",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"^(?:(?:and|so|please|just|now|hey|ok|right|well|then|also|but|oh|um|can you|could you"
    r"|tell me|remind me|check(?: if| whether)?|see (?:if|whether)|look(?: and see)? (?:if|whether)"
    r"|i(?:'d| would) like to (?:know|see)|i wonder if|was wondering if)\b[,.:]* )+",
    re.IGNORECASE,
)


# No command, whatever it resembles.
_GOT: Final = re.compile(r"\b(?:i|we)(?:'ve| have)? (?:got|had|received)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Asked:
    """What is left of a question, and what was understood of it."""

    rest: str
    query: Query
    time: TimeRange | None = None
    people: list[str] = field(default_factory=list)
    entities: dict[str, Any] = field(default_factory=dict)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.rest)
        if found:
            self.rest = blanked(self.rest, [found.span()])
        return found


def mailed(text: str, operation: Operation, query: Query) -> Intent | None:
    """The intent of a question for mails as such, understood to its last word; else None.
    `operation` is what its words resemble most: a command is not taken for a question."""
    _, plain = without_politeness(text)
    body = _LEAD.sub("", plain.strip()).rstrip("?.! ")
    if operation not in _MAY_ASK:
        got = _GOT.search(body) is not None
        return _news(body, query) or (_listed(body, query) if got else None)
    known = (
        _circle(body)
        or _waiting(text, body)
        or _owed(body)
        or _ranked(body, query)
        or _news(body, query)
    )
    known = known or _of_a_matter(body, query) or _open_with(body)
    known = known or _counted(body, query) or _why(body)
    return known or _listed(mailing_words.as_mails(mailing_limits.of_the_night(body)), query)


def _listed(body: str, query: Query) -> Intent | None:
    head = mailing_words.HEAD.match(body)
    if head is None:
        return None
    asked = _Asked(body[head.end() :].strip(), query)
    if not _claim_time(asked):
        return None
    _claim_adjectives(asked, head["adjectives"] or "")
    if head["many"]:
        asked.entities["many"] = mailing_words.number(head["many"])
    for claim in _CLAIMS:
        claim(asked)
    if _FILLERS.sub(" ", asked.rest).strip(" ,;:-–—'\"?.!"):
        return None
    return _intent(asked) if _says_enough(asked, head) else None


def _counted(body: str, query: Query) -> Intent | None:
    """How many mails came from a group of people, or not about something: of anything else the
    words are counted."""
    head = mailing_words.HOW_MANY.match(body)
    found = _listed(body[head.end() :], query) if head else None
    if found is None or not {"circle", "colleagues", "besides", "not_by"} & found.entities.keys():
        return None
    return replace(found, entities={**found.entities, "shape": "count"})


def _why(body: str) -> Intent | None:
    """Why somebody does not come, or whether: they wrote it, whatever the calendar says."""
    found = mailing_limits.WHY.match(body)
    if found is None or not mailing_words.may_be_called(found["who"]):
        return None
    entities = {"people": [found["who"]], "direction": "from", "topic": "cannot come"}
    return Intent(("gmail",), "search", entities, None, CONFIDENCE)


def _says_enough(asked: _Asked, head: re.Match[str]) -> bool:
    """ "Is there anything?" asks for no mail."""
    is_mail = bool(re.search(MAIL, head.group(), re.IGNORECASE))
    if asked.people or asked.entities.keys() - {"many"}:
        return True  # but "the first thing on Friday" is an event
    return is_mail and (asked.time is not None or "many" in asked.entities)


def _claim_time(asked: _Asked) -> bool:
    """False where it is of a time to come: no mail is."""
    if older := asked.take(mailing_words.OLDER):
        days = mailing_words.DAYS[older["unit"].lower()] * mailing_words.number(older["number"])
        asked.time = TimeRange(None, asked.query.now - timedelta(days=days))
        return True
    if asked.take(mailing_limits.OVERNIGHT):
        asked.time = _last_night(asked.query)
        return True
    when = dates.find_time(
        asked.rest, now=asked.query.now, time_zone=asked.query.time_zone, ahead=False
    )
    asked.rest = blanked(asked.rest, when.spans)
    asked.time = when.range
    start = when.range.start if when.range else None
    return start is None or start <= asked.query.now


def _last_night(query: Query) -> TimeRange:
    local = query.now.astimezone(ZoneInfo(query.time_zone))
    evening, morning = mailing_limits.HOURS
    today = local.replace(hour=0, minute=0, second=0, microsecond=0)
    start = (today - timedelta(days=1)).replace(hour=evening)
    return TimeRange(start, min(today.replace(hour=morning), query.now))


def _claim_adjectives(asked: _Asked, said: str) -> None:
    for pattern, entities in mailing_words.ADJECTIVES:
        if found := pattern.search(said):
            _add(asked, entities)
            if number := found.groupdict().get("number"):
                asked.entities["many"] = mailing_words.number(number)


def _add(asked: _Asked, entities: dict[str, Any]) -> None:
    for key, value in entities.items():
        known = asked.entities.get(key)
        asked.entities[key] = [*known, *value] if isinstance(known, list) else value


def _claim_exceptions(asked: _Asked) -> None:
    """What the mails shall not be about, from whom not, and that nothing is attached to them."""
    if found := asked.take(mailing_limits.BESIDES):
        asked.entities["besides"] = found["besides"].strip()
    if found := asked.take(mailing_limits.NOT_BY):
        asked.entities["not_by"] = mailing_words.names_in(found["who"])
    if asked.take(mailing_limits.BARE):
        _add(asked, {"flags": ["bare"]})


def _claim_signs(asked: _Asked) -> None:
    for pattern, entities in mailing_words.SIGNS:
        if asked.take(pattern):
            _add(asked, entities)
    if kind := asked.take(mailing_words.WITH_FILE):
        _add(asked, {"flags": ["attachment"]})
        if known := mailing_words.file_type(kind["kind"]):
            asked.entities["file_types"] = [known]
    if found := asked.take(mailing_words.IN_LANGUAGE):
        asked.entities["language"] = mailing_words.LANGUAGES[found["language"].lower()]


def _claim_topic(asked: _Asked) -> None:
    if found := asked.take(mailing_words.ABOUT):
        asked.entities["topic"] = found["topic"].strip(" ,;:?.!")


def _claim_people(asked: _Asked) -> None:
    for direction, pattern in mailing_words.PEOPLE:
        found = asked.take(pattern)
        if found is None:
            continue
        if group := mailing_words.group_of(found["who"]):
            if direction in ("own", "to") and group.pop("colleagues", None):
                group = {"circle": "colleagues"}
            _add(asked, group)
        else:
            asked.people += mailing_words.names_in(found["who"])
        if direction == "own":
            asked.entities |= {"labels": ["SENT"], "direction": "to"}
        if direction == "to" and not asked.people:
            asked.entities["labels"] = ["SENT"]
        asked.entities.setdefault("direction", direction)
    if asked.take(mailing_words.I_SENT):
        asked.entities |= {"labels": ["SENT"], "direction": "to"}


_CLAIMS: Final[tuple[Callable[[_Asked], None], ...]] = (
    _claim_exceptions,
    _claim_signs,
    _claim_topic,
    _claim_people,
)


def _intent(asked: _Asked) -> Intent | None:
    found = dict(asked.entities)
    if asked.people:
        found["people"] = list(dict.fromkeys(asked.people))
        if any(not mailing_words.may_be_called(name) for name in found["people"]):
            return None
    is_unread = "unread" in found.get("flags", ())
    is_less = {"besides", "not_by"} & found.keys() or "bare" in found.get("flags", ())
    chosen_else = found.get("many") or found.get("labels") or is_unread or is_less
    if found.get("topic") and not chosen_else:
        return None  # what is about something is looked for, and read, in other ways
    chosen_alone = bool(asked.people or found.get("topic")) or {"labels", "file_types"} & set(found)
    flags = set(found.get("flags", ()))
    if found.get("many"):
        found["shape"] = "few"
    elif chosen_alone or is_less or "language" in found or flags & {"starred", "attachment"}:
        found["shape"] = "mails"
    else:
        found["shape"] = "digest"
    return Intent(("gmail",), "search", found, asked.time, CONFIDENCE)


def _news(body: str, query: Query) -> Intent | None:
    """The latest of a matter: the discussion of it, the newest first."""
    found = mailing_words.NEWS.match(body)
    if found is None:
        return None
    topic = (found["topic"] or found["matter"] or found["decided"]).strip()
    when = dates.find_time(topic, now=query.now, time_zone=query.time_zone, ahead=True)
    if when.spans or all(word.text[0].isupper() for word in words_of(topic)):
        return None
    entities = {"shape": "thread", "topic": topic}
    return Intent(("gmail",), "summarize", entities, None, CONFIDENCE)


def _of_a_matter(body: str, query: Query) -> Intent | None:
    """Who wrote of something, or whom the person sent it to."""
    for pattern, shape in mailing_words.OF_A_MATTER:
        found = pattern.match(body)
        if found is None:
            continue
        when = dates.find_time(
            found["topic"], now=query.now, time_zone=query.time_zone, ahead=False
        )
        topic = " ".join(blanked(found["topic"], when.spans).split()).strip(" ,")
        if topic:
            labels = {"labels": ["SENT"], "direction": "to"} if shape == "sent_to" else {}
            entities = {"shape": shape, "topic": topic, **labels}
            return Intent(("gmail",), "search", entities, when.range, CONFIDENCE)
    return None


def _owed(body: str) -> Intent | None:
    """Whether the person owes anybody money, or somebody."""
    found = mailing_words.OWED.match(body)
    if found is None:
        return None
    who = found["who"] or ""
    is_anyone = not who or who.lower() in mailing_words.ANYONE
    people = {} if is_anyone else {"people": [who], "direction": "from"}
    if people and not mailing_words.may_be_called(who):
        return None
    return Intent(("gmail",), "search", {"shape": "owed", **people}, None, CONFIDENCE)


def _open_with(body: str) -> Intent | None:
    """What somebody still waits for."""
    found = mailing_words.OPEN_WITH.match(body)
    if found is None or not mailing_words.may_be_called(found["who"]):
        return None
    entities = {"shape": "needs_reply", "people": [found["who"]], "direction": "from"}
    return Intent(("gmail",), "search", entities, None, CONFIDENCE)


def _waiting(text: str, body: str) -> Intent | None:
    """Which people of a kind wait for an answer."""
    question = questions.question_of(request(text))
    found = mailing_words.OUTSIDE.search(body)
    if found is None or question is None or question.shape != "needs_reply":
        return None
    entities = {"shape": "needs_reply", "circle": "clients"}
    return Intent(("gmail",), "search", entities, None, CONFIDENCE)


def _circle(body: str) -> Intent | None:
    """Who the person's clients or colleagues are: whom they write with most."""
    found = mailing_words.WHO_ARE.match(body)
    if found is None:
        return None
    is_work = found["colleagues"] or found["mates"]
    circle = "colleagues" if is_work else "clients"
    entities = {"shape": "most", "direction": "from", "circle": circle, "many": 0}
    return Intent(("gmail",), "search", entities, None, CONFIDENCE)


def _ranked(body: str, query: Query) -> Intent | None:
    """Who writes most, or whom the person writes to most."""
    found = mailing_words.MOST.match(body)
    if top := mailing_words.TOP.match(body):
        rest, said = body[top.end() :], {}
    elif found:
        rest, said = body[found.end() :], found.groupdict()
    else:
        return None
    asked = _Asked(rest.strip(), query)
    if not _claim_time(asked):
        return None
    _claim_signs(asked)
    if asked.take(mailing_words.AT_WORK):
        asked.entities["circle"] = "colleagues"
    if _FILLERS.sub(" ", asked.rest).strip(" ,;:-–—'\"?.!"):
        return None
    to_them = bool(said.get("own")) and not said.get("gets")
    group = mailing_words.group_of(said.get("group") or "")
    if group.pop("colleagues", None):
        group["circle"] = "colleagues"
    entities = {
        "shape": "most",
        "direction": "to" if to_them else "from",
        **group,
        **asked.entities,
    }
    return Intent(("gmail",), "search", entities, asked.time, CONFIDENCE)
