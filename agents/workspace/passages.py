"""The words of a long text that the cache does not hold, where a question needs them.

The index knows all of a text, the cache keeps its beginning: the rest is read from Google, for the
few best hits, and only where none of the hits holds all that was asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from agents.matching import text_of
from agents.query import READ_OPERATIONS, Item
from agents.words import content_words, coverage
from agents.workspace import live
from agents.workspace.base import LIVE_READS, Context
from search.text import clean

AMONG = 5  # the best hits
ENOUGH = 0.9  # of the asked words
NEAR = 0.2  # cosine of a passage that is worth the reading
WINDOW = 1_000  # characters, as much as a hit has
LONGEST = 20_000
BREAK = "\n\n…\n\n"  # between pieces that do not follow one another


async def with_passages(items: Sequence[Item], words: str, context: Context) -> tuple[Item, ...]:
    """The items, those that may hold the asked words further down with all of their text: first
    around the passage that matched, then the rest. What Google does not give in time stays as it
    is."""
    wanted = content_words(words)
    if context.intent.operation not in READ_OPERATIONS or _is_enough(items, wanted):
        return tuple(items)
    worth = [item for item in items[:AMONG] if _goes_on(item)][:LIVE_READS]
    read = await asyncio.gather(*(live.with_full_text(item, context) for item in worth))
    whole = {old.id: _passage_first(old, new) for old, new in zip(worth, read, strict=True)}
    return tuple(whole.get(item.id, item) for item in items)


def _is_enough(items: Sequence[Item], wanted: frozenset[str]) -> bool:
    return any(coverage(wanted, text_of(item)) >= ENOUGH for item in items)


def _goes_on(item: Item) -> bool:
    details = item.details
    is_long = bool(details.get("beyond_preview")) or len(item.text) >= live.CUT_TEXT
    return is_long and (details.get("similarity") or 0.0) >= NEAR


def _passage_first(old: Item, new: Item) -> Item:
    """`old` with the text of `new`: around its passage, then what is before and behind."""
    text = clean(new.text)[:LONGEST]
    if len(new.text) <= len(old.text) or "passage" not in old.details:
        return old
    start, end = old.details["passage"]
    if end > len(text):
        return replace(old, text=text)
    first = max(0, min((start + end - WINDOW) // 2, len(text) - WINDOW))
    first = text.rfind(" ", 0, first) + 1
    last = text.find(" ", min(first + WINDOW, len(text)))
    last = len(text) if last < 0 else last
    parts = (text[first:last], text[:first], text[last:])
    return replace(old, text=BREAK.join(part.strip() for part in parts if part.strip()))
