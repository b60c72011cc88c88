"""Sentences of a text, and which of them answer a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agents.words import content_words, coverage

_SENTENCE = re.compile(
    r"(?<=[.!?…。！？])[\"'”’)]*\s+(?=[\"'“‘(¿¡]*[^\sa-z])|\n\s*\n|\n(?=\s*[-*•\d])"
)
_QUOTE_MARKS = re.compile(r"^(?:\s*>)+\s?", re.MULTILINE)
_BULLET = re.compile(r"^[-*•]\s+")
_FIGURE = re.compile(r"\d")
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|dear|hallo|liebe\w*|bonjour|hola|merhaba|ciao|thanks|thank you|best|"
    r"kind regards|regards|cheers|viele grüße|cordialement|saludos)\b.{0,40}$",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Nr|vs|etc|e\.g|i\.e|z\.B|approx)\.$")
_ENDS = ".!?…:;,。！？"


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, without greetings and closings."""
    made: list[str] = []
    for part in _SENTENCE.split(_QUOTE_MARKS.sub("", text)):
        part = _BULLET.sub("", " ".join(part.split()))
        if made and _ABBREVIATION.search(made[-1]):
            made[-1] += f" {part}"
        elif part and not _GREETING.match(part):
            made.append(part)
    return made


def best_passage(text: str, wanted: frozenset[str], limit: int) -> str:
    """The sentence that says most about the wanted words, with those that follow it as far as
    `limit` characters go: figures often come behind the word they belong to. Figures break ties,
    then the earlier one wins; without any match it is the beginning."""
    parts = sentences(text)
    if not parts:
        return ""
    best = max(range(len(parts)), key=lambda i: _worth(parts, wanted, i)) if wanted else 0
    passage = parts[best]
    for part in parts[best + 1 :]:
        if len(passage) + len(part) + 1 > limit:
            break
        passage += f"{'' if passage[-1] in _ENDS else ';'} {part}"
    return passage


def central_sentences(texts: Iterable[str], limit: int = 3) -> list[str]:
    """The sentences that share most words with the rest: an extractive summary."""
    parts = [part for text in texts for part in sentences(text) if len(part) > 20]
    bags = [content_words(part) for part in parts]
    ranked = sorted(range(len(parts)), key=lambda i: _central(i, bags, parts), reverse=True)
    return [parts[i] for i in sorted(ranked[:limit])]


def _central(i: int, bags: Sequence[frozenset[str]], parts: Sequence[str]) -> float:
    shared = sum(len(bags[i] & bag) for n, bag in enumerate(bags) if n != i)
    figures = 0.5 if _FIGURE.search(parts[i]) else 0.0
    return shared / (1 + len(bags[i])) + figures - i / (10 * len(parts))


def _worth(parts: Sequence[str], wanted: frozenset[str], i: int) -> float:
    figures = 0.15 if _FIGURE.search(parts[i]) else 0.0
    follows = 0.25 if parts[i].endswith(":") and i + 1 < len(parts) else 0.0
    short = 0.2 if len(parts[i]) < 15 else 0.0
    return coverage(wanted, parts[i]) + figures + follows - short - i * 0.004
