"""Which of the mails found is the booking, and what is its reference.

Pure reading: a code is taken verbatim from the text of an item, with the item it came from.
Record locators: six letters or digits (IATA Resolution 830d); flight designators: two
characters of the airline and up to four digits (IATA SSIM, chapter 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agents.query import Item
from agents.words import content_words, coverage

_KIND = (
    r"booking|reservation|confirmation|record\s+locator|pnr|e-?ticket|ticket|order|itinerary|"
    r"buchungs?\w*|reservierungs?\w*|bestätigungs?\w*|auftrags?\w*|réservation|commande|dossier|"
    r"reserva|localizador|rezervasyon|bilet|sipariş|prenotazione|boekings?\w*|encomenda"
)
_WORD = (
    r"reference|number|code|locator|no\.?|nr\.?|id|ref\.?|n[°º]\.?|nummer|numarası|kodu|numéro|"
    r"número|numero|de|di"
)
_LABELLED = re.compile(
    rf"(?i:\b(?:{_KIND}|ref(?:erence)?))(?i:\s+(?:{_WORD}))*"
    r"(?P<mark>\s*\)?\s*[:#=(]\s*|\s+(?i:is)\s+|\s+)#?"
    r"(?P<code>[A-Z0-9][A-Z0-9-]{3,14})\b"
)
_FLIGHT_LABELLED = re.compile(
    r"(?i:\b(?:flight|flug|vol|vuelo|uçuş|volo|vlucht)\s*(?:no\.?|number|nr\.?)?\s*[:#]?\s*)"
    r"(?P<code>(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])\s?\d{1,4})\b"
)
_FLIGHT = re.compile(r"\b(?P<code>[A-Z]{2}\d{3,4})\b")
_MIXED = re.compile(r"\b(?P<code>(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{4,11})\b")
# A confirmation says what was booked; a reminder or a survey only belongs to it.
_CONFIRMS = re.compile(
    r"\b(?:confirm\w*|booked|booking|reservation|itinerary|e-?tickets?|receipt|order|"
    r"bestätigung|buchung\w*|réservation|confirmación|reserva|rezervasyon\w*|conferma|prenotazione)",
    re.IGNORECASE,
)
_CONFIRMS_BONUS = 0.5
_ABOUT_IT = 0.5  # of the words asked for
# Every booking is one: these words tell none from another.
_KIND_WORDS = re.compile(
    rf"\b(?:{_KIND}|appointment|termin|cita|rendez-vous|randevu)s?\b", re.IGNORECASE
)
_PASSED_ON = re.compile(r"^\s*(?:re|fwd?|aw|wg|tr|rv|ynt|i)\s*:", re.IGNORECASE)
_PASSED_ON_MALUS = 0.8
_LABELLED_WEIGHT, _FLIGHT_WEIGHT, _MIXED_WEIGHT = 1.0, 0.6, 0.2
_BULK_LABELS = frozenset({"CATEGORY_PROMOTIONS", "CATEGORY_SOCIAL", "SPAM", "TRASH"})
_OWN_LABELS = frozenset({"SENT", "DRAFT"})


@dataclass(frozen=True, slots=True)
class Booking:
    """The mail that a booking is about. `source` is the item that holds `reference`; `flight`
    is the flight's number where it is another code than the reference."""

    item: Item
    reference: str | None
    source: Item | None
    flight: str | None


def codes(text: str) -> dict[str, float]:
    """The codes of a text with how sure it is that they name a booking, between 0 and 1."""
    found: dict[str, float] = {}
    for match in _LABELLED.finditer(text):
        if _is_code(match["code"], marked=match["mark"].strip() != ""):
            _keep(found, match["code"], _LABELLED_WEIGHT)
    for match in _FLIGHT_LABELLED.finditer(text):
        _keep(found, match["code"].replace(" ", ""), _FLIGHT_WEIGHT)
    for pattern, weight in ((_FLIGHT, _FLIGHT_WEIGHT), (_MIXED, _MIXED_WEIGHT)):
        for match in pattern.finditer(text):
            _keep(found, match["code"], weight)
    return found


