"""The answer to a question in German, French, Spanish or Turkish: found as in English, and its
first sentence in the question's own language.

`phrases.txt` holds the sentences, `small_words.txt` what stands between the names in them. What was
read is quoted as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from agents.query import READ_OPERATIONS
from agents.synthesis.extractive import extractive_answer
from agents.synthesis.material import Material
from agents.understanding import glossary

_SLOT: Final = re.compile(r"\\\{([a-ehx-z])\\\}")
_LENGTH: Final = r"\d+ (?:hours?|minutes?|h \d+ min|days?(?: \d+ h)?)"  # as `wording.length`
_VERBATIM: Final = frozenset("xyz")
_KEPT: Final = re.compile(r"“[^”]*”")
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
    r"(?P<on>\bon )?\b(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w* (?P<n>\d{1,2})"
    r" (?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    english: re.Pattern[str]
    others: Mapping[str, str]


def answer(material: Material) -> str:
    """The extracted answer. The wording of a question in another language is looked at in
    English; what is to be written stays in the language of the person."""
    text = material.query.text
    language = glossary.language_of(text.lstrip("¿¡ "))
    if language is None or material.intent.operation not in (*READ_OPERATIONS, "unsupported"):
        return extractive_answer(material)
    english = replace(material.query, text=glossary.in_english(text.lstrip("¿¡ ")))
    return begun_in(extractive_answer(replace(material, query=english)), language)


def begun_in(told: str, language: str) -> str:
    """An English answer with its first sentence in one of `glossary.LANGUAGES`, where that
    sentence is one of the usual ones."""
    for phrase in _phrases():
        found = phrase.english.match(told)
        if found:
            slots = {
                name: said if name in _VERBATIM else _small(said, language)
                for name, said in found.groupdict().items()
            }
            return phrase.others[language].format(**slots) + told[found.end() :]
    return told


def _small(said: str, language: str) -> str:
    """What differs from answer to answer: days and small words; quotations stay."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group())
        return f"\x00{len(kept) - 1}\x00"

    text = _dated(language)(_KEPT.sub(keep, said))
    for pattern, replacement in _small_words()[language]:
        text = pattern.sub(replacement, text)
    return re.sub("\x00(\\d+)\x00", lambda found: kept[int(found.group(1))], text)


def _dated(language: str) -> Callable[[str], str]:
    on, form = _DATES[language]
    days = dict(zip(_WEEKDAYS["en"].split(), _WEEKDAYS[language].split(), strict=True))
    months = dict(zip(_MONTHS["en"].split(), _MONTHS[language].split(), strict=True))

    def date(found: re.Match[str]) -> str:
        day = next(name for name in days if name.startswith(found["day"]))
        month = next(name for name in months if name.startswith(found["month"]))
        said = form.format(day=days[day], n=found["n"], month=months[month])
        return f"{on}{said}" if found["on"] else said

    def dated(text: str) -> str:
        text = _DATE.sub(date, text)
        for english, own in _NEAR[language].items():
            text = re.sub(rf"\b{english}\b", own, text)
        return text

    return dated


@cache
def _phrases() -> tuple[_Phrase, ...]:
    text = Path(__file__).with_name("phrases.txt").read_text("utf-8")
    paragraphs = [part.strip().split("\n") for part in text.split("\n\n")]
    made = [
        _Phrase(_pattern(english), dict(zip(glossary.LANGUAGES, others, strict=True)))
        for english, *others in paragraphs
        if not english.startswith("#")
    ]
    return tuple(made)


@cache
def _small_words() -> Mapping[str, Sequence[tuple[re.Pattern[str], str]]]:
    """By language what is looked for in the English, and what it becomes."""
    made: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    language = ""
    for line in Path(__file__).with_name("small_words.txt").read_text("utf-8").splitlines():
        pattern, arrow, replacement = line.partition(" => ")
        if line.startswith("="):
            language = line[1:]
        elif arrow and not line.startswith("#"):
            made.setdefault(language, []).append((re.compile(pattern), replacement))
    return made


def _pattern(english: str) -> re.Pattern[str]:
    def slot(found: re.Match[str]) -> str:
        name = found.group(1)
        return rf"(?P<{name}>{_LENGTH})" if name == "h" else rf"(?P<{name}>[^\n]*?)"

    return re.compile(_SLOT.sub(slot, re.escape(english)))
