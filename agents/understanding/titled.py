"""The file that a wish calls by its title: "open the packing list", "what's on the agenda".

Which titles there are is known to the person's own index alone. It decides nothing but where a
wish is looked up: the words that are looked for stay the person's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agents.query import READ_OPERATIONS, Intent, Query
from agents.understanding import outside, reading, shapes
from agents.understanding.lexicon import FILE_TYPES
from agents.understanding.wording import request
from agents.words import content_words
from search.hybrid import search

CONFIDENCE: Final = 0.8
LOOKED_AT: Final = 10
TWO: Final = 2
# What shows a file when nothing but the file is named.
_OPENS: Final = re.compile(
    r"^(?:(?:open|read|show|pull up|bring up|get|give|fetch|dig out|let me (?:see|read)|i need"
    r"|i want|find|where(?:'s| is| did (?:i|we) (?:put|save|keep)))(?: me)?(?: out)?(?: again)?"
    r" (?:(?:a|the) copy of )?(?:the|my|our|that)\b"
    r"|(?:do|have) (?:i|we) (?:have|got) (?:a copy of )?(?:the|my|our)\b"
    r"|what(?:'s| is| was| did (?:i|we) (?:put|write|have))(?: there| all| written| down)* "
    r"(?:on|in|inside) (?:the|my|our|that)\b"
    r"|what (?:does|do|did) (?:the|my|our) .* (?:say|contain|list|hold)\W*$"
    r"|(?:the )?(?:contents?|text) of (?:the|my|our)\b)"
)
# ... and says so: then a part of the title is enough.
_SHOWS: Final = re.compile(
    r"^(?:open|read|show|pull up|bring up|get|give|fetch|dig out|let me|i need|i want"
    r"|(?:do|have) (?:i|we)|find)\b"
)
_NONE: Final[frozenset[str]] = frozenset()
_ASKS: Final = re.compile(r"^(?:and |so )?(?:who|whom|whose|what|which|where|when|why|how)\b")
_ELSEWHERE: Final = re.compile(
    r"\b(?:e-?mails?|mails?|messages?|threads?|inbox|calend[ae]r|meetings?|appointments?|events?"
    r"|folders?)\b"
)
_SAYS_NOTHING: Final = content_words(
    "copy file document paper text version recipe note list sheet page contents written put say"
) | frozenset(FILE_TYPES)
_ENDING: Final = re.compile(r"\.\w{1,5}$")
_CODE: Final = re.compile(r"\b(?=[\w-]*\d)[\w-]+\b")


async def by_title(intent: Intent, query: Query) -> Intent:
    """The intent; or the wish to read the file whose title it says, or a question to that file
    where it would be refused otherwise. Raises what `search.hybrid.search` raises."""
    wish = request(reading.plainly(query.text))
    opens = bool(_OPENS.match(wish))
    refused = intent.operation == "unsupported"
    may_be_named = opens or (refused and bool(_ASKS.match(wish)))
    if not may_be_named or not _may_be_of_a_file(intent, wish):
        return intent
    asked = _worth_searching(wish)
    said = content_words(asked)
    found = await search(
        user_id=query.user_id, service="gdrive", query=asked, limit=LOOKED_AT,
        mode="lexical", now=query.now,
    )  # fmt: skip
    titles = [_words(hit.title) for hit in found.results]
    named = _named(said, titles) or (_part_of_one(said, titles) if _SHOWS.match(wish) else _NONE)
    if not named:
        return intent
    is_all = opens and said - named <= _SAYS_NOTHING | _outside(wish)
    if not is_all and not refused:
        return intent
    return _of_the_file(intent, wish, named, reads=is_all)


def _may_be_of_a_file(intent: Intent, wish: str) -> bool:
    reads = intent.operation in READ_OPERATIONS | {"unsupported"}
    is_plain = not intent.clarification and not intent.entities.get("folder")
    return reads and is_plain and not _ELSEWHERE.search(wish) and intent.time_range is None


def _worth_searching(wish: str) -> str:
    """The words of the wish but those that only open it."""
    opened = _OPENS.match(wish)
    return wish[opened.end() :].strip() or wish if opened else wish


def _words(title: str) -> frozenset[str]:
    """Those of a title, without its ending and codes that nobody says."""
    return content_words(_CODE.sub("", _ENDING.sub("", title)))


def _named(said: frozenset[str], titles: Sequence[frozenset[str]]) -> frozenset[str]:
    """The words of the longest title that was said in full: of two words, or all that was said
    but what says nothing."""
    whole = [words for words in titles if words and words <= said and _is_enough(words, said)]
    return max(whole, key=len, default=_NONE)


def _part_of_one(said: frozenset[str], titles: Sequence[frozenset[str]]) -> frozenset[str]:
    """What was said, where it is a good part of one title and of no other."""
    said = said - _SAYS_NOTHING
    holding = [words for words in titles if said <= words]
    return said if len(said) >= TWO and len(holding) == 1 else _NONE


def _is_enough(words: frozenset[str], said: frozenset[str]) -> bool:
    return len(words) >= TWO or said - words <= _SAYS_NOTHING


def _outside(wish: str) -> frozenset[str]:
    return content_words(" ".join(found.group() for found in outside.OUTSIDE.finditer(wish)))


def _of_the_file(intent: Intent, wish: str, named: frozenset[str], *, reads: bool) -> Intent:
    """The words of the title as they were said are what is looked for."""
    words = [word for word in re.findall(r"[\w'-]+", wish) if content_words(word) & named]
    kept = {key: v for key, v in intent.entities.items() if key in ("people", "contacts")}
    if shape := shapes.shape_of(wish, "search", ("gdrive",)):
        kept["shape"] = shape
    topic = " ".join(words) if reads else str(intent.entities.get("topic") or " ".join(words))
    return replace(
        intent,
        services=("gdrive",),
        operation="read" if reads else "search",
        entities={**({} if reads else kept), "topic": topic},
        confidence=CONFIDENCE,
    )
