"""How much, when, where and who: the fact first, then where it stands and what it was before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from agents import certainty
from agents.query import SERVICES, Item, Service
from agents.scheduling import bounds
from agents.synthesis import (
    aspects,
    events,
    extremes,
    files,
    found,
    history,
    statements,
    sums,
    values,
    wording,
)
from agents.synthesis.lines import is_own, sender
from agents.synthesis.material import Material
from agents.synthesis.relevance import OWN
from agents.synthesis.statements import Statement
from agents.words import coverage

EARLIER = 4
ALIKE = 0.75  # of the best statement of a story, for one that may speak for it
FAR_MORE = 0.3
NEARLY = 0.15
LESS = 0.1  # of the asked words, in the sentence of what is newer
LESS_OF_SUM = 0.3
MORE = 2
TELLING = 40  # characters of a reply that is more than thanks
MUCH = 0.3  # more of the asked words
SURER = 0.6  # log odds
WRITERS = 5
_LASTS = re.compile(
    r"\b(?:how long|how many (?:whole )?(?:hours|minutes|days|nights))\b(?!.*\b(?:before|notice|ago"
    r"|until|advance|since)\b)|\bwie lange\b|\bcombien de temps\b|\bcuánto dura\b|\bne kadar sür",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:when|what (?:day|date|time)|which day|wann|quand|cuándo|ne zaman)\b.{0,20}?\b(?:did|was"
    r"|were|had|hat|wurde|a|ha)\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\b(?:up to|at most|no more than|(?:less|fewer) than|if it)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:total\w*|sum|altogether|in all|gesamt\w*|summe|toplam)\b", re.IGNORECASE)
_ORGANISES = re.compile(r"\b(?:organi[sz]\w*|hosts?|hosting|set up|called)\b", re.IGNORECASE)
_GUESTS = re.compile(
    r"\b(?:com(?:es|ing)|attend\w*|invited|invite[es]*|guests?|participa\w*|join\w*|going|there"
    r"|meet(?:ing)?|with|accept\w*|declin\w*|answered|replied|responded|rsvp|kommt|eingeladen)\b"
    r"|\bwho(?: else)?(?:'s| is| are) (?:in|at|on)\b",
    re.IGNORECASE,
)
# What is told of these names a sum, although none is asked for.
_OF_MONEY = re.compile(
    r"\b(?:cheap\w*|dear(?:er|est)|pric(?:ier|iest)|(?:more|most|less|least) expensive)\b"
    r"|^\W*(?:and |so |but )*(?:did|do|does|has|have|had|is|are|was|were|will)\b.*"
    r"\b(?:pay|pays|paid|owes?|owed|refund(?:ed)?|charged|reimbursed?|settled?|invoiced|billed)\b",
    re.IGNORECASE,
)
_WRITTEN: tuple[Service, ...] = ("gmail", "gdrive")  # events seldom say why
# Several may have written about a thing; one has said that it is so.
_ABOUT = re.compile(
    r"\b(?:wrote|writes?|mailed|e-?mailed|schrieb|geschrieben|sent)\b(?!.*\bthat\b)"
    r"|\b(?:said|told|asked|mentioned|replied|answered|heard)\b.*\babout\b",
    re.IGNORECASE,
)


def amount(material: Material) -> str:
    """The newest sum that is told about what was asked for, and what was said before."""
    if added := extremes.extreme(material) or sums.total(material):
        return added
    if not _asks_for(material, values.AMOUNT, values.PERCENT):
        return best(material)
    return extremes.unsure(_amount(material), material)


def _amount(material: Material) -> str:
    told = statements.statements(material, holding=values.AMOUNT, cue=history.SUM)
    told = told or statements.statements(material, holding=values.PERCENT)
    told = told or statements.nearly(material, holding=values.AMOUNT)
    weigh = _worth if _LIMIT.search(material.query.text) else _is_a_sum
    weigh = _is_a_total if _TOTAL.search(material.query.text) else weigh
    told = sorted(told, key=weigh, reverse=True)
    if not told:
        return _not_told(material, "an amount")
    related = statements.story(told[0], told)
    others = [s for s in related if sender(s.item) != "you"] or related or told[:1]
    bold = partial(values.bold, pattern=values.AMOUNT)
    lead = next(
        (s for s in others if _says_as_much(s, told[0], material, less=LESS_OF_SUM)), told[0]
    )
    head = statements.said(lead, material, show=bold)
    is_total = bool(_TOTAL.search(lead.sentence))
    alike = [s for s in others if bool(_TOTAL.search(s.sentence)) == is_total]
    parts = [head, *history.amounts(alike, material, lead)]
    more = _also(material, lead.passage, values.AMOUNT)
    return "\n\n".join((*parts, *more, *_more(told, material, bold)))


def _asks_for(material: Material, *among: re.Pattern[str]) -> bool:
    """Whether the first thing that is asked for is such a value, or nothing says what it is."""
    aspect = aspects.aspect_of(material.query.text)
    return aspect is None or aspect.value in among


def _also(material: Material, told: str, *but: re.Pattern[str]) -> list[str]:
    """What else the question asks for, where the answer does not hold it yet: "and by when?"."""
    more: list[str] = []
    for aspect, clause in aspects.aspects(material.query.text)[1:]:
        if aspect.value in but or aspect.value.search(told):
            continue
        rest = statements.statements(material, holding=aspect.value, clause=clause)
        if rest:
            show = partial(values.bold, pattern=aspect.value)
            more.append(_told(rest[0], material, show))
    return more


def when(material: Material) -> str:
    """The event that is meant; else the sentence with the day or the time."""
    if not material.wanted and material.people and material.found.get("gmail"):
        return _last_contact(material)
    event = _event(material)
    asks_how_long = bool(_LASTS.search(material.query.text))
    if asks_how_long and (event is None or not _has_length(event, material)):
        return _best(material, aspects.aspect_of(material.query.text))
    told = statements.statements(material, holding=values.WHEN, services=("gmail", "gdrive"))
    told = told or statements.statements(material, holding=values.YEAR, services=("gdrive",))
    if event is None:
        return _day_of(material, told) or _when_told(told, material)
    tell = events.length_sentence if asks_how_long else events.when_sentence
    head = tell(event, material)
    parts = [head, *history.moves(event, told, material)]
    more = _also(material, "\n".join(parts), values.WHEN, aspects.SPAN)
    return "\n\n".join((*parts, *more, *events.others(event, material)))


def _event(material: Material, *, with_place: bool = False) -> Item | None:
    """The event that is meant, unless a mail or a file says clearly more about what was asked for:
    a birthday is not where the birthday boy's bag is."""
    event = events.meant(material, with_place=with_place)
    own = next((m for m in material.every_match() if m.item is event), None)
    others = [m for service in ("gmail", "gdrive") for m in material.about(service)]
    if own is None:
        return event
    more = (
        (m.covered > own.covered + MUCH and m.in_title >= ALIKE)
        or (m.covered > own.covered and m.certainty > own.certainty + SURER)
        for m in others
    )
    return None if any(more) else event


