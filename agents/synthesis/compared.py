"""Two things held against each other: what is said of each, and by how much two sums differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import product
from typing import Any

from agents.planning.comparing import of_side
from agents.synthesis import choosing, facts, statements, values, wording
from agents.synthesis.choosing import Statement, Wish
from agents.synthesis.evidence import asked
from agents.synthesis.lines import sender
from agents.synthesis.material import Material
from agents.words import content_words, coverage

AMONG = 4  # statements of a side
CLOSEST = 6
KNOWN = 0.3  # that both name one sum
ALIKE = 1.0  # that they name the same, where they are said to differ
REPLACES = 0.6  # of the words of a mail's subject, in the title of the list that it tells of
BEHIND = 22  # characters before a sum, in which stands what it is for
Sum = tuple[str, Decimal]
_TOTAL = re.compile(r"\b(?:total|sum|altogether|in all|overall|up to|at most|ceiling)\b", re.I)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?")
_RANGE = re.compile(
    rf"(?:{values.AMOUNT.pattern})\s*(?:to|and|bis|à|-|–)\s*(?:{values.AMOUNT.pattern})"
)
_VERSIONS = re.compile(
    r"\b(?:first|second|third|old|older|new|newer|original\w*|revised|amended|last|latest|final\w*"
    r"|previous|earlier|later|before|draft|updated|initial|other)\b",
    re.IGNORECASE,
)
_CODES = {"GBP": "£", "EUR": "€", "USD": "$", "TRY": "₺"}


def compared(material: Material) -> str:
    """What is said of both, each with its mark; by how much they differ, where each names one sum.
    Where nothing is said of one of them, what answers the question best."""
    sides: Sequence[dict[str, Any]] = material.intent.entities["sides"]
    found = [_statements(side, other, material) for side, other in (sides, sides[::-1])]
    pairs = [(one, two) for one, two in product(*found) if one.item.id != two.item.id]
    if not pairs:
        return facts.best(material)
    chosen = max(pairs, key=partial(_worth, material=material))
    show = partial(values.bold, pattern=values.AMOUNT)
    lines = [
        f"- {wording.plain(_named(side['said']))}: {statements.said(one, material, show=show)}"
        for side, one in zip(sides, chosen, strict=True)
    ]
    return "\n\n".join((*_verdict(chosen, material), "\n".join(lines)))


def _worth(pair: tuple[Statement, Statement], material: Material) -> float:
    """How much two statements say together; of two sums that differ, those that do."""
    one, two = _sums(pair, material)
    alike = bool(material.intent.entities.get("measures")) and one is not None and one == two
    money = bool(material.intent.entities.get("money"))
    known = money and one is not None and two is not None
    return pair[0].worth + pair[1].worth + KNOWN * known - ALIKE * alike


def _statements(side: dict[str, Any], other: dict[str, Any], material: Material) -> list[Statement]:
    """What is said of one side, the best first: with a sum, where sums are compared."""
    index = material.intent.entities["sides"].index(side)
    results = [r for r in material.results if of_side(r.step) == index]
    intent = replace(material.intent, entities={"topic": side["topic"]})
    query = replace(material.query, text=side["said"])
    mine = Material(query, intent, results, material.sources)
    matches = [m for service in ("gmail", "gdrive") for m in mine.about(service)]
    matches = matches or mine.closest(CLOSEST)
    called = [m for m in matches if m.item.service == "gdrive" and m.in_title >= 1.0]
    matches = called or matches  # "the final draft" is the file of that title
    words = asked(side["topic"], other["topic"])
    question = f"{side['said']} {other['topic']}"
    for holding in (values.AMOUNT, None) if material.intent.entities.get("money") else (None,):
        wish = Wish(holding, holding, _TOTAL, words)
        told = choosing.best([choosing.of_item(m, mine, wish) for m in matches], question)
        if told:
            return told[:AMONG]
    return []


def _verdict(pair: tuple[Statement, Statement], material: Material) -> list[str]:
    """By how much the first is more or less than the second, where both name one sum of one
    currency; whether it lies between the two of a range."""
    measures = material.intent.entities.get("measures")
    if not material.intent.entities.get("money"):
        return []
    for one, other in (pair, pair[::-1]):
        if between := _between(one, other):
            return [between]
    if _may_be_replaced(pair, material):
        return []
    one_sum, two_sum = _sums(pair, material)
    if one_sum is None or two_sum is None or one_sum[0] != two_sum[0]:
        return []
    (sign, first), (_, second) = one_sum, two_sum
    if first == second:
        return [] if measures else [f"Both are **{_money(sign, first)}**."]
    way = "less" if first < second else "more"
    more = _money(sign, abs(first - second))
    return [f"**{_money(sign, first)}** is {more} {way} than **{_money(sign, second)}**."]


def _may_be_replaced(pair: tuple[Statement, Statement], material: Material) -> bool:
    """Whether both stand in one discussion, or come from one person: the later may then put another
    figure in the place of the earlier, unless the question tells which of them is meant."""
    one, two = (statement.item for statement in pair)
    if _VERSIONS.search(material.query.text):
        return False
    if {one.service, two.service} == {"gmail", "gdrive"}:  # the list that the mail is about
        mail, file = (one, two) if one.service == "gmail" else (two, one)
        return coverage(content_words(mail.title), file.title) >= REPLACES
    if {one.service, two.service} != {"gmail"}:
        return False
    thread = one.details.get("thread_id")
    return bool(thread and thread == two.details.get("thread_id")) or sender(one) == sender(two)


def _between(one: Statement, other: Statement) -> str:
    """ "£30 lies between £20 and £40", where one names a sum and the other a range."""
    alone, said = _all_sums(one.sentence), _all_sums(other.sentence)
    if len(alone) != 1 or len(said) != 2 or not _RANGE.search(other.sentence):
        return ""
    (sign, value), low, high = alone[0], min(said), max(said)
    if {sign} != {low[0], high[0]}:
        return ""
    lies = "lies" if low[1] <= value <= high[1] else "does not lie"
    return f"**{_money(sign, value)}** {lies} between **{_money(*low)}** and **{_money(*high)}**."


def _sums(pair: tuple[Statement, Statement], material: Material) -> tuple[Sum | None, Sum | None]:
    """The sum that each of the two names for what is compared."""
    words = content_words(material.topic)
    one, two = (_sum(statement.sentence, words) for statement in pair)
    return one, two


def _sum(text: str, words: frozenset[str]) -> Sum | None:
    """The one sum of a text, and its currency; of several the one right behind an asked word."""
    said = _all_sums(text)
    if len(said) == 1:
        return said[0]
    near = [_of(a.group()) for a in values.AMOUNT.finditer(text)
            if words & content_words(text[max(0, a.start() - BEHIND) : a.start()])]  # fmt: skip
    return near[0] if len(near) == 1 else None


def _all_sums(text: str) -> list[Sum]:
    return list(dict.fromkeys(found for a in values.amounts(text) if (found := _of(a))))


def _of(amount: str) -> Sum | None:
    number = _NUMBER.search(amount)
    return (_currency(amount), Decimal(number.group().replace(",", ""))) if number else None


def _currency(amount: str) -> str:
    sign = re.search(r"[$€£₺]|[A-Z]{3}", amount)
    return _CODES.get(sign.group(), sign.group()) if sign else ""


def _money(sign: str, amount: Decimal) -> str:
    whole = f"{amount:,.2f}".removesuffix(".00")
    return f"{sign}{whole}" if len(sign) < 2 else f"{whole} {sign}"


def _named(side: str) -> str:
    return f"{side[:1].upper()}{side[1:]}"
