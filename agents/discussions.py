"""Which discussion is meant, of all those that a search found mails of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agents import certainty
from agents.matching import is_automatic, text_of
from agents.query import Item, StepResult
from agents.words import content_words, coverage

SCORE = 3.0  # search's own order
MEANING = 1.5  # nearness in meaning
TITLE = 0.3  # words in the subject
MACHINE = 0.3  # less, of what a machine or a list wrote
NEAR = 0.6  # of the best mail's worth, for another of its thread to count
COUNTED = 3  # mails of a thread


def discussed(result: StepResult, arguments: Mapping[str, Any], question: str) -> Item | None:
    """The best mail of the thread of which the mails together speak most of what was asked for:
    one mail may hold a word of it by chance, and a thread seldom does. None without any mail."""
    wanted = content_words(str(arguments.get("query") or ""))
    said = content_words(question) | wanted
    worth = {id(mail): _worth(mail, wanted, said) for mail in result.items}
    if not worth:
        return None
    enough = NEAR * max(worth.values())
    threads: dict[str, list[Item]] = {}
    for mail in sorted(result.items, key=lambda mail: worth[id(mail)], reverse=True):
        if worth[id(mail)] >= enough:
            threads.setdefault(str(mail.details.get("thread_id") or mail.id), []).append(mail)
    best = max(threads.values(), key=lambda t: sum(worth[id(mail)] for mail in t[:COUNTED]))
    return best[0]


def _worth(mail: Item, wanted: frozenset[str], said: frozenset[str]) -> float:
    near = float(mail.details.get("similarity") or certainty.USUAL)
    text = text_of(mail)
    held = 0.6 * coverage(wanted, text) + 0.6 * coverage(said, text)
    worth = held + TITLE * coverage(said, mail.title) + MEANING * near + SCORE * mail.score
    return worth - (MACHINE if is_automatic(mail) else 0.0)