def _has_length(event: Item, material: Material) -> bool:
    """Whether how long it takes may be meant: a note on a day tells nothing of that, nor does an
    event that a guest alone brings near."""
    start, end = bounds(event)
    is_a_note = bool(event.details.get("all_day")) and end - start <= timedelta(days=1)
    is_called_so = not material.wanted or coverage(material.wanted, event.title) > 0
    return is_called_so and not is_a_note


def where(material: Material) -> str:
    """The place of the event that is meant; else what the sources say."""
    event = _event(material, with_place=True)
    if event is None or not (events.has_place(event) or not _is_told_elsewhere(material)):
        return best(material)
    return "\n\n".join((events.where_sentence(event, material), *events.others(event, material)))


def _is_told_elsewhere(material: Material) -> bool:
    """Whether a mail or a file is surely about it."""
    others = (m for service in ("gmail", "gdrive") for m in material.about(service))
    return any(match.certainty >= certainty.SURE for match in others)


def who(material: Material) -> str:
    """The guests of the event that is meant; else who wrote or owns what was found."""
    event = events.meant(material)
    if event is not None and _ORGANISES.search(material.query.text):
        return events.organiser_sentence(event, material)
    if event is not None and event.details.get("attendees") and _GUESTS.search(material.query.text):
        return events.who_sentence(event, material)
    if material.intent.services == ("gdrive",) and files.asks_whose(material):
        return files.shared_with(material)
    if _ABOUT.search(material.query.text) and material.about("gmail"):
        return _writers(material)
    return best(material)


