"""Long text is cut into overlapping passages whose offsets hold."""

import random
from itertools import pairwise

import pytest

from search.text import passages

SENTENCE = "The committee met in spring and wrote down what it had found. "


def test_text_without_words_has_no_passages() -> None:
    assert passages("") == []
    assert passages(" \n\n\t") == []


def test_short_text_is_one_passage_without_the_space_around_it() -> None:
    (only,) = passages("  Two words.\n")
    assert (only.start, only.end, only.text) == (2, 12, "Two words.")


def test_offsets_give_the_text_of_each_passage_back() -> None:
    rng = random.Random(7)
    pieces = ["word ", "a. ", "\n\n", "会議", "。", "\n", "x" * 60, "é! ", "  "]
    for _ in range(60):
        text = "".join(rng.choice(pieces) for _ in range(rng.randrange(600)))
        found = passages(text, words=30, overlap=8)
        assert all(text[one.start : one.end] == one.text for one in found)
        ends = [0, *(one.end for one in found)]
        starts = [*(one.start for one in found), len(text)]
        left_out = (text[end:start] for end, start in zip(ends, starts, strict=True))
        assert not "".join(left_out).strip()


def test_passages_overlap_and_stay_within_their_size() -> None:
    found = passages("word " * 500, words=90, overlap=20)
    assert max(len(one.text.split()) for one in found) == 90
    for before, after in pairwise(found):
        assert before.end - after.start == len("word " * 20) - 1


def test_passages_end_with_sentences() -> None:
    found = passages(SENTENCE * 60)
    assert len(found) > 5
    assert all(one.text.endswith(".") and one.text.startswith("The") for one in found)


def test_a_paragraph_is_the_best_place_to_cut() -> None:
    text = SENTENCE * 6 + "\n\n" + SENTENCE * 6
    assert passages(text)[0].end == len((SENTENCE * 6).rstrip())


def test_text_without_spaces_is_cut_by_its_characters() -> None:
    found = passages("会議の件について確認します。" * 200)
    assert len(found) > 10
    assert max(len(one.text) for one in found) <= 180
    assert all(one.text.endswith("。") for one in found)


def test_one_endless_word_is_cut_too() -> None:
    assert max(len(one.text) for one in passages("x" * 50_000)) <= 90 * 24


def test_an_overlap_as_long_as_the_passage_is_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        passages("text", words=10, overlap=10)
