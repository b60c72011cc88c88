"""How answers are worded in German, French, Spanish and Turkish: the sentences of `phrases/`, the
words between them of `small_words.txt` beside them, and dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from agents import things

SMALL_WORDS: Final = "small_words.txt"
VERBATIM: Final = frozenset("xyz")
_SLOT: Final = re.compile(r"\\\{([a-ehx-z])\\\}")
_LENGTH: Final = r"\d+ (?:hours?|minutes?|h \d+ min|days?(?: \d+ h)?)"  # as `wording.length`
# A slot ends with its sentence, and before a citation.
_WITHIN: Final = r"(?:(?!\. [A-Z]|\] )[^\n])*?"
_WEEKDAYS: Final = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "tr": "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
}
_MONTHS: Final = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}
_DATES: Final = {
    "de": ("am ", "{day}, {n}. {month}"),
    "fr": ("le ", "{day} {n} {month}"),
    "es": ("el ", "{day} {n} de {month}"),
    "tr": ("", "{n} {month} {day}"),
}
_NEAR: Final = {
    "de": {"yesterday": "gestern", "today": "heute", "tomorrow": "morgen"},
    "fr": {"yesterday": "hier", "today": "aujourd'hui", "tomorrow": "demain"},
    "es": {"yesterday": "ayer", "today": "hoy", "tomorrow": "mañana"},
    "tr": {"yesterday": "dün", "today": "bugün", "tomorrow": "yarın"},
}
_DATE: Final = re.compile(
    r"(?P<on>\bon )?\b(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:(?:sday|nesday|rsday|urday|day)\b)?"
    r" (?P<n>\d{1,2})"
    r" (?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
)
_NEAR_DAY: Final = re.compile(r"\b(?:yesterday|today|tomorrow)\b")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence: its English pattern, and its wording in the others with the same slots."""

    said: str
    english: re.Pattern[str]
    others: Mapping[str, str]


@cache
def phrases() -> tuple[Phrase, ...]:
    """All sentences, those with the most words of their own first."""
    found: dict[str, Phrase] = {}
    for path in sorted((Path(__file__).parent / "phrases").glob("*.txt")):
        if path.name == SMALL_WORDS:
            continue
        for part in path.read_text("utf-8").strip("\n").split("\n\n"):
            english, *others = part.split("\n")
            own = dict(zip(things.LANGUAGES, others, strict=True))
            found[english] = Phrase(english, _pattern(english), own)
    ordered = sorted(found, key=lambda english: -len(re.sub(r"\{\w\}", "", english)))
    return tuple(found[english] for english in ordered)


def questions_in_english(answer: str) -> str:
    """An answer with its questions back in English, whatever language they were put in."""
    for pattern, english in _questions():
        found = pattern.search(answer)
        if found is not None:
            said = english.format(**found.groupdict())
            answer = answer[: found.start()] + said + answer[found.end() :]
    return answer


@cache
def _questions() -> tuple[tuple[re.Pattern[str], str], ...]:
    asked = [phrase for phrase in phrases() if "?" in phrase.said]
    return tuple((_pattern(own), phrase.said) for phrase in asked for own in phrase.others.values())


def _pattern(english: str) -> re.Pattern[str]:
    def slot(found: re.Match[str]) -> str:
        name = found.group(1)
        return rf"(?P<{name}>{_LENGTH})" if name == "h" else rf"(?P<{name}>{_WITHIN})"

    # No colon of a time of day, no point of an address.
    ending = {":": r"(?!\d)", ".": r"(?!\w)"}.get(english[-1], "")
    return re.compile(_SLOT.sub(slot, re.escape(english)) + ending)


@cache
def small_words() -> Mapping[str, Sequence[tuple[re.Pattern[str], str]]]:
    """By language what is looked for in the English, and what it becomes."""
    made: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    language = ""
    for line in (Path(__file__).parent / "phrases" / SMALL_WORDS).read_text("utf-8").splitlines():
        pattern, arrow, replacement = line.partition(" => ")
        if line.startswith("="):
            language = line[1:]
        elif arrow and not line.startswith("#"):
            made.setdefault(language, []).append((re.compile(pattern), replacement))
    return made


@cache
def dated(language: str) -> Callable[[str], str]:
    """What puts the dates of an English text into a language."""
    on, form = _DATES[language]
    days = {d[:3]: own for d, own in _pairs(_WEEKDAYS, language)}
    months = {m[:3]: own for m, own in _pairs(_MONTHS, language)}

    def date(found: re.Match[str]) -> str:
        said = form.format(day=days[found["day"]], n=found["n"], month=months[found["month"]])
        return f"{on}{said}" if found["on"] else said

    def put(text: str) -> str:
        return _NEAR_DAY.sub(lambda near: _NEAR[language][near.group()], _DATE.sub(date, text))

    return put


def _pairs(names: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    return list(zip(names["en"].split(), names[language].split(), strict=True))
