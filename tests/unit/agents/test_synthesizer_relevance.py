"""Which hits belong in an answer: by the words that name the thing, and by nearness in meaning."""

from __future__ import annotations

import pytest

from agents.query import Item
from agents.synthesis.relevance import matches, select
from agents.words import content_words, coverage
from tests.unit.agents.answers import at
from tests.unit.agents.material import NOW, event, mail


def kept(topic: str, *items: Item) -> list[str]:
    return [item.id for item in select(items, content_words(topic), limit=10).items]


def test_half_of_the_words_are_not_enough() -> None:
    pier = mail("m1", "Budget of the pier", "It costs a lot.", similarity=0.42)
    assert kept("budget mission", pier) == ["m1"]
    assert select([pier], content_words("budget Mars mission"), limit=10).is_weak


def test_words_that_ask_for_a_side_of_a_thing_count_little() -> None:
    assert coverage(content_words("offsite start time"), "The offsite is near") > 0.6
    assert coverage(content_words("offsite start time"), "The start is near") < 0.4


def test_what_was_confirmed_is_a_confirmation() -> None:
    assert coverage(content_words("booking confirmation"), "Your booking is confirmed") == 1


def test_a_short_word_is_not_the_beginning_of_another() -> None:
    assert coverage(content_words("exam"), "somebody@mail.example") == 0
    assert coverage(content_words("exam"), "the exams are over") == 1


def test_a_near_meaning_is_shown_as_close_only() -> None:
    near = mail("m1", "The owner", "The owner agrees.", similarity=0.6)
    chosen = select([near], content_words("jetty"), limit=10)
    assert chosen.is_weak
    assert chosen.items == (near,)


@pytest.mark.parametrize(("similarity", "shown"), [(0.45, []), (0.6, ["e1"])])
def test_a_short_title_must_come_nearer(similarity: float, shown: list[str]) -> None:
    assert (
        kept("submarine", event("e1", "Project round", at(12, 9), similarity=similarity)) == shown
    )


def test_a_long_text_counts_by_its_best_piece() -> None:
    apart = "The ferry is blue. " + "Nothing to see here. " * 150 + "The lighthouse is red."
    long = mail("m1", "A letter", apart, similarity=0.1)
    assert kept("ferry lighthouse colours", long) == []
    assert kept("lighthouse", long) == ["m1"]


def test_people_use_words_for_one_another() -> None:
    assert coverage(content_words("fly"), "Flight TK12 to the coast") == 1


def test_a_name_in_both_is_not_the_meaning() -> None:
    wanted, topic = content_words("helicopter orla"), content_words("helicopter")

    def is_about(similarity: float) -> bool:
        item = event("e1", "Lunch with Orla", NOW, similarity=similarity)
        return matches([item], wanted, topic)[0].is_topical

    assert not is_about(0.55)
    assert is_about(0.7)
