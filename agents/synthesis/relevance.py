"""Which of the hits belong in an answer: a search always finds something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from agents import certainty
from agents.matching import text_of
from agents.query import Intent, Item, StepResult
from agents.words import content_words, coverage, weight
from search.languages import CONFIGURATIONS

ABOUT = 0.6  # of the words, for a title that names the thing
COVERAGE_CUT = 0.6  # of the best coverage
SCORE_CUT = 0.5  # of the best score
NEAR = 0.4  # cosine of a passage that means much the same, without a word that names a thing
NEAR_TITLE = 0.55  # so near that an item is worth showing, whatever its words
NAMED = 0.4  # of the words, for a title that may name the thing
SAME = 0.5  # ... of what means the same in other words
BY_NAME = 0.12  # what a name that stands in both adds to that
WHOLE = 0.99  # of the words
CLOSEST = 3
# What counts beside the words that an item holds, for the best of several.
SCORE = 3.0  # search's own order
MEANING = 1.5  # nearness in meaning
TOPIC = 0.6  # words of the topic
IN_FULL = 0.6  # all words of the question
TITLE = 0.2  # words in the title
ABROAD = frozenset(CONFIGURATIONS)  # languages that the local model hardly knows
UNTOLD = frozenset({""})  # of a mail that is too short to tell
ENGLISH = "en"
NO_WORDS: frozenset[str] = frozenset()
LONG = 1_500  # characters
OWN = 0.3  # what the person wrote themselves is rarely what they ask for
_CHOSEN_BY_TIME = frozenset({"agenda", "next", "conflicts", "free"})


@dataclass(frozen=True, slots=True)
class Match:
    """How far an item holds the asked words, in its title and in all of it (0 to 1, by what they
    count), and how near it is in meaning (a cosine; None where that is not known)."""

    item: Item
    covered: float
    in_title: float
    similarity: float | None
    in_full: float = 0.0  # the share of all words of the question that it holds
    words: int = 0  # of the question
    is_vague: bool = False  # no word names a thing: "when does it start"
    is_topical: bool = True  # it holds more than the name of somebody who was asked about

    @property
    def certainty(self) -> float:
        """The log odds that it is about what was asked for."""
        return certainty.certainty(
            self.covered, self.similarity, in_full=self.in_full, words=self.words
        )

    @property
    def worth(self) -> float:
        """What speaks for it among others; of the ways to weigh what there is, this one put the
        right item first most often."""
        near = certainty.USUAL if self.similarity is None else self.similarity
        held = TOPIC * self.covered + IN_FULL * self.in_full + TITLE * self.in_title
        return held + MEANING * near + SCORE * self.item.score

    @property
    def is_about(self) -> bool:
        if not self.is_topical:
            return False
        if self.is_vague and self.similarity is not None and self.similarity < NEAR:
            return False
        return self.certainty >= certainty.LIKELY

    @property
    def is_close(self) -> bool:
        """Not surely about what was asked for, but worth showing where nothing is."""
        if not self.is_topical:
            return False
        if self.in_title >= NAMED:
            return True
        return self.certainty >= certainty.CLOSE or (self.similarity or 0.0) >= NEAR_TITLE


@dataclass(frozen=True, slots=True)
class Selection:
    """The relevant items, best first. `is_weak`: none of them holds the words of the question,
    they only come close."""

    items: tuple[Item, ...]
    is_weak: bool = False


def wanted_words(intent: Intent) -> frozenset[str]:
    """The stems of the words that the person wants to know about."""
    entities = intent.entities
    words = [str(entities.get("topic") or ""), *entities.get("references", ())]
    wanted = content_words(" ".join(words))
    is_chosen = bool(entities.get("people")) or entities.get("shape") in _CHOSEN_BY_TIME
    if is_chosen and all(weight(stem) < 1 for stem in wanted):
        return frozenset()  # "when did I last hear from Ana" is about nothing but her
    return wanted


def matches(
    items: Iterable[Item],
    wanted: frozenset[str],
    topic: frozenset[str] = NO_WORDS,
    *,
    said: frozenset[str] = NO_WORDS,
) -> list[Match]:
    """In the order of the items, which is that of the search. `topic` are those of the wanted
    words of which at least one must be there, if there are any; `said` are all words of the
    question."""
    said = said | wanted
    is_vague = bool(wanted) and all(weight(stem) < 1 for stem in wanted)
    return [
        Match(
            item,
            covered,
            coverage(wanted, item.title),
            _similarity(item, covered),
            coverage(said, text_of(item)) if said != wanted else covered,
            len(said),
            is_vague,
            not topic or _is_topical(item, topic, wanted - topic),
        )
        for item in items
        for covered in (_covered(item, wanted),)
    ]


def _similarity(item: Item, covered: float) -> float | None:
    """Its nearness in meaning; no less than is usual where that tells little: of a table that
    holds every word, since its other rows speak of other things, and of what holds the words in
    another language than the model's."""
    near: float | None = item.details.get("similarity")
    is_row = covered > WHOLE and "|" in item.text
    is_abroad = covered >= ABOUT and item.details.get("language", ENGLISH) in ABROAD | UNTOLD
    return max(near, certainty.USUAL) if near is not None and (is_row or is_abroad) else near