def _writers(material: Material) -> str:
    """Who wrote about it, those whose subject says so first."""
    told = statements.statements(material, services=("gmail",))
    names = list(dict.fromkeys(f"**{sender(s.item)}**" for s in told))[:EARLIER]
    lines = [f"- {found.line(s.item, material)}" for s in told[:WRITERS]]
    head = f"{wording.joined(names)} wrote{found.about(material)}:"
    return f"{head[:2]}{head[2:3].upper()}{head[3:]}\n" + "\n".join(lines)


def best(material: Material, *, services: Sequence[Service] = SERVICES) -> str:
    """The passage that says most about the question, and what else bears on it."""
    if greatest := extremes.extreme(material):
        return greatest
    return extremes.unsure(_nearest(material, services), material)


def _nearest(material: Material, services: Sequence[Service]) -> str:
    aspect = aspects.aspect_of(material.query.text)
    value = aspect.value if aspect and material.is_answerable else None
    if value is values.WHEN and material.shape != "when":
        return when(material)
    if value is values.AMOUNT and material.shape != "amount":
        return amount(material)
    lasts = value is aspects.SPAN and _LASTS.search(material.query.text)
    if lasts and (event := _event(material)) is not None and _has_length(event, material):
        return events.length_sentence(event, material)
    return _best(material, aspect, services)


def _best(
    material: Material, aspect: aspects.Aspect | None, services: Sequence[Service] = SERVICES
) -> str:
    value = aspect.value if aspect else None
    if value is None and _OF_MONEY.search(material.query.text):
        value = values.AMOUNT
    must = value if value in aspects.NAMES and value not in (values.WHEN, values.AMOUNT) else None
    if value is aspects.REASON and any(map(material.about, _WRITTEN)):
        services = [service for service in services if service in _WRITTEN]
    told = _telling(material, value, services, must=must)
    if must and not told and material.is_answerable:
        return _not_told(material, aspects.NAMES[must])
    told = told or statements.statements(material, services=services)
    if not told:
        return found.listed(material)
    lead = _question_of_oneself(told, material) or told[0]
    show = partial(values.bold, pattern=value) if value and aspect and aspect.is_plain else str
    related = [s for s in statements.story(lead, told) if _says_as_much(s, lead, material, value)]
    newest = next((s for s in related if sender(s.item) != "you"), None) or _reply(lead, material)
    others = [s for s in told if s.item.id != newest.item.id]
    head = _told(newest, material, show)
    more = _also(material, head if newest.item.service == "gcal" else newest.passage)
    lines = [f"- {_told(s, material, show)}" for s in others[:MORE]]
    return "\n\n".join((head, *more, *(["See also:\n" + "\n".join(lines)] if lines else [])))


def _says_as_much(
    statement: Statement,
    lead: Statement,
    material: Material,
    value: re.Pattern[str] | None = None,
    less: float = LESS,
) -> bool:
    """Whether what may be newer says as much about the question as the best does, with such a
    value where that has one."""
    if statement is lead:
        return True
    if value and value.search(lead.passage) and not value.search(statement.passage):
        return False
    asked = material.asked
    says = asked.share(asked.credits(statement.sentence))
    most = asked.share(asked.credits(lead.sentence))
    return statement.worth >= ALIKE * lead.worth and says >= most - less


