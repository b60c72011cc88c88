"""The sentence that answers: by words that stand for others, by the kind of value, by its row."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import NOW, event, file, intent, mail, result

RULES = (
    "Helmets hang by the door and go back there. "
    "Meals on the road are paid up to 32 euros a day. "
    "Ropes are checked every spring by two people, one of whom signs the list on the wall. "
    "Whoever breaks a lamp says so before somebody else finds it in the dark. "
    "Nobody climbs alone, and nobody climbs after a storm without asking the harbour first."
)


def test_a_word_that_stands_for_another_finds_its_sentence() -> None:
    rules = mail("m1", "Rules of the crew", RULES, similarity=0.6)
    answer = answered(
        intent("search", "gmail", topic="crew food", shape="amount"),
        result("gmail", "search", rules),
        asked="how much may the crew spend on food?",
    )
    assert answer.text.split(": “")[1].startswith("Meals on the road are paid up to **32 euros**")


def test_a_row_of_a_table_is_told_with_the_names_of_its_columns() -> None:
    sheet = file(
        "f1",
        "Inventory",
        "Room | Thing | GBP\nHall | Bicycle | 310\nLoft | Telescope | 480",
        mime_type="application/vnd.google-apps.spreadsheet",
    )
    answer = answered(
        intent("search", "gdrive", topic="telescope inventory", shape="amount"),
        result("gdrive", "search", sheet),
        asked="what is the telescope worth in the inventory?",
    )
    assert "“Room: Loft; Thing: Telescope; **GBP: 480**”" in answer.text


def test_how_much_notice_is_a_span_and_no_sum() -> None:
    terms = mail(
        "m1",
        "Berth terms",
        "The berth costs £80 a month and is paid in advance by standing order on the first. "
        "The berth can be given up with three weeks' notice, in writing. "
        "Keys to the gate are kept by the harbour office, which opens at seven on weekdays.",
    )
    answer = answered(
        intent("search", "gmail", topic="notice berth"),
        result("gmail", "search", terms),
        asked="how much notice do I have to give for the berth?",
    )
    assert ": “The berth can be given up with **three weeks**' notice" in answer.text


def test_the_second_thing_that_is_asked_is_told_too() -> None:
    mails = [
        mail("m1", "Pier paint", "The pier paint costs £75 in all." + " It smells for days." * 20),
        mail(
            "m2",
            "Paint for the pier",
            "The pier paint arrives on 14 May by boat." + " Bring a cap." * 25,
        ),
    ]
    answer = answered(
        intent("search", "gmail", topic="pier paint arrive", shape="amount"),
        result("gmail", "search", *mails),
        asked="how much is the pier paint and when does it arrive?",
    )
    assert answer.text.index("**£75**") < answer.text.index("**14 May**")


def test_a_sentence_that_points_back_comes_with_the_one_before() -> None:
    text = (
        "The harbour master agrees to ten buoys for the summer season and for no longer. "
        "His only condition: no yellow near the slip. "
        "We would begin in the first week of May, before the regatta, with the boats that are free "
        "by then and with whoever has time in the early morning."
    )
    answer = answered(
        intent("search", "gmail", topic="yellow slip", shape="who"),
        result("gmail", "search", mail("m1", "Buoys", text)),
        asked="who said that we may have nothing yellow near the slip?",
    )
    assert "“The harbour master agrees to ten buoys" in answer.text


def test_an_event_gives_way_to_a_mail_that_holds_more_of_what_was_asked() -> None:
    birthday = event("e1", "Milo's birthday", at(19, 14))
    found = mail("m1", "Milo's blue scarf", "Milo's blue scarf is at the ferry office.")
    answer = answered(
        intent("search", "gcal", "gmail", topic="Milo blue scarf", shape="where"),
        result("gcal", "search", birthday),
        result("gmail", "search", found, id="s2"),
        asked="where is Milo's blue scarf?",
    )
    assert "ferry office" in answer.text.split("\n")[0]


def test_a_limit_is_no_price() -> None:
    mails = [
        mail("m1", "Boat trip", "Boat trip approved, up to £90 in total.", when=NOW),
        mail("m2", "Boat trip", "The boat trip cost £72 in total.", when=NOW - timedelta(days=3)),
    ]
    answer = answered(
        intent("search", "gmail", topic="boat trip", shape="amount"),
        result("gmail", "search", *mails),
        asked="what did the boat trip cost in total?",
    )
    assert "£72" in answer.text


def test_files_that_nobody_else_sees_leave_out_the_shared_ones() -> None:
    friend = [{"name": "Bo", "email": "bo@port.example", "role": "reader"}]
    files = [file("f1", "Pier diary"), file("f2", "Pier plan", shared_with=friend)]
    answer = answered(
        intent("search", "gdrive", shape="shared_with"),
        result("gdrive", "list", *files),
        asked="which files are not shared with anybody?",
    )
    assert "Pier diary" in answer.text
    assert "Pier plan" not in answer.text


def test_what_lies_in_a_folder_comes_without_what_only_speaks_of_it() -> None:
    inside = file("f1", "Diary", path="Pier/Diary")
    beside = file("f2", "Notes of the pier", path="Office/Notes of the pier")
    answer = answered(
        intent("search", "gdrive", topic="pier", latest=True),
        result("gdrive", "search", inside, beside),
        asked="show the newest file in the pier folder",
    )
    assert "**Diary**" in answer.text
    assert "Notes of the pier" not in answer.text
