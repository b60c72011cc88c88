"""A discussion: its latest state, what was decided, what is open, and who wrote what in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.matching import is_automatic
from agents.query import Item
from agents.synthesis import replies, statements, wording
from agents.synthesis.lines import is_own, name_of, quote, said_text, sender, title
from agents.synthesis.material import Material
from agents.synthesis.relevance import Match
from agents.synthesis.sentences import central_sentences, sentences
from agents.synthesis.values import AMOUNT, MOVE
from agents.words import coverage

COURSE = 10
SHORT = 3
POINTS = 6  # of a long mail
SUMS = 2  # sentences of it that name an amount, besides
DECISIONS = 3
GIST = 180
LATEST = 320
NAMED = 0.5  # of the asked words
MOSTLY = 0.75
WHOLLY = 0.9
LITTLE = 100  # characters of a mail that is an aside
WHOLE = 900  # of the newest mail of a short discussion
_ONE_THREAD = re.compile(
    r"\b(?:thread|conversation|this|it|mails? (?:from|by)|letter|newsletter)\b", re.IGNORECASE
)
_ASKS_DECISION = re.compile(
    r"\b(?:agree[ds]?|decide[ds]?|decision|settled?|conclu\w+|outcome|einigt|beschlossen)\b",
    re.IGNORECASE,
)
_ASKS_OUTCOME = re.compile(
    r"\b(?:end(?:ed)?|turn(?:ed)? out|work(?:ed)? out|pan(?:ned)? out|happen(?:ed)?|became|become"
    r"|came of|resolved|settled|sorted|stand|latest|news|outcome|upshot|ausgegangen|ausging"
    r"|(?:kam|geworden)\b.*\b(?:raus|aus)|fini|terminó|acabó|sonunda|oldu)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:agree[sd]?|decided?|decision|approved?|confirm(?:s|ed)?|final(?:ly|ise[ds]?)?|settled"
    r"|signed off|accept(?:s|ed)?|deal|replaces?|go ahead|going with|einverstanden|beschlossen"
    r"|zugesagt|bestätig\w+|d['’]accord|décidé|confirm[eé]\w*|acordado|anlaştık|karar)\b",
    re.IGNORECASE,
)


def of_topic(material: Material) -> list[Item]:
    """The mails of the thread that was read; where a matter is asked for and not one thread, with
    those that the search found about it in other threads, and what came of it later."""
    mails = [item for r in material.results if r.step.operation == "thread" for item in r.items]
    if not mails or not material.wanted or _ONE_THREAD.search(material.query.text):
        return mails
    known = {mail.id for mail in mails}
    return mails + [
        match.item
        for match in material.about("gmail")
        if match.item.id not in known
        and (_is_named(match, material) or _goes_on(match, mails, material))
    ]


def _goes_on(match: Match, mails: Sequence[Item], material: Material) -> bool:
    """Whether somebody of the discussion wrote about it after the last of its mails."""
    if not _ASKS_OUTCOME.search(material.query.text) or match.covered < NAMED:
        return False
    if is_automatic(match.item) or not match.item.when:
        return False
    people = {str(mail.details.get("sender_email")).lower() for mail in mails if not is_own(mail)}
    last = max(mail.when or material.query.now for mail in mails)
    writer = str(match.item.details.get("sender_email")).lower()
    return writer in people and match.item.when > last


def _is_named(match: Match, material: Material) -> bool:
    """Whether the subject, or with it whom the mail is from or to, says what is asked for."""
    if is_automatic(match.item):
        return False
    between = (match.item.details.get("sender_name"), *_names(match.item))
    around = "\n".join((match.item.title, *map(str, between)))
    is_whole = match.covered >= WHOLLY and coverage(material.wanted, around) >= NAMED
    return (match.in_title >= NAMED and match.covered >= MOSTLY) or is_whole


def _names(mail: Item) -> list[str]:
    return [name_of(entry) for entry in mail.details.get("to") or ()]


def of_decision(material: Material) -> list[Item]:
    """Of all mails that were found the thread in which something was decided last."""
    mails = sorted(
        material.found.get("gmail", ()), key=lambda m: m.when or material.query.now, reverse=True
    )
    for mail in mails:
        if any(_DECIDED.search(part) for part in sentences(said_text(mail))):
            thread = mail.details.get("thread_id")
            return [m for m in mails if m.details.get("thread_id") == thread]
    return []


def decisions(material: Material) -> str:
    """What others decided or moved, the newest first, in the mails about what was asked for; ""
    where nothing was."""
    told = statements.newest_first(
        statement
        for statement in statements.statements(material, services=("gmail",))
        if _decides(statement.item)
    )
    lines = [statements.said(statement, material) for statement in told[:DECISIONS]]
    earlier = [f"- {line}" for line in lines[1:]]
    return "\n\n".join((*lines[:1], *(["Before that:\n" + "\n".join(earlier)] if earlier else [])))


def _decides(mail: Item) -> bool:
    if is_own(mail) or is_automatic(mail):
        return False
    told = [mail.title, *(part for part in sentences(said_text(mail)) if not part.endswith("?"))]
    return any(_DECIDED.search(part) or MOVE.search(part) for part in told)


def asks_for_decision(material: Material) -> bool:
    return bool(_ASKS_DECISION.search(material.query.text))


def thread(mails: Sequence[Item], material: Material) -> str:
    """Of one thread or more items than one: oldest first in its course, the newest on top."""
    ordered = sorted(mails, key=lambda m: m.when or material.query.now)
    if len(ordered) == 1:
        return _single(ordered[0], material)
    newest = ordered[-1]
    if _is_of_many(ordered):  # then an aside of the person's own is not the latest
        newest = next((mail for mail in reversed(ordered) if not is_own(mail)), newest)
    parts = [
        f"{_head(ordered, material)} The latest: "
        f"{_told(newest, material, LATEST if len(ordered) > SHORT else WHOLE)}"
        f"{_what_it_answers(newest, ordered, material)}",
        *_decided(ordered, material),
        *_open(newest, material),
        _course(ordered, material),
    ]
    return "\n\n".join(parts)


def _what_it_answers(newest: Item, ordered: Sequence[Item], material: Material) -> str:
    """The mail before a newest one that says little by itself."""
    at = ordered.index(newest)
    if at == 0 or len(said_text(newest)) >= LITTLE:
        return ""
    return f" Before that: {_told(ordered[at - 1], material, GIST)}"


def _head(ordered: Sequence[Item], material: Material) -> str:
    names = list(dict.fromkeys(sender(mail) for mail in ordered))
    first, last = ordered[0].when, ordered[-1].when
    span = ""
    if first and last:
        zone = wording.zone_of(material.query)
        days = [
            wording.short_date(m.astimezone(zone).date(), material.query) for m in (first, last)
        ]
        span = f", {days[0]} to {days[1]}" if days[0] != days[1] else f", {days[0]}"
    subject = statements.subject(ordered[0])
    shown = title(ordered[0]) if subject == ordered[0].title.lower() else wording.plain(subject)
    number = wording.counted(len(ordered), "mail")
    if _is_of_many(ordered) and material.topic:
        shown = wording.plain(material.topic)
        number += f" in {len(_threads(ordered))} threads"
    return f"**{shown}**: {number}{span}, by {wording.joined(names[:6])}."


def _threads(mails: Sequence[Item]) -> set[str]:
    return {str(mail.details.get("thread_id") or mail.id) for mail in mails}


def _is_of_many(mails: Sequence[Item]) -> bool:
    return len(_threads(mails)) > 1


def _told(mail: Item, material: Material, limit: int) -> str:
    when = f", {wording.day_and_clock(mail.when, material.query)}" if mail.when else ""
    name = sender(mail)
    # Of a mail about other things, what it says of this one.
    asked = material.wanted if coverage(material.wanted, mail.title) < NAMED else frozenset()
    words = quote(
        mail,
        asked if material.wanted and not _is_shown(mail, material) else frozenset(),
        limit=limit,
    )
    return f"**{name[:1].upper()}{name[1:]}**{when}: {words} {material.sources.cite(mail)}"


def _is_shown(mail: Item, material: Material) -> bool:
    """Whether it is of the thread that was opened, all of which is about what was asked."""
    opened = (r.items for r in material.results if r.step.operation == "thread")
    return any(mail.id == item.id for items in opened for item in items)


def _decided(ordered: Sequence[Item], material: Material) -> list[str]:
    """The newest sentences that decide something."""
    found: list[str] = []
    for mail in reversed(ordered):
        for sentence in reversed(sentences(said_text(mail))):
            if _DECIDED.search(sentence) and not sentence.endswith("?"):
                words = wording.plain(wording.shortened(sentence, GIST))
                found.append(f"- {sender(mail)}: “{words}” {material.sources.cite(mail)}")
                break
    return ["Decided or agreed:\n" + "\n".join(found[:DECISIONS])] if found else []


def _open(newest: Item, material: Material) -> list[str]:
    """What the newest mail still asks."""
    ask = replies.ask_of(newest)
    if not ask:
        return []
    words = wording.plain(wording.shortened(ask, GIST))
    whom = "You asked" if is_own(newest) else f"{sender(newest)} asks"
    return [f"Still open: {whom}: “{words}” {material.sources.cite(newest)}"]


def _course(ordered: Sequence[Item], material: Material) -> str:
    lines = [f"{n}. {_told(mail, material, GIST)}" for n, mail in enumerate(ordered[-COURSE:], 1)]
    left = len(ordered) - COURSE
    head = f"How it went (the last {COURSE} of {len(ordered)}):" if left > 0 else "How it went:"
    return f"{head}\n" + "\n".join(lines)


def _single(mail: Item, material: Material) -> str:
    mark = material.sources.cite(mail)
    when = f" {wording.at_moment(mail.when, material.query)}" if mail.when else ""
    name = sender(mail)
    parts = sentences(said_text(mail))
    if len(parts) > POINTS:
        central = central_sentences([said_text(mail)], POINTS)
        sums = [part for part in parts if AMOUNT.search(part) and part not in central][:SUMS]
        parts = [*central, *sums]
    shown = "\n".join(f"- {wording.plain(wording.shortened(part, 300))}" for part in parts)
    head = f"One mail, “{title(mail)}”: **{name}** wrote{when} {mark}"
    return f"{head}:\n{shown}" if shown else f"{head}."