def find_booking(
    mails: Sequence[Item],
    others: Iterable[Item] = (),
    *,
    about: str = "",
    wanted: Sequence[str] = (),
    own_address: str = "",
) -> Booking | None:
    """The best booking mail of `mails` (best hit first): at least half of the words of `about`
    are in it, since a search always finds something. A code that the person said (`wanted`)
    or that an event or a file holds too (`others`) counts for more; bulk mail and the person's
    own mail count for less. None when there is no such mail by somebody else."""
    others = tuple(others)
    elsewhere = [codes(_words(item)) for item in others]
    wishes = {wish.upper().replace(" ", "") for wish in wanted}
    asked = content_words(_KIND_WORDS.sub(" ", about))
    best: tuple[float, Item, dict[str, float]] | None = None
    for rank, mail in enumerate(mails):
        if _is_own(mail, own_address):
            continue
        weights = _weighed(codes(_words(mail)), elsewhere, wishes)
        if not wishes & weights.keys() and not _is_about(mail, asked, weights):
            continue
        worth = max(weights.values(), default=0.0) - 0.05 * rank - _bulk(mail)
        worth += _CONFIRMS_BONUS if _CONFIRMS.search(mail.title) else 0.0
        worth -= _PASSED_ON_MALUS if _PASSED_ON.match(mail.title) else 0.0
        if best is None or worth > best[0]:
            best = (worth, mail, weights)
    return _booking(best[1], best[2], others, elsewhere) if best else None


def _is_about(mail: Item, asked: frozenset[str], weights: dict[str, float]) -> bool:
    """Whether it is a booking at all, and of what was asked for. What people pass on or answer
    mentions much: there the title or the sender has to say so."""
    words = _words(mail)
    is_booking = bool(weights) or _CONFIRMS.search(words) is not None
    about = f"{mail.title}\n{_sender(mail)}" if _PASSED_ON.match(mail.title) else words
    return is_booking and (not asked or coverage(asked, about) >= _ABOUT_IT)


def _booking(
    mail: Item,
    weights: dict[str, float],
    others: Sequence[Item],
    elsewhere: Sequence[dict[str, float]],
) -> Booking:
    source: Item | None = mail
    if not weights:
        weights, source = _from_others(others, elsewhere)
    reference = max(weights, key=lambda code: weights[code], default=None)
    flights = [code for code in weights if _FLIGHT.fullmatch(code) and code != reference]
    flight = max(flights, key=lambda code: weights[code], default=None)
    return Booking(mail, reference, source if reference else None, flight)


def _from_others(
    others: Sequence[Item], elsewhere: Sequence[dict[str, float]]
) -> tuple[dict[str, float], Item | None]:
    for item, found in zip(others, elsewhere, strict=True):
        strong = {code: weight for code, weight in found.items() if weight >= _FLIGHT_WEIGHT}
        if strong:
            return strong, item
    return {}, None


def _weighed(
    found: dict[str, float], elsewhere: Sequence[dict[str, float]], wishes: set[str]
) -> dict[str, float]:
    return {
        code: weight
        + (0.5 if any(code in other for other in elsewhere) else 0.0)
        + (2.0 if code in wishes else 0.0)
        for code, weight in found.items()
    }


def _is_code(code: str, *, marked: bool) -> bool:
    """A word in capitals is a code only as a six-letter locator behind a colon."""
    return any(c.isdigit() for c in code) or (marked and len(code) == 6 and code.isalpha())


def _keep(found: dict[str, float], code: str, weight: float) -> None:
    code = code.strip("-")
    found[code] = max(weight, found.get(code, 0.0))


def _words(item: Item) -> str:
    return f"{item.title}\n{item.text}\n{_sender(item)}"


def _sender(item: Item) -> str:
    return f"{item.details.get('sender_name', '')} {item.details.get('sender_email', '')}"


def _is_own(mail: Item, own_address: str) -> bool:
    sender = str(mail.details.get("sender_email", "")).lower()
    if own_address and sender == own_address.lower():
        return True
    return bool(_OWN_LABELS & set(mail.details.get("labels") or ()))


def _bulk(mail: Item) -> float:
    is_bulk = mail.details.get("is_bulk") or _BULK_LABELS & set(mail.details.get("labels") or ())
    return 0.7 if is_bulk else 0.0
