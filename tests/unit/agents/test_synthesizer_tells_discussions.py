"""A discussion: its latest state first, then decisions, what is open, and who wrote what."""

from __future__ import annotations

from datetime import timedelta

from agents.query import Item
from tests.unit.agents.answers import answered
from tests.unit.agents.material import NOW, intent, mail, result


def written(item_id: str, days: int, text: str, name: str = "Orla Brandt", **more: object) -> Item:
    return mail(item_id, "Re: Pier", text, sender_name=name, thread_id="t",
                when=NOW - timedelta(days=days), **more)  # fmt: skip


THREAD = (
    written("m1", 9, "The pier should be blue. Is that possible?"),
    written("m2", 5, "Blue is possible. We agreed on 400 litres of paint.", "Bo Lind"),
    written("m3", 1, "Green is cheaper after all.\n\nCould you confirm green by Friday?"),
)


def test_the_latest_leads_and_the_course_follows_in_order() -> None:
    answer = answered(intent("summarize", "gmail", shape="thread"),
                      result("gmail", "thread", *THREAD))  # fmt: skip
    text = answer.text
    assert (
        "**pier**: 3 mails, Sun 1 Mar to yesterday, Mon 9 Mar, by Orla Brandt and Bo Lind" in text
    )
    assert "The latest: **Orla Brandt**, yesterday, Mon 9 Mar, 10:00: “Green is cheaper" in text
    assert "Decided or agreed:\n- Bo Lind: “We agreed on 400 litres of paint.”" in text
    assert "Still open: Orla Brandt asks: “Could you confirm green by Friday?”" in text
    assert text.index("1. **Orla Brandt**") < text.index("2. **Bo Lind**") < text.index("3. **Orla")


def test_what_was_decided_is_its_newest_word() -> None:
    moved = mail("m4", "Pier opening moved again", "The pier opens at noon now.",
                 when=NOW - timedelta(days=2))  # fmt: skip
    answer = answered(
        intent("summarize", "gmail", topic="pier", shape="thread"),
        result("gmail", "search", *THREAD, moved),
        result("gmail", "thread", *THREAD, id="s1r"),
        asked="what was decided about the pier?",
    )
    assert answer.citations[0].id == "m4"
    assert "Before that:\n- **Bo Lind** wrote" in answer.text


def test_a_matter_is_told_from_all_of_its_threads() -> None:
    other = mail("m4", "The pier's lamps", "The pier has lamps now.", thread_id="u", when=NOW)
    wanted = intent("summarize", "gmail", topic="pier", shape="thread")
    results = result("gmail", "search", *THREAD, other), result("gmail", "thread", *THREAD, id="r")
    matter = answered(wanted, *results, asked="catch me up on the pier")
    assert "4 mails in 2 threads" in matter.text
    alone = answered(wanted, *results, asked="summarize the pier thread")
    assert "3 mails, " in alone.text


def test_a_matter_has_the_mails_of_whom_it_is_with() -> None:
    claim = mail("m8", "Bill 12: we dispute it", "The Orla Brandt bill is too high.",
                 sender_name="Ada", thread_id="u", to=[{"name": "Orla Brandt", "email": "o@n.e"}],
                 when=NOW - timedelta(days=3))  # fmt: skip
    answer = answered(
        intent("summarize", "gmail", shape="thread", topic="Brandt dispute"),
        result("gmail", "search", claim),
        result("gmail", "thread", *THREAD, id="s1r"),
        asked="catch me up on the Brandt dispute",
    )
    assert "m8" in [c.id for c in answer.citations]


def test_a_single_letter_is_told_by_its_points() -> None:
    letter = written("m1", 1, "Hi Ada,\n\nThe pier is done. It cost £900. Come and see it.")
    answer = answered(intent("summarize", "gmail"), result("gmail", "thread", letter))
    assert "One mail, “Re: Pier”: **Orla Brandt** wrote yesterday" in answer.text
    assert "- It cost £900." in answer.text


def test_what_came_of_it_later_is_the_latest_although_its_subject_is_another() -> None:
    later = mail("m9", "Paint", "They sold the pier: the bid was too low.", sender_name="Bo Lind",
                 sender_email="bo@port.example", thread_id="u", when=NOW)  # fmt: skip
    first = written("m1", 9, "We bid for the pier.", "Bo Lind", sender_email="bo@port.example")
    wanted = intent("summarize", "gmail", shape="thread", topic="pier bid")
    found = result("gmail", "search", first, later, arguments={"query": "pier bid"})
    read = result("gmail", "thread", first, id="s1r")
    text = answered(wanted, found, read, asked="how did the bid for the pier turn out").text
    assert "The latest: **Bo Lind**" in text
    assert text.index("They sold the pier") < text.index("We bid for the pier")
