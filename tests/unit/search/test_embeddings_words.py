"""Single words and how near they are in meaning."""

from __future__ import annotations

from search.embeddings import words


def test_words_that_stand_for_one_another_are_nearer_than_others() -> None:
    near, far = words.cosines(["food"], ["meals", "ladder"])[0]
    assert near > 0.5 > 0.3 > far


def test_a_word_without_a_vector_is_near_to_nothing() -> None:
    assert words.rank("qzxv") is None
    assert words.cosines(["qzxv", "food"], ["food"]).tolist()[0] == [0.0]


def test_the_commoner_word_has_the_lower_rank() -> None:
    assert (words.rank("house") or 0) < (words.rank("telescope") or 0)
