"""Sentences of a text, and which of them answer a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agents.synthesis import tables
from agents.words import content_words, coverage
from search.text import split_reply

_SENTENCE = re.compile(
    r"(?<=[.!?…。！？])[\"'”’)]*\s+(?=[\"'“‘(¿¡]*[^\sa-z])|\n\s*\n|\n(?=\s*[-*•\d])"
)
_QUOTE_MARKS = re.compile(r"^(?:\s*>)+\s?", re.MULTILINE)
_BULLET = re.compile(r"^[-*•]\s+")
_FIGURE = re.compile(r"\d")
_FORWARDED = re.compile(
    r"^\s*(?:[-_*]{2,}\s*(?:forwarded message|original message|weitergeleitete nachricht"
    r"|message (?:transféré|transmis)|mensaje reenviado|messaggio inoltrato"
    r"|(?:yönlendirilmiş|iletilmiş|yönlendirilen) (?:ileti|mesaj))|begin forwarded message)",
    re.IGNORECASE | re.MULTILINE,
)
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|dear|hallo|liebe\w*|bonjour|hola|merhaba|ciao|sehr geehrte\w*|sevgili"
    r"|thanks|thank you|best(?=\W*$|,| (?:regards|wishes))|good (?:morning|afternoon|evening)"
    r"|kind regards|regards|cheers|viele grüße|cordialement|saludos)\b.{0,40}$",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"^(?:hi|hello|hey|dear|hallo|liebe\w*|bonjour|hola|merhaba|ciao|sehr geehrte\w*|sevgili)\b"
    r"[^.!?\n]{0,40},\s*$",
    re.IGNORECASE,
)
_IS_ADDRESSED = re.compile(r"^\W*\w+(?: \w+){0,3},\s*$")  # "Morning Ana,"
CLOSING = re.compile(
    r"^\W*(?:(?:kind|best|warm|many|with (?:kind|best)) (?:regards|wishes)|regards|best|cheers"
    r"|yours(?: \w+)?|sincerely|love|all the best|thanks(?: again)?|thank you|many thanks"
    r"|(?:mit )?(?:freundliche[nr]?|viele|liebe|beste|herzliche) grü(?:ß|ss)en?|lg|vg|mfg"
    r"|cordialement|bien à (?:vous|toi)|amicalement|saludos(?: cordiales)?|un abrazo"
    r"|sevgiler(?:le)?|saygılar(?:ımla)?|selamlar|iyi günler)\W*$",
    re.IGNORECASE,
)
_ONLY_A_NUMBER = re.compile(r"^\(?\d{1,2}[.)]$")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Nr|vs|etc|e\.g|i\.e|z\.B|approx)\.$")
_ENDS = ".!?…:;,。！？"
_LONGEST_SIGNATURE = 8  # lines


def own_words(text: str, *, writer: str = "") -> str:
    """What the writer of a mail says: without what it quotes or forwards, greeting, closing,
    signature and name. All of it where nothing would be left, as of a bare forward."""
    said = _FORWARDED.split(split_reply(text)[0], maxsplit=1)[0]
    lines = [line for line in said.strip().split("\n") if not _SALUTATION.match(line.strip())]
    if len(lines) > 1 and _IS_ADDRESSED.match(lines[0]):
        lines = lines[1:]
    for index in range(max(1, len(lines) - _LONGEST_SIGNATURE), len(lines)):
        if CLOSING.match(lines[index]):
            lines = lines[:index]
            break
    names = set(writer.lower().split())
    if len(lines) > 1 and names and set(lines[-1].lower().strip(" .!-,").split()) <= names:
        lines.pop()
    return "\n".join(lines).strip() or text


def signature(text: str) -> list[str]:
    """The lines that follow the closing of a mail, at most a handful."""
    lines = [line.strip() for line in text.split("\n")]
    for index in range(len(lines) - 1, max(-1, len(lines) - 12), -1):
        if CLOSING.match(lines[index]) or lines[index] == "--":
            return [line for line in lines[index + 1 :] if line][:_LONGEST_SIGNATURE]
    return []


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, without greetings and closings."""
    made: list[str] = []
    for part in _SENTENCE.split(tables.as_sentences(_QUOTE_MARKS.sub("", text))):
        part = _BULLET.sub("", " ".join(part.split()))
        if made and (_ABBREVIATION.search(made[-1]) or _ONLY_A_NUMBER.match(made[-1])):
            made[-1] += f" {part}"
        elif part and not _GREETING.match(part):
            made.append(part)
    return made


def best_passage(
    text: str, wanted: frozenset[str], limit: int, *, holding: re.Pattern[str] | None = None
) -> str:
    """The sentence that says most about the wanted words, with those that follow it as far as
    `limit` characters go: figures often come behind the word they belong to. With `holding`, a
    sentence with such a value wins. Figures break ties, then the earlier one wins; without any
    match it is the beginning."""
    parts = sentences(text)
    if not parts:
        return ""
    best = 0
    if wanted or holding:
        best = max(range(len(parts)), key=lambda i: _worth(parts, wanted, i, holding))
    return passage_from(parts, best, limit)


def passage_from(parts: Sequence[str], at: int, limit: int) -> str:
    """A sentence, with those that follow it as far as `limit` characters go."""
    passage = parts[at]
    for part in parts[at + 1 :]:
        if part == "…" or len(passage) + len(part) + 1 > limit:
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


def _worth(
    parts: Sequence[str], wanted: frozenset[str], i: int, holding: re.Pattern[str] | None
) -> float:
    figures = 0.15 if _FIGURE.search(parts[i]) else 0.0
    value = 0.5 if holding and holding.search(parts[i]) else 0.0
    follows = 0.25 if parts[i].endswith(":") and i + 1 < len(parts) else 0.0
    short = 0.2 if len(parts[i]) < 15 else 0.0
    return coverage(wanted, parts[i]) + figures + value + follows - short - i * 0.004