def _is_topical(item: Item, topic: frozenset[str], names: frozenset[str]) -> bool:
    """Whether it holds one of the words, or means much the same as the question; a name in both
    brings them nearer than they are."""
    text = text_of(item)
    same = SAME + BY_NAME * bool(names and coverage(names, text))
    return (item.details.get("similarity") or 0.0) >= same or coverage(topic, text) > 0


def _covered(item: Item, wanted: frozenset[str]) -> float:
    """The share in all of an item; of a long text in the piece of it that holds most, since a
    long one holds most words somewhere."""
    if len(item.text) <= LONG:
        return coverage(wanted, text_of(item))
    around = text_of(replace(item, text="", details={**item.details, "snippet": ""}))
    pieces = (item.text[at : at + LONG] for at in range(0, len(item.text), LONG))
    return max(coverage(wanted, f"{around}\n{piece}") for piece in pieces)


def select(items: Sequence[Item], wanted: frozenset[str], *, limit: int) -> Selection:
    """The relevant of these items; without wanted words they all are."""
    if not wanted or not items:
        return Selection(tuple(items[:limit]))
    found = matches(items, wanted)
    return chosen(found, limit=limit)


def chosen(found: Sequence[Match], *, limit: int) -> Selection:
    """Those that are about the wanted words, cut by their share of them and by score, both
    relative to the best. Without any, those that come close; perhaps none."""
    about = [match for match in found if match.is_about]
    if not about:
        close = sorted((m for m in found if m.is_close), key=closeness, reverse=True)
        return Selection(tuple(m.item for m in close[:CLOSEST]), is_weak=True)
    best = max(match.covered for match in about)
    top = max(match.item.score for match in found)
    kept = [
        match.item
        for match in about
        if match.covered >= COVERAGE_CUT * best
        and (match.item.score >= SCORE_CUT * top or match.covered == best)
    ]
    return Selection(tuple(kept[:limit]))


def closeness(match: Match) -> tuple[float, float]:
    """For sorting: how near an item comes to what was asked for."""
    own = OWN if "SENT" in (match.item.details.get("labels") or ()) else 0.0
    return match.worth - own, match.item.score


def found_by(results: Iterable[StepResult]) -> dict[str, tuple[Item, ...]]:
    """The items of each service, without doubles, in the order of the steps."""
    found: dict[str, dict[tuple[str, str, str], Item]] = {}
    for result in results:
        mine = found.setdefault(result.step.agent, {})
        for item in result.items:
            mine.setdefault((item.id, *item.key), item)
    return {service: tuple(items.values()) for service, items in found.items()}
