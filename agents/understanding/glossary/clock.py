"""Times of day as people say them in German, French, Spanish and Turkish, in figures: "halb neun"
and "huit heures et demie" are 8:30. English is left to the rest of the understanding."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

_HOURS: Final[Mapping[str, str]] = {
    "de": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "une deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "una dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "tr": "bir iki üç dört beş altı yedi sekiz dokuz on on_bir on_iki",
}
_NUMBERS: Final = {
    language: {word.replace("_", " "): n for n, word in enumerate(words.split(), 1)}
    for language, words in _HOURS.items()
}
_MINUTES: Final = {
    "dreißig": 30, "fünfzehn": 15, "fünfundvierzig": 45,
    "et demie": 30, "et demi": 30, "et quart": 15, "moins le quart": -15, "trente": 30,
    "quinze": 15,
    "y media": 30, "y cuarto": 15, "menos cuarto": -15, "y treinta": 30,
    "buçuk": 30,
}  # fmt: skip
_OBLIQUE: Final = r"(?:['’]?(?:y?[aeıiuü]|[dt][ae]n?|[iıuü]|ye|ya|den|dan))?"


def _hour(language: str) -> str:
    words = sorted(_NUMBERS[language], key=len, reverse=True)
    return rf"(?P<hour>\d{{1,2}}|{'|'.join(words)})"


def _figures(language: str) -> Callable[[re.Match[str]], str]:
    def said(found: re.Match[str]) -> str:
        parts = found.groupdict()
        word = parts["hour"].lower()
        hour = int(word) if word.isdigit() else _NUMBERS[language][word]
        minutes = str(parts.get("minutes") or "0").lower()
        past = int(minutes) if minutes.isdigit() else _MINUTES[minutes]
        shift = parts.get("shift")
        past += {"halb": -30, "viertel nach": 15, "viertel vor": -15, "dreiviertel": -15}.get(
            str(shift).lower(), 0
        )
        total = (hour * 60 + past) % (24 * 60)
        return f"{parts.get('before') or ''}{total // 60}:{total % 60:02d}"

    return said


_SPOKEN: Final[Mapping[str, tuple[re.Pattern[str], ...]]] = {
    language: tuple(re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE) for pattern in patterns)
    for language, patterns in {
        "de": (
            rf"(?P<shift>halb|viertel nach|viertel vor|dreiviertel) {_hour('de')}(?: uhr)?",
            rf"{_hour('de')} uhr(?: (?P<minutes>dreißig|fünfzehn|fünfundvierzig|\d\d))?",
            rf"(?P<before>(?:um|ab|bis|gegen|vor|nach|zwischen|und|von) ){_hour('de')}(?="
            r"\W*$| (?:am|an|bis|und|heute|morgen|noch|frei|auf|mit|zeit|was|etwas)\b)",
        ),
        "fr": (
            rf"{_hour('fr')} ?h(?:eures?)? ?(?P<minutes>et demie?|et quart|moins le quart|trente"
            r"|quinze|\d\d)?",
        ),
        "es": (
            rf"(?P<before>(?:a|entre|desde|hasta|de|y|sobre|después de) )las? {_hour('es')}"
            r"(?: (?P<minutes>y media|y cuarto|menos cuarto|y treinta))?(?![:.]\d)",
        ),
        "tr": (
            rf"(?:saat )?{_hour('tr')} (?P<minutes>buçuk){_OBLIQUE}",
            rf"saat {_hour('tr')}{_OBLIQUE}(?![:.]\d)",
            r"(?P<hour>\d{1,2})(?=['’]?[dt][ae]n \d{1,2}(?:[:.]\d\d)?['’])",
        ),
    }.items()
}  # fmt: skip
_RANGES: Final[Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]] = {
    language: tuple((re.compile(pattern, re.IGNORECASE), said) for pattern, said in pairs)
    for language, pairs in {
        "de": ((r"\b(?:von |zwischen )?(\d+:\d\d) (?:bis|und|-|–) (\d+:\d\d)", r"von \1 bis \2"),),
        "fr": (
            (r"\b(?:de|entre|d['’]) ?(\d+:\d\d) (?:à|et|-) (\d+:\d\d)", r"from \1 until \2"),
            (r"\b(?:de|entre) (\d+:\d\d) (?:à|et) midi\b", r"from \1 until 12:00"),
        ),
        "es": (
            (r"\b(?:de|entre|desde) (\d+:\d\d) (?:a|y|hasta) (\d+:\d\d)", r"from \1 until \2"),
            (r"\bde (\d{1,2}) a (\d{1,2}(?:[:.]\d\d)?)\b(?! de)", r"from \1 until \2"),
        ),
        "tr": (
            (
                r"(?<!\w)(?:saat )?(\d{1,2})(?:[:.](\d\d))? (?:ile|ve) (\d{1,2})(?:[:.](\d\d))?"
                r" aras[ıi]\w*",
                r"from \1:00 until \3:00",
            ),
            (
                r"(?<!\w)(\d{1,2}:\d\d)['’]?[dt][ae]n (\d{1,2}[:.]\d\d|\d{1,2})['’]?\w+",
                r"from \1 until \2",
            ),
        ),
    }.items()
}

_WHOLE: Final = re.compile(r"\b((?:from \d{1,2}:\d\d until|from) )(\d{1,2})(?=\W*$| until \d)")


def in_figures(text: str, language: str) -> str:
    """The text with its spoken times as `8:30`, and ranges of them as `from 9:00 until 10:30`."""
    said = _figures(language)
    for pattern in _SPOKEN[language]:
        text = pattern.sub(said, text)
    for pattern, replacement in _RANGES[language]:
        text = pattern.sub(replacement, text)
    return _WHOLE.sub(r"\1\2:00", text)
