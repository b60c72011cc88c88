"""English forms are led back to their word, and other words are left alone."""

import pytest

from agents.lemmas import lemma
from agents.words import content_words, coverage


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("lost", "lose"),
        ("taught", "teach"),
        ("teeth", "tooth"),
        ("voted", "vote"),
        ("driving", "drive"),
        ("planned", "plan"),
        ("noted", "note"),
        ("calling", "call"),
        ("cancelled", "cancel"),
        ("carried", "carry"),
        ("boxes", "box"),
        ("mended", "mend"),
    ],
)
def test_a_form_is_led_back_to_its_word(form: str, base: str) -> None:
    assert lemma(form) == base


@pytest.mark.parametrize(
    "word", ["ceiling", "string", "meeting", "wedding", "news", "bus", "need", "1st", "wagen"]
)
def test_a_word_that_only_looks_like_a_form_stays(word: str) -> None:
    assert lemma(word) == word


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("why did we lose the bid", "Lost the bid"),
        ("who voted for the boat", "The votes: boat three, train one"),
        ("is Ana driving", "Ana drives us there"),
        ("did anybody buy stamps", "I bought stamps"),
    ],
)
def test_a_text_that_holds_another_form_of_a_word_holds_the_word(question: str, text: str) -> None:
    assert coverage(content_words(question), text) > 0.6
