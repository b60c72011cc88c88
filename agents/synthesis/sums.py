"""What the rows of a table come to, where a total is asked for and none stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from agents.query import Item
from agents.synthesis import tables, wording
from agents.synthesis.material import Material
from agents.synthesis.statements import attribution
from search.text.folding import PREVIEW_LIMIT

_ASKS = re.compile(
    r"\b(?:tot(?:ted|ting)? (?:\w+ )?up|add(?:ed|s|ing)? (?:\w+ )?up|totals?|altogether|together"
    r"|in all|all in|all told|sum|overall|combined|everything|the lot|in total|insgesamt|zusammen"
    r"|en tout|au total|en total|toplam\w*)\b",
    re.IGNORECASE,
)
PREVIEW_FROM = PREVIEW_LIMIT * 4 // 5  # characters: as long a text may be a beginning
AMONG = 4  # best items
NEAR = 0.6  # of the worth of the best, for a table that may be meant instead
ROWS = 8  # that are shown
_MONEY = re.compile(
    r"\b(?:gbp|eur|usd|chf|try|tl|sek|nok|dkk|pln|inr|pounds?|euros?|dollars?|cost|price|amount"
    r"|betrag|preis|kosten|prix|montant|precio|importe|tutar|fiyat)\b|[£€$₺]",
    re.IGNORECASE,
)
_SIGNS = {
    word: words.split()[0]
    for words in ("£ gbp pound pounds", "€ eur euro euros", "$ usd dollar dollars", "₺ try tl")
    for word in words.split()
}
_TOTAL = re.compile(r"^\W*(?:grand |sub)?(?:total|sum|summe|gesamt|toplam)\b", re.IGNORECASE)
# A column of these is no money, whatever it is called: "cost centre", "price code".
_NO_MONEY = re.compile(r"\b(?:cent(?:re|er)|code|no|number|id|ref|reference|kostenstelle)\b", re.I)
# What takes back or only offers is not added to what was paid.
_NOT_TO_ADD = re.compile(
    r"\b(?:credit|credited|refund\w*|dispute\w*|offer\w*|quot(?:e|es|ed|ation)|estimate\w*"
    r"|cancel\w*|gutschrift|angebot|avoir|devis|abono|presupuesto|iade|teklif)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?P<sign>[£€$₺])? ?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)"
    r" ?(?P<after>[£€$₺])?"
)


@dataclass(frozen=True, slots=True)
class Sum:
    """`rows` are what was added, each its name and its amount."""

    total: Decimal
    sign: str
    rows: tuple[tuple[str, Decimal], ...]


def total(material: Material) -> str:
    """The sum of the table that says most about what was asked for; "" where no total is asked
    for, or no table is about it."""
    if not _ASKS.search(material.query.text):
        return ""
    found = sorted(material.every_match(), key=lambda match: match.worth, reverse=True)
    for match in islice(found, AMONG):
        added = added_up(match.item) if match.worth >= found[0].worth - NEAR else None
        if added is not None and (match.is_about or match.is_close):
            return _told(added, match.item, material)
    return ""


def added_up(item: Item) -> Sum | None:
    """The sum of the first column of money of an item, where that has several rows and no total."""
    head, *rows = tables.rows(item.text) or ([],)
    column = next((n for n, name in enumerate(head) if n and _is_money(name)), None)
    if column is None or len(rows) < 2 or not _is_whole(item, len(rows) + 1):
        return None
    if any(_TOTAL.match(row[0]) or _NOT_TO_ADD.search(" ".join(row)) for row in rows):
        return None
    cells = [_AMOUNT.fullmatch(row[column]) for row in rows]
    amounts = [Decimal(cell["number"].replace(",", "")) for cell in cells if cell]
    said = _MONEY.search(head[column])
    signs = {cell["sign"] or cell["after"] or "" for cell in cells if cell}
    signs |= {_SIGNS[said.group().lower()]} if said and said.group().lower() in _SIGNS else set()
    if len(amounts) < len(rows) or len(signs - {""}) > 1:
        return None
    told = tuple((row[0], amount) for row, amount in zip(rows, amounts, strict=True) if amount)
    return Sum(sum(amounts, Decimal(0)), max(signs), told)


def priced(item: Item) -> Sum | None:
    """The rows of the first column of money of an item, but its totals; None without such."""
    head, *rows = tables.rows(item.text) or ([],)
    column = next((n for n, name in enumerate(head) if n and _is_money(name)), None)
    if column is None:
        return None
    said = _MONEY.search(head[column])
    sign = _SIGNS.get(said.group().lower(), "") if said else ""
    found = [
        (row[0], Decimal(cell["number"].replace(",", "")), cell["sign"] or cell["after"] or sign)
        for row in rows
        if not _TOTAL.match(row[0]) and (cell := _AMOUNT.fullmatch(row[column]))
    ]
    told = tuple((name, amount) for name, amount, _ in found)
    return Sum(sum((a for _, a in told), Decimal(0)), found[0][2], told) if told else None


def _is_money(name: str) -> bool:
    return bool(_MONEY.search(name)) and not _NO_MONEY.search(name)


def _is_whole(item: Item, lines: int) -> bool:
    """Whether the table is all there: nothing of the item is missing, nor do rows of another form
    follow."""
    is_cut = bool(item.details.get("is_cut")) or PREVIEW_FROM <= len(item.text) <= PREVIEW_LIMIT
    return (
        not is_cut and sum("|" in line or "\t" in line for line in item.text.split("\n")) == lines
    )


def _told(added: Sum, item: Item, material: Material) -> str:
    mark = material.sources.cite(item)
    named = [f"{wording.plain(name)} {money(amount, added.sign)}" for name, amount in added.rows]
    more = len(named) - ROWS
    rest = f" and {more} more" if more > 0 else ""
    said = attribution(item, material).removesuffix(" says")
    return (
        f"**{money(added.total, added.sign)}** altogether, added up from {said}: "
        f"{'; '.join(named[:ROWS])}{rest}. {mark}"
    )


def money(amount: Decimal, sign: str) -> str:
    whole = f"{amount:,.2f}".removesuffix(".00")
    return f"{sign}{whole}"
