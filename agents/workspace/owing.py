"""Mails that ask the person for money, and have not been said to be paid.

Whether something was paid is in no mailbox for certain: what a later mail says of it counts, and
the answer says that no more is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from agents.matching import is_personal
from agents.query import Item
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.looking import listing
from agents.workspace.newsletters import is_newsletter

BACK: Final = timedelta(days=120)
LOOKED_THROUGH: Final = 500
SHOWN: Final = 10
_AMOUNT: Final = re.compile(
    r"[£$€₺]\s?\d|\b\d[\d.,]*\s?(?:[£$€₺]|p\b|pence|euros?|pounds?|dollars?|eur|gbp|usd|lira)",
    re.IGNORECASE,
)
_CLAIMS: Final = re.compile(
    r"\b(?:you (?:still )?owe|owes? (?:us|me)|(?:please|kindly) (?:pay|transfer|settle|remit)"
    r"|pay (?:\w+ ){0,2}?(?:by|within|until|before)|payable|payment (?:is |was )?(?:due|outstanding"
    r"|overdue|late)|(?:is|are|still|now|falls) (?:due|outstanding|overdue|unpaid)"
    r"|overdue|(?:amount|balance|total|sum) (?:due|outstanding|to pay)|to be paid (?:by|within)"
    r"|remind\w* (?:you )?(?:of|about|for|that) (?:the |your |our )?(?:\w+ )?(?:invoice|payment"
    r"|bill)"
    r"|(?:first|second|third|final|last|friendly|payment) reminder|zahlbar|zu zahlen|fällig"
    r"|überweisen sie|à payer|a pagar|ödemeniz|borcunuz)\b",
    re.IGNORECASE,
)
_CLEARED: Final = re.compile(
    r"\b(?:(?:has|have|was|were|been|is|are) (?:now )?(?:paid|received|settled|cancelled|waived"
    r"|collected|debited)|thank(?:s| you) for (?:your |the )?pay\w*|paid in full|direct debit"
    r"|(?:will|shall) be (?:taken|collected|debited|deducted)|nothing (?:left )?to pay|covers "
    r"(?:them"
    r"|it|all)|we (?:have )?(?:paid|transferred|received)|i(?:'ve| have)? (?:just )?(?:paid"
    r"|transferred|sent the money)|money (?:has )?arrived|bezahlt|überwiesen|ödedim|pagado|payé)\b",
    re.IGNORECASE,
)
_OF_OTHERS: Final = re.compile(r"(?:their|his|her|they|he|she)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_CODE: Final = re.compile(r"\b(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)+\b")
_list = listing("gmail")


async def owed(call: Call, context: Context) -> Outcome:
    """The newest mail of each claim for money of the last months, the newest first; in
    `data["asks"]` by their ids the sentence that claims it."""
    arguments = {"after": context.query.now - BACK, **call.arguments, "limit": LOOKED_THROUGH}
    found = await _list(replace(call, arguments=arguments), context)
    claims = open_claims(found.items)
    return Outcome(
        items=tuple(mail for mail, _ in claims[:SHOWN]),
        as_of=found.as_of,
        data={"asks": {mail.id: words for mail, words in claims}} if claims else {},
    )


def open_claims(mails: Iterable[Item]) -> Sequence[tuple[Item, str]]:
    """Each claim with its sentence, the newest first: of several mails about one the newest."""
    newest_first = sorted(mails, key=lambda m: m.when.timestamp() if m.when else 0.0, reverse=True)
    found: list[tuple[Item, str]] = []
    seen: set[str] = set()
    for mail in newest_first:
        keys = _keys(mail)
        cleared = bool(_CLEARED.search(mail.text))
        claim = "" if cleared or not _may_claim(mail) else _claim(mail)
        if claim and not seen & keys:
            found.append((mail, claim))
        if claim or cleared:
            seen |= keys
    return found


def _may_claim(mail: Item) -> bool:
    labels = set(mail.details.get("labels") or ())
    return not {"SENT", "DRAFT"} & labels and (is_personal(mail) or not is_newsletter(mail))


def _claim(mail: Item) -> str:
    """The sentence that asks for money; "" where none does, or no sum is named."""
    if not _AMOUNT.search(f"{mail.title}\n{mail.text}"):
        return ""
    text = re.sub(r"(?<=[^\s.!?:])\n(?=[a-z0-9(])", " ", mail.text)
    parts = [" ".join(part.split()) for part in _SENTENCE.split(text) if part.strip()]
    claims = [part for part in parts if _CLAIMS.search(part) and not _OF_OTHERS.match(part)]
    claims = [part for part in claims if _AMOUNT.search(part)] or (
        claims if _CLAIMS.search(mail.title) else []
    )
    if not claims and _CLAIMS.search(mail.title):
        claims = [mail.title]
    return claims[0] if claims else ""


def _keys(mail: Item) -> set[str]:
    """What tells one claim from another: the thread, and the codes that are named."""
    codes = set(_CODE.findall(f"{mail.title}\n{mail.text}"))
    return {str(mail.details.get("thread_id") or mail.id), *codes}
