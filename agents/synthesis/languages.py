"""The answer to a question in German, French, Spanish or Turkish: found as in English, and worded
in the question's own language, dates too. What was read is quoted as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from agents import phrasebook
from agents.query import Item, Query, StepResult
from agents.synthesis import wording
from agents.synthesis.extractive import extractive_answer
from agents.synthesis.material import Material
from agents.understanding import glossary

_QUOTED: Final = re.compile(r"(?<=“)[^”]*(?=”)")
_MISSED: Final = re.compile(r"\bmentions (?:“[^”]+”(?:, | and )?)+")
_MARKS: Final = re.compile(r"\[\d+\]|^\s*(?:[-*]|\d+\.)\s")
NEARER: Final = 0.1  # a cosine
SHORTEST: Final = 12  # letters of a line that is known again
FIRST_PLACE: Final = 0xE000  # of the private use area: what is kept meanwhile
PLACES: Final = 6_000
# Where a sentence, or what follows a heading, may begin.
_BEGINS: Final = re.compile(r"(?:(?<=[.:;?!…])|(?<=\]))\s+|\s*(?:[-*>]|\d+\.)\s+|\A\s*|\(")


def answer(material: Material) -> str:
    """The extracted answer. The wording of a question in another language is looked at in
    English; what is to be written stays in the language of the person."""
    text = material.query.text
    language = glossary.language_of(text)
    if language is None:
        return extractive_answer(material)
    english = replace(material.query, text=glossary.in_english(text))
    told = extractive_answer(_nearer(replace(material, query=english), language))
    own = _in_own_words(told, material)
    return said_in(own, language, names=_names(material), read=_read(material))


def _nearer(material: Material, language: str) -> Material:
    """With what is written in the language of the question nearer to it than the model finds, which
    knows English best."""

    def lifted(item: Item) -> Item:
        near = item.details.get("similarity")
        if near is None or item.details.get("language") != language:
            return item
        return replace(item, details={**item.details, "similarity": near + NEARER})

    def all_lifted(results: Sequence[StepResult]) -> tuple[StepResult, ...]:
        return tuple(replace(r, items=tuple(map(lifted, r.items))) for r in results)

    beyond = all_lifted(material.beyond)
    return replace(material, results=all_lifted(material.results), beyond=beyond)


def asked_back(question: str, query: Query) -> str:
    """A question back, or a refusal, in the language of the query."""
    language = glossary.language_of(query.text)
    return question if language is None else said_in(question, language)


def said_in(told: str, language: str, names: Iterable[str] = (), read: str = "") -> str:
    """An English answer in one of `glossary.LANGUAGES`: its sentences, dates and small words. What
    stands in quotation marks stays, and so do `names` (of items, of people) and every line that
    is one of what was `read`."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if len(kept) == PLACES:
            return found.group()
        kept.append(found.group())
        return chr(FIRST_PLACE + len(kept) - 1)

    masked = _QUOTED.sub(keep, told)
    titles = sorted({name for name in names if len(name) > 1}, key=len, reverse=True)
    if titles:
        masked = re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, titles))})(?!\w)", keep, masked)
    kept_lines = [
        line if _is_read(line, read) else _line(line, language) for line in masked.split("\n")
    ]
    said = "\n".join(kept_lines)
    for _ in range(2):  # a quotation may be within a title
        said = said.translate({FIRST_PLACE + n: text for n, text in enumerate(kept)})
    return said


def _is_read(line: str, read: str) -> bool:
    """Whether a line is not the product's."""
    words = _letters(_MARKS.sub("", line))
    return line.startswith(">") or (len(words) >= SHORTEST and words in read)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _read(material: Material) -> str:
    """The letters of all that was read, to know its lines again."""
    texts = [item.text for result in (*material.results, *material.beyond) for item in result.items]
    texts += [str(result.data) for result in material.results if result.data]
    return _letters(" ".join(texts))


def _line(line: str, language: str) -> str:
    return "".join(_sentences(line, language))


def _sentences(line: str, language: str) -> Iterator[str]:
    """A line, piece by piece: each known sentence in the language, and what is between them."""
    at = 0
    while at < len(line):
        begin = _BEGINS.match(line, at)
        if begin is not None and begin.end() > at:
            yield begin.group()
            at = begin.end()
            continue
        known = _known(line, at, language)
        if known is not None:
            yield known[0]
            at = known[1]
            continue
        following = _BEGINS.search(line, at + 1)
        end = following.start() if following and following.end() > at + 1 else len(line)
        end = max(end, at + 1)
        yield _small(line[at:end], language)
        at = end


def _known(line: str, at: int, language: str) -> tuple[str, int] | None:
    """The sentence that begins there in the language, and where it ends."""
    for phrase in phrasebook.phrases():
        found = phrase.english.match(line, at)
        if found is not None:
            slots = {
                name: said if name in phrasebook.VERBATIM else _small(said, language)
                for name, said in found.groupdict().items()
            }
            return phrase.others[language].format(**slots), found.end()
    return None


def _small(said: str, language: str) -> str:
    """What differs from answer to answer: days and small words."""
    text = phrasebook.dated(language)(said)
    for pattern, replacement in phrasebook.small_words()[language]:
        text = pattern.sub(replacement, text)
    return text


def _names(material: Material) -> set[str]:
    """The titles of what was found, and who wrote it: no words of the product."""
    items = [item for result in (*material.results, *material.beyond) for item in result.items]
    items += [item for items in material.found.values() for item in items]
    named: set[str] = {material.query.time_zone}
    for item in items:
        details = item.details
        people = (details.get("sender_name"), details.get("location"), details.get("path"))
        named |= {wording.plain(str(said)) for said in (item.title, *people) if said}
    return named


def _in_own_words(told: str, material: Material) -> str:
    """The answer, where it quotes words of the question in English, with the person's own."""

    def own(found: re.Match[str]) -> str:
        words = glossary.own_words(material.query.text, found.group())
        return wording.plain(words) if words else found.group()

    topic = f"“{wording.plain(material.topic)}”"
    told = told.replace(topic, _QUOTED.sub(own, topic)) if material.topic else told
    return _MISSED.sub(lambda found: _QUOTED.sub(own, found.group()), told)
