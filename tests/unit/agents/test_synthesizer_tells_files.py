"""Files: with owner, access and last change, and only as they were asked for."""

from __future__ import annotations

from tests.unit.agents.answers import answered
from tests.unit.agents.material import file, intent, result

BO = {"name": "Bo Lind", "email": "bo@port.example", "role": "writer", "type": "user"}
MINE = file("f1", "Pier plan", "Long.", shared_with=[BO])
ALONE = file("f2", "Pier costs", "Much.")
THEIRS = file("f3", "Dock plan", "Deep.", owners=[{"name": "Bo Lind", "email": "bo@port.example"}])


def test_owner_access_and_change_are_told() -> None:
    answer = answered(intent("search", "gdrive", topic="pier"),
                      result("gdrive", "search", MINE, ALONE), asked="find pier files")  # fmt: skip
    assert "I found 2 files about “pier”:" in answer.text
    assert "**Pier plan** (Google Slides in Plans, changed Sat 7 Mar). Owner: you." in answer.text
    assert "Shared with Bo Lind (can edit)." in answer.text
    assert "Not shared with anyone." in answer.text


def test_a_file_of_somebody_else_is_not_one_of_theirs() -> None:
    wanted = intent("search", "gdrive", owner="Bo", people=("Bo",))
    answer = answered(wanted, result("gdrive", "list", THEIRS, MINE), asked="files Bo owns")
    assert [c.id for c in answer.citations] == ["f3"]
    assert "I found 1 file owned by Bo:" in answer.text


def test_whether_a_file_is_shared_is_answered_with_yes_or_no() -> None:
    wanted = intent("search", "gdrive", topic="pier plan", people=("Bo",), shape="shared_with",
                    shared_with_person="Bo")  # fmt: skip
    yes = answered(
        wanted, result("gdrive", "search", MINE), asked="is the pier plan shared with Bo?"
    )
    assert yes.text.startswith("Yes: **Pier plan**")
    costs = intent("search", "gdrive", topic="pier costs", people=("Bo",), shape="shared_with",
                   shared_with_person="Bo")  # fmt: skip
    no = answered(costs, result("gdrive", "search", ALONE), asked="is pier costs shared with Bo?")
    assert no.text.startswith("No: **Pier costs**")


def test_nothing_that_is_shared_so_is_said() -> None:
    wanted = intent("search", "gdrive", topic="pier", shared_with_person="Cem", people=("Cem",))
    answer = answered(wanted, result("gdrive", "search", MINE), asked="pier files shared with Cem")
    assert answer.text == (
        "I did not find a file shared with Cem about “pier”. I searched Google Drive."
    )


def test_a_file_found_by_its_words_is_shown_with_them() -> None:
    notes = file("f4", "Notes", "Monday.\n\nThe lighthouse needs paint.\n\nTuesday.")
    answer = answered(intent("search", "gdrive", topic="lighthouse"),
                      result("gdrive", "search", notes), asked="find it")  # fmt: skip
    assert "“The lighthouse needs paint." in answer.text


def test_the_newest_file_comes_first_where_it_is_asked_for() -> None:
    answer = answered(
        intent("search", "gdrive", topic="pier", latest=True),
        result("gdrive", "search", ALONE, MINE),
        asked="the newest pier file",
    )
    assert answer.text.startswith("The newest: **Pier ")


def test_a_list_without_a_topic_holds_all_that_was_found() -> None:
    many = [file(f"g{n}", f"Plan {n}", "Long.") for n in range(14)]
    answer = answered(intent("search", "gdrive"), result("gdrive", "list", *many), asked="my files")
    assert "I found 14 files:" in answer.text
    assert len(answer.citations) == 14


def test_who_may_comment_may_not_edit() -> None:
    plan = file("f5", "Pier plan", "Long.", shared_with=[{**BO, "role": "commenter"}])
    wanted = intent("search", "gdrive", topic="pier plan", people=("Bo",), shape="shared_with",
                    shared_with_person="Bo")  # fmt: skip
    found = result("gdrive", "search", plan)
    assert answered(wanted, found, asked="can Bo edit the pier plan").text.startswith("No: ")
    assert answered(wanted, found, asked="can Bo comment on the pier plan").text.startswith("Yes: ")
    assert answered(wanted, found, asked="can Bo see the pier plan").text.startswith("Yes: ")


def test_the_file_whose_whole_title_is_said_is_the_one() -> None:
    costs = file("f6", "Trip costs BF-7.xlsx", "Coach 92", shared_with=[BO])
    wanted = intent("search", "gdrive", topic="Oslo trip", shape="shared_with")
    answer = answered(wanted, result("gdrive", "search", ALONE, costs),
                      asked="who has access to the sheet with the Oslo trip costs")  # fmt: skip
    assert answer.text.startswith("**Trip costs BF-7.xlsx**")


def test_files_of_others_are_none_of_ones_own() -> None:
    wanted = intent("search", "gdrive", shape="list")
    answer = answered(
        wanted, result("gdrive", "list", MINE, THEIRS), asked="which files aren't mine"
    )
    assert [c.id for c in answer.citations] == ["f3"]


def test_who_shared_a_file_owns_it() -> None:
    plans = intent("search", "gdrive", topic="plan", shape="shared_with")
    answer = answered(plans, result("gdrive", "search", MINE, THEIRS),
                      asked="who shared the plan with me")  # fmt: skip
    assert answer.text.startswith("**Dock plan** (Google Slides in Plans) belongs to Bo Lind")


def test_the_file_called_so_comes_before_one_that_speaks_of_it() -> None:
    told = file("f8", "Handbook", "Receipts for soups go into the soups box.")
    soups = file("f7", "Sunday soups", "Leek.", shared_with=[BO])
    wanted = intent("search", "gdrive", topic="soups", shape="shared_with")
    answer = answered(wanted, result("gdrive", "search", told, soups),
                      asked="who else has access to the soups")  # fmt: skip
    assert answer.text.startswith("**Sunday soups**")
