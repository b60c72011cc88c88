"""Which discussion is meant, of all those that a search found mails of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from agents import certainty
from agents.matching import is_automatic, text_of
from agents.query import Item, StepResult
from agents.words import content_words, coverage, plain_coverage

_PREFIXES = re.compile(r"^(?:\s*\w{1,4}\s*:)+")  # a mail that is passed on has another thread
HELD = 0.5  # words of the question, by what they count
PLAIN = 0.75  # words of the topic, each the same: "the bag that Finn left" is not about Finn
SCORE = 3.0  # search's own order
MEANING = 1.5  # nearness in meaning
TITLE = 0.2  # words in the subject
NAMED = 0.35  # all words of the topic in the subject
MACHINE = 0.3  # less, of what a machine or a list wrote
NEAR = 0.6  # of the best mail's worth, for another of its thread to count
ALSO = 0.3  # of the worth of the other mails of a thread
COUNTED = 3  # mails of a thread


def discussed(result: StepResult, arguments: Mapping[str, Any], question: str) -> Item | None:
    """The best mail of the thread, known by its subject, of which the mails together speak most of
    what was asked for: one mail may hold a word of it by chance, and a thread seldom does. None
    without any mail."""
    wanted = content_words(str(arguments.get("query") or ""))
    said = content_words(str(arguments.get("question") or question)) | wanted
    worth = {id(mail): _worth(mail, wanted, said) for mail in result.items}
    if not worth:
        return None
    enough = NEAR * max(worth.values())
    threads: dict[str, list[Item]] = {}
    for mail in sorted(result.items, key=lambda mail: worth[id(mail)], reverse=True):
        if worth[id(mail)] >= enough:
            threads.setdefault(_PREFIXES.sub("", mail.title).strip().lower(), []).append(mail)
    told = {
        subject: worth[id(mails[0])] + ALSO * sum(worth[id(mail)] for mail in mails[1:COUNTED])
        for subject, mails in threads.items()
    }
    return threads[max(told, key=lambda subject: told[subject])][0]


def _worth(mail: Item, wanted: frozenset[str], said: frozenset[str]) -> float:
    near = float(mail.details.get("similarity") or certainty.USUAL)
    text = text_of(mail)
    words = HELD * coverage(said, text) + PLAIN * plain_coverage(wanted, text)
    words += NAMED if wanted and plain_coverage(wanted, mail.title) == 1 else 0.0
    worth = words + TITLE * coverage(said, mail.title) + MEANING * near + SCORE * mail.score
    return worth - (MACHINE if is_automatic(mail) else 0.0)
