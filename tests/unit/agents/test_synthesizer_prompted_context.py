"""What a model gets to read of what was found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from agents.llm.base import estimated_tokens
from agents.query import Item, StepResult
from agents.synthesis.material import Material
from agents.synthesis.prompted_packing import BUDGET, Packed, pack, passage
from agents.words import content_words
from tests.unit.agents.material import NOW, event, file, intent, mail, query, result

LONG = "Nothing of note is said here. " * 400


def packed(*results: StepResult, **entities: Any) -> Packed:
    wanted = intent("search", "gmail", "gcal", "gdrive", **({"topic": "pier"} | entities))
    return pack(Material(query("pier?"), wanted, results))


def ids(packed: Packed) -> list[str]:
    return [item.id for item in packed.numbered.values()]


def thread(number: int, *, words: int = 1) -> list[Item]:
    """Mails of one thread, the newest first."""
    return [
        mail(f"t{n}", "Pier plan", f"Pier plan version {n}. " + "word " * words,
             thread_id="t", when=NOW - timedelta(days=number - n))
        for n in reversed(range(number))
    ]  # fmt: skip


def test_the_best_of_each_service_comes_before_the_second_best() -> None:
    mails = [mail(f"m{n}", f"Pier {n}", "pier", score=0.03) for n in range(3)]
    found = packed(
        result("gmail", "search", *mails),
        result("gcal", "search", event("e1", "Pier", NOW), id="s2"),
        result("gdrive", "search", file("f1", "Pier", "pier"), id="s3"),
    )
    assert ids(found) == ["m0", "e1", "f1", "m1", "m2"]


def test_what_was_opened_comes_first_and_whole() -> None:
    opened = mail("open", "Pier report", "The pier. " + "All of it. " * 300)
    found = packed(
        result("gmail", "search", mail("m1", "Pier", "pier")),
        result("gmail", "read", opened, id="s2"),
    )
    assert ids(found) == ["open", "m1"]
    assert found.text.count("All of it.") == 300


def test_what_the_turn_before_showed_comes_before_what_was_found() -> None:
    found = result("gmail", "search", mail("m1", "Pier", "pier"))
    shown = result("gmail", "shown", mail("m2", "Tickets", "They cost nine euros."), id="c1")
    wanted = intent("search", "gmail", topic="pier")
    packed_ids = ids(pack(Material(query("pier?"), wanted, (found,), shown=(shown,))))
    assert packed_ids == ["m2", "m1"]


def test_what_the_rules_counted_and_worked_out_is_given_with_the_numbers_of_the_sources() -> None:
    mails = [mail(f"m{n}", f"Pier {n}", "pier", score=0.03) for n in range(3)]
    found = packed(
        result("gmail", "count", *mails, data={"count": 41}),
        result("gcal", "search", event("e1", "Pier", NOW), id="s2"),
        shape="count",
    )
    computed, sources = found.text.split("</computed>")
    assert "41" in computed
    for n, item in found.numbered.items():
        if f"[{n}]" in computed:
            assert f'<source n="{n}" service="{item.service}">\n{item.title}' in sources


def test_mails_of_one_thread_stand_together_in_the_order_of_time() -> None:
    other = mail("m9", "Pier", "The pier is long.", score=0.03)
    newest, *older = thread(3)
    found = packed(result("gmail", "search", newest, other, *older))
    assert ids(found) == ["t0", "t1", "t2", "m9"]


def test_where_a_thread_has_no_room_its_newest_mails_keep_theirs() -> None:
    found = packed(result("gmail", "thread", *thread(12, words=2_000)))
    assert found.left_out > 0
    assert ids(found)[-1] == "t11"
    assert "t0" not in ids(found)


def test_all_sources_together_stay_within_the_budget() -> None:
    mails = [mail(f"m{n}", f"Pier {n}", f"Pier. {LONG}", score=0.03) for n in range(8)]
    files = [file(f"f{n}", f"Pier {n}", f"Pier. {LONG}") for n in range(8)]
    opened = [mail(f"o{n}", "Pier", LONG) for n in range(5)]
    found = packed(
        result("gmail", "search", *mails),
        result("gdrive", "search", *files, id="s2"),
        result("gmail", "read", *opened, id="s3"),
    )
    assert estimated_tokens(found.text) <= BUDGET
    assert list(found.numbered) == list(range(1, len(found.numbered) + 1))


def test_of_a_long_text_the_passage_with_the_wanted_words_is_given() -> None:
    text = "\n".join([LONG, "The pier costs EUR 1.250,00.", LONG])
    cut = passage(text, content_words("pier costs"), 100)
    assert "The pier costs EUR 1.250,00." in cut
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert estimated_tokens(cut) <= 100


def test_a_short_text_is_given_whole() -> None:
    assert passage("The pier.", content_words("cake"), 100) == "The pier."


def test_a_text_in_another_script_is_cut_by_its_tokens() -> None:
    cut = passage("码头的报价是一千元。" * 200, content_words("码头"), 100)
    assert 50 <= estimated_tokens(cut) <= 100