def _question_of_oneself(told: list[Statement], material: Material) -> Statement | None:
    """What the person asked somebody about it, who answered, where that is as near as the best."""
    if material.asks_of_oneself:
        return None
    for statement in told[:MORE]:
        is_question = is_own(statement.item) and "?" in statement.item.text
        is_near = statement.worth + OWN >= told[0].worth
        if is_question and is_near and _reply(statement, material) is not statement:
            return statement
    return None


def _reply(lead: Statement, material: Material) -> Statement:
    """What somebody answered, where the person's own mail is the best: what they asked there is
    told by the answer, whatever its words."""
    if lead.item.service != "gmail" or sender(lead.item) != "you" or material.asks_of_oneself:
        return lead
    answers = (
        statements.of_match(match, material)
        for match in material.found_beside(lead.item)
        if sender(match.item) != "you"
    )
    telling = [s for s in answers if len(s.passage) >= TELLING]
    return max(telling, key=_worth, default=lead)


def _telling(
    material: Material,
    value: re.Pattern[str] | None,
    services: Sequence[Service],
    *,
    must: re.Pattern[str] | None,
) -> list[Statement]:
    told = statements.statements(material, holding=must, preferring=value, services=services)
    if value is aspects.SPAN:
        spans = statements.statements(material, holding=value, services=services)
        return spans if spans and spans[0].worth >= told[0].worth - NEARLY else told
    return statements.nearly(material, holding=must) if must and not told else told


def _told(statement: Statement, material: Material, show: Callable[[str], str]) -> str:
    if statement.item.service == "gcal":
        return events.sentence(statement.item, material, show)
    return statements.said(statement, material, show=show)


def _when_told(told: list[Statement], material: Material) -> str:
    if not told:
        return _not_told(material, "a day or a time")
    lead = statements.story(told[0], told)[0]
    bold = partial(values.bold, pattern=values.WHEN)
    return "\n\n".join(
        (statements.said(lead, material, show=bold), *_more(told, material, bold, but=lead))
    )


def _day_of(material: Material, told: Sequence[Statement]) -> str:
    """What happened on the day of the mail that tells it, where that says far more about it than
    whatever names a day; "" else."""
    if not _HAPPENED.search(material.query.text):
        return ""
    news = statements.statements(material, services=("gmail",))[:1]
    if not news or (told and news[0].worth < told[0].worth + FAR_MORE):
        return ""
    return statements.said(news[0], material)


def _last_contact(material: Material) -> str:
    """The newest mail, where nothing but a person was named."""
    told = statements.newest_first(statements.statements(material, services=("gmail",)))
    return statements.said(told[0], material) if told else found.listed(material)


def _more(
    told: list[Statement],
    material: Material,
    show: Callable[[str], str],
    but: Statement | None = None,
) -> list[str]:
    """Other sources with such a value that are not cited yet."""
    cited = {item.id for item in material.sources.items}
    others = [s for s in told if s is not but and s.item.id not in cited][:MORE]
    lines = [f"- {statements.said(s, material, show=show)}" for s in others]
    return ["See also:\n" + "\n".join(lines)] if lines else []


def _worth(statement: Statement) -> float:
    return statement.worth


def _is_a_total(statement: Statement) -> float:
    return _is_a_sum(statement) + (0.5 if _TOTAL.search(statement.sentence) else 0.0)


def _is_a_sum(statement: Statement) -> float:
    cue = 0.3 if history.SUM.search(statement.sentence) else 0.0
    return statement.worth + cue - (0.3 if _LIMIT.search(statement.sentence) else 0.0)


def _not_told(material: Material, what: str) -> str:
    """The best that there is, with a word that it does not name what was asked for."""
    if not material.is_answerable:
        return found.listed(material)
    return f"I did not find {what}{found.about(material)}. What I found:\n\n{_best(material, None)}"
