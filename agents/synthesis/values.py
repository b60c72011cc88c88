"""Amounts, days and times in texts that were read, as their writers wrote them."""

from __future__ import annotations

import re

_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_SIGN = r"[$€£¥₹₺₽₩]"
_CODE = r"(?:USD|EUR|GBP|CHF|JPY|TRY|TL|SEK|NOK|DKK|PLN|CZK|INR|AUD|CAD|NZD|HUF|RON|BRL|MXN|ZAR)"
_UNIT = (
    r"(?:euros?|pounds?|dollars?|cents?|pence|francs?|franken|kronor|kroner|crowns|kr|lira|liras|zł"
    r"|yen|rupees)"
)
_SCALE = r"(?:\s?(?:million|billion|thousand|Mio\.?|Mrd\.?|[kKmM]\b))?"
_SAID = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred"
    r"|thousand)"
)
AMOUNT = re.compile(
    rf"(?<![\w.,]){_SIGN}\s?(?:{_NUMBER}){_SCALE}|(?<![\w.,]){_CODE}:?\s?(?:{_NUMBER}){_SCALE}(?!\w)"
    rf"|(?<![\w.,])(?:{_NUMBER}){_SCALE}\s?(?:{_SIGN}|{_CODE}\b|{_UNIT}\b)"
    rf"|\b(?:[Aa]mount|[Tt]otal|[Ss]um|[Pp]rice|[Cc]osts?|[Ff]ee|[Vv]alue|Betrag|Summe|Preis):\s?"
    rf"(?:{_NUMBER})(?![\w.:-])"
    rf"|\b{_SAID}(?:[ -](?:and )?{_SAID})*\s(?:euros?|pounds?|dollars?|francs?|quid|pence|lira)\b"
)
PERCENT = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?\s?(?:%|percent\b|per cent\b)")
CLOCK = re.compile(
    r"(?<![\w.:,£$€])(?:(?:[01]?\d|2[0-3]):[0-5]\d(?!:?\d)|(?:1[0-2]|0?[1-9])(?:[.:][0-5]\d)?\s?"
    r"(?:am|pm|a\.m\.|p\.m\.)(?!\w)|(?:[01]?\d|2[0-3])(?:\.[0-5]\d)?\s?(?:Uhr|h\d{0,2})\b)",
    re.IGNORECASE,
)
_MONTHS = (
    r"jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]vr(?:ier)?|m[aä]r(?:ch|z|s)?|apr(?:il)?|avril"
    r"|ma[iy]|june?|juni|juin|july?|juli|juillet|aug(?:ust)?|août|sept?(?:ember|embre)?"
    r"|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember)?|d[ée]cembre"
    r"|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_WEEKDAYS = (
    r"mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|montag|dienstag"
    r"|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|lunes|martes|miércoles|jueves"
    r"|viernes|sábado|domingo"
)
DAY = re.compile(
    rf"(?<!\w)(?:(?:(?:{_WEEKDAYS}),?\s(?:the\s)?)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:of\s)?(?:{_MONTHS})\b\.?"
    rf"|(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?![:.,]\d)|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})(?:,?\s20\d\d\b)?"
    rf"|(?:{_WEEKDAYS})\b|tomorrow\b|tonight\b)",
    re.IGNORECASE,
)
_HOURS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# A time of day in words.
SPOKEN_CLOCK = re.compile(
    rf"\b(?:(?:half|quarter) (?:past|to) (?:{_HOURS}|\d{{1,2}})|(?:{_HOURS}|\d{{1,2}}) o['’]clock"
    rf"|(?:at|by|before|after|until|till|from) (?:noon|midday|midnight|{_HOURS}(?=[\s]*[.,;!?]))"
    r"|halb \w+|(?:a|hasta) las \w+|à (?:midi|minuit))\b",
    re.IGNORECASE,
)
WHEN = re.compile(f"{CLOCK.pattern}|{SPOKEN_CLOCK.pattern}|{DAY.pattern}", re.IGNORECASE)
YEAR = re.compile(r"(?<![\w.,£$€-])(?:19|20)\d\d(?![\w.,-]?\d)")
_NOT_ANY_MORE = re.compile(
    r"(?:instead of|rather than|no longer|not|from|was|were|earlier times?|ignore|previously"
    r"|statt|nicht|von|au lieu de?|en vez de)\W*(?:at\s|um\s)?(?:[\d:.]+\s*(?:and|und|or)\s*)?\W*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:until|till|to|and finish(?:es)?(?: around| at)?|ends? at|[-–]|bis)\s*$", re.IGNORECASE
)
_NOW = re.compile(r"\bnow\W+(?:\w+\W+){0,3}$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|auf|à|a)\W+$", re.IGNORECASE)
MOVE = re.compile(
    r"\b(?:moved?|moving|reschedul\w*|postpone\w*|brought forward|pushed (?:back|to)|put off"
    r"|new (?:time|date)|change of (?:time|date|plan)|(?:time|date) (?:has )?changed|instead of"
    r"|verschoben|verlegt|neuer termin|reporté\w*|déplacé\w*|aplazad\w*|ertelendi)\b",
    re.IGNORECASE,
)
CODE = re.compile(
    r"(?:(?i:references?|numbers?|codes?|pnr|ref|no|nr|id|buchungs\w*)\b[\s():.#=-]{0,6}"
    r"(?i:(?:is|ist|pnr|number|code)\b[\s():.#-]{0,4}){0,2})"
    r"((?=[A-Z0-9/-]*[A-Z0-9]{3})(?:(?=[A-Z/-]*\d)[A-Z0-9]+(?:[-/][A-Z0-9]+)*|[A-Z]{6}))(?![\w@])"
)
PHONE = re.compile(
    r"(?<![\w+])(?:\+\d[\d\s()/.-]{7,}\d|0\d[\d\s()/-]{6,}\d)(?!\w)"
    r"|\b(?:[Ee]xt(?:ension|\.)?|Durchwahl) ?\d{2,5}\b"
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def amounts(text: str) -> list[str]:
    """Sums of money in a text, verbatim, in order."""
    return [match.group().strip() for match in AMOUNT.finditer(text)]


def bold(text: str, pattern: re.Pattern[str]) -> str:
    """Escaped text with what matches set in bold; of a pattern with a group, only that."""

    def marked(match: re.Match[str]) -> str:
        value = match.group(pattern.groups and 1)
        return match.group().replace(value, f"**{value.strip()}**")

    return pattern.sub(marked, text)


def begins_at(text: str) -> str | None:
    """The time of day that a text says something begins at, now: not one that it takes back
    ("13:00 instead of 10:00"), nor one that ends it."""
    moves = bool(MOVE.search(text))
    said: list[tuple[int, str]] = []
    for match in CLOCK.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if _NOT_ANY_MORE.search(before) or (not moves and _UNTIL.search(before)):
            continue
        rank = 0 if _NOW.search(before) else 1 if moves and _TO.search(before) else 2
        said.append((rank, match.group().strip()))
    return min(said, key=lambda entry: entry[0])[1] if said else None
