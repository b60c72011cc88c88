"""The biggest and the smallest of sums: of the bills, orders and quotes that were found, or of the
rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from agents.query import Item
from agents.synthesis import sums, values, wording
from agents.synthesis.lines import is_own, said_text, title
from agents.synthesis.material import Material
from agents.synthesis.statements import attribution
from agents.words import content_words, coverage

FEWEST: Final = 2
NEXT: Final = 3  # that are told besides
AMONG: Final = 4  # best items
NEAR: Final = 0.6  # of the worth of the best, for a table that may be meant instead
FEW: Final = 3  # with fewer documents it is said that there may be more
BESIDE: Final = 45  # characters between a sum and what it is for
UNCOMPARED: Final = (
    "I did not find several of these with a sum to hold against each other; the nearest is this:"
)
LIKELY: Final = 0.5  # of the words, for one of those that are compared
_MOST: Final = re.compile(
    r"\b(?:biggest|largest|highest|dearest|priciest|costliest|most expensive"
    r"|most\b.{0,30}\b(?:paid|pay|spent|spend|charged|cost|billed)|größte|teuerste|höchste"
    r"|la plus (?:grande|élevée|chère)|más (?:alta|cara|grande)|en (?:büyük|yüksek|pahalı))\b",
    re.IGNORECASE,
)
_LEAST: Final = re.compile(
    r"\b(?:smallest|lowest|cheapest|least expensive|kleinste|billigste|niedrigste|günstigste"
    r"|la moins chère|más (?:baja|barata)|en (?:küçük|düşük|ucuz))\b",
    re.IGNORECASE,
)
_SUMS: Final = re.compile(
    r"\b(?:invoices?|bills?|orders?|receipts?|payments?|expenses?|purchases?|refunds?|quotes?"
    r"|quotations?|charges?|charged|paid|spent|spend|deliver(?:y|ies)|rechnung\w*|factures?|facturas?"
    r"|fatura\w*)\b",
    re.IGNORECASE,
)
_ROWS: Final = re.compile(
    r"\b(?:lines?|items?|positions?|rows?|costs?|spend(?:ing)?|expenses?|posten|poste)\b",
    re.IGNORECASE,
)
# Of these a list may be kept, row by row.
_KEPT: Final = re.compile(r"\b(?:invoices?|bills?|payments?|receipts?|orders?)\b", re.IGNORECASE)
# Of the sums of one document the greatest is what all of it comes to; not so of these.
_PARTS: Final = re.compile(
    r"\b(?:refund\w*|deposits?|fees?|charges?|credits?|discounts?|tips?)\b", re.IGNORECASE
)
_ALIKE_TOLD: Final = {
    "refund": r"refund\w*|goes? back|went back|gave back|credited|returned|reimburse\w*",
    "deposit": r"deposits?", "fee": r"fees?", "charge": r"charge[sd]?|fees?",
    "credit": r"credit\w*|refund\w*", "discount": r"discount\w*|off\b", "tip": r"tips?",
}  # fmt: skip
_TOTAL: Final = re.compile(r"\b(?:total|altogether|in all|comes to|came to|sum)\b", re.IGNORECASE)
_OF_PAID: Final = re.compile(r"\b(?:paid|payments?|spent|spend)\b", re.IGNORECASE)
# What is only asked for, or adds up others, was not paid so.
_NOT_PAID: Final = re.compile(
    r"\b(?:reminder|invoice|quotations?|quotes?|overdue|due|estimate|statement|offer|proposal"
    r"|budget|rechnung|angebot|mahnung|facture|devis|factura|presupuesto|fatura|teklif)\b",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(r"\b(?=\w*[-/]?\d)[A-Z0-9]{1,5}(?:[-/][A-Z0-9]+)+\b|\b\d{5,}\b")
# Of these three one is worth about as much as another; other money is not put beside them.
_ALIKE: Final = frozenset("£€$")


@dataclass(frozen=True, slots=True)
class Priced:
    """An item and the greatest sum that it names, as it is written and as a number."""

    item: Item
    told: str
    amount: Decimal


def extreme(material: Material) -> str:
    """The greatest or the least sum among what was found; "" where that is not asked for."""
    text = material.query.text
    is_most = bool(_MOST.search(text))
    if not is_most and not _LEAST.search(text):
        return ""
    if _ROWS.search(text) and (told := _row(material, is_most=is_most)):
        return told
    if (kept := _KEPT.search(text)) and (told := _row(material, is_most=is_most, called=kept[0])):
        return told
    return _of_items(material, is_most=is_most) if _SUMS.search(text) else ""


def unsure(told: str, material: Material) -> str:
    """An answer that nothing was compared for, where that was asked for; it says so first."""
    text = material.query.text
    is_asked = (_MOST.search(text) or _LEAST.search(text)) and _SUMS.search(text)
    if not is_asked or not material.sources.items or told.startswith("I did not find "):
        return told
    lead = material.sources.items[0]
    if any(_offers_several(item) and item.id == lead.id for item in _candidates(material)[:1]):
        return told
    return f"{UNCOMPARED}\n\n{told}"


def _row(material: Material, *, is_most: bool, called: str = "") -> str:
    """Of the table that says most about what was asked for; of one whose title says what was
    `called` so, where it is given."""
    found = sorted(material.every_match(), key=lambda match: match.worth, reverse=True)
    near = [m for m in found[:AMONG] if m.worth >= found[0].worth - NEAR]
    near.sort(key=lambda m: m.item.when or material.query.now, reverse=True)  # of drafts the last
    if called:
        words = content_words(called)
        near = [m for m in found if m.item.service == "gdrive" and coverage(words, m.item.title)]
    tables = ((m.item, sums.priced(m.item)) for m in near if called or m.is_about or m.is_close)
    item, table = next((one for one in tables if one[1]), (None, None))
    if item is None or table is None or len(table.rows) < FEWEST:
        return ""
    rows = sorted(table.rows, key=lambda row: row[1], reverse=is_most)
    named = [
        f"{wording.plain(name)} ({sums.money(amount, table.sign)})" for name, amount in rows[1:]
    ]
    name, amount = rows[0]
    said = attribution(item, material).removesuffix(" says")
    mark = material.sources.cite(item)
    return (
        f"**{wording.plain(name)}**, **{sums.money(amount, table.sign)}**, is the "
        f"{_word(is_most=is_most)} in {said}; then {wording.joined(named[:NEXT])}. {mark}"
    )


def _of_items(material: Material, *, is_most: bool) -> str:
    candidates = _candidates(material)
    if not is_most and any(map(_offers_several, candidates[:1])):
        return ""  # the cheapest of those is told in it
    kind = _PARTS.search(material.query.text)
    part = kind[0].lower().rstrip("s").removesuffix("ed") if kind else ""
    once = _once(candidates, material.query.text)
    priced = _comparable([p for item in once if (p := _priced(item, part))])
    if len(priced) < FEWEST:
        return ""
    ranked = sorted(priced, key=lambda p: p.amount, reverse=is_most)
    lead, *others = ranked
    head = (
        f"Of the {len(ranked)} with a sum that I found, the {_word(is_most=is_most)} is "
        f"**{wording.plain(lead.told)}**: {attribution(lead.item, material).removesuffix(' says')} "
        f"{material.sources.cite(lead.item)}."
    )
    lines = [
        f"- {wording.plain(p.told)}: **{title(p.item)}** {material.sources.cite(p.item)}"
        for p in others[:NEXT]
    ]
    few = "\n\nI found no more of them, and there may be others." if len(ranked) < FEW else ""
    return f"{head} Then:\n" + "\n".join(lines) + few


def _once(items: Sequence[Item], question: str) -> list[Item]:
    """One of each discussion and of each reference; of what was paid no reminders."""
    kept: list[Item] = []
    seen: set[str] = set()
    for item in items:
        if _OF_PAID.search(question) and _NOT_PAID.search(item.title):
            continue
        marks = {*_REFERENCE.findall(item.title), str(item.details.get("thread_id") or item.id)}
        if not marks & seen:
            kept.append(item)
        seen |= marks
    return kept


def _candidates(material: Material) -> list[Item]:
    """What is about it, the best first."""
    found = [m for m in material.every_match() if m.item.service != "gcal" and not is_own(m.item)]
    kept = [m for m in found if m.is_about or m.covered >= LIKELY]
    return [m.item for m in sorted(kept, key=lambda match: match.worth, reverse=True)]


def _offers_several(item: Item) -> bool:
    return len(set(values.amounts(said_text(item)))) > 1


def _priced(item: Item, part: str) -> Priced | None:
    """The sum of an item: the one beside its total, or else the greatest; of a `part` (a refund, a
    fee) the only one beside that word, and None where several may be meant."""
    text = said_text(item)
    told = [(a.group(), number(a.group()), _around(a, text)) for a in values.AMOUNT.finditer(text)]
    known = [(amount, value) for amount, value, _ in told if value is not None]
    if not known:
        return None
    if part and len({value for _, value in known}) > 1:
        said = re.compile(rf"\b(?:{_ALIKE_TOLD.get(part, part)})", re.IGNORECASE)
        beside = {value: amount for amount, value, near in told if value and said.search(near)}
        if len(beside) != 1:
            return None
        known = [(amount, value) for value, amount in beside.items()]
    else:
        totals = [(a, value) for a, value, near in told if value and _TOTAL.search(near)]
        known = totals if len(totals) == 1 else known
    amount, value = max(known, key=lambda one: one[1])
    return Priced(item, amount, value)


def _around(amount: re.Match[str], text: str) -> str:
    """What stands before and behind a sum, up to another sum or the end of its sentence."""
    before = re.split(r"[.!?\n;](?=\s|$)", text[max(0, amount.start() - BESIDE) : amount.start()])[
        -1
    ]
    after = re.split(r"[.!?\n;](?=\s|$)", text[amount.end() : amount.end() + BESIDE])[0]
    return f"{values.AMOUNT.split(before)[-1] or ''} {values.AMOUNT.split(after)[0] or ''}"


def _comparable(priced: Sequence[Priced]) -> list[Priced]:
    """Without doubles of a sum; those in money that is worth about the same, or else all that are
    in the money of the first."""
    alike = [p for p in priced if any(sign in p.told for sign in _ALIKE)] or list(priced)
    kept: dict[Decimal, Priced] = {}
    for one in alike:
        kept.setdefault(one.amount, one)
    return list(kept.values())


def number(told: str) -> Decimal | None:
    """The number of a sum, however its thousands and cents are marked: "6.340,50 €"."""
    digits = re.sub(r"[^\d.,]", "", told).strip(".,")
    whole, cents = digits, ""
    if found := re.fullmatch(r"(.*)[.,](\d{1,2})", digits):
        whole, cents = found[1], found[2]
    whole = re.sub(r"[.,]", "", whole)
    return Decimal(f"{whole}.{cents or 0}") if whole else None


def _word(*, is_most: bool) -> str:
    return "largest" if is_most else "smallest"
