"""What lies in a folder, or what in it is about something."""

from __future__ import annotations

import pytest

from agents.planner import plan
from tests.unit.agents.answers import answered
from tests.unit.agents.asking import ask
from tests.unit.agents.material import file, intent, query, result

NOTES = file("f1", "Pier notes", "Planks.", path="Plans/Pier notes")
COSTS = file("f2", "Dock costs", "Much.", path="Plans/Old/Dock costs")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what's in the plans folder", "plans"),
        ("list everything in my harbour plans folder", "harbour plans"),
        ("how many files are in the plans folder?", "plans"),
        ("show me the contents of the folder called Plans", "plans"),
        ("what does the plans folder contain", "plans"),
        ("open the plans folder", "plans"),
    ],
)
def test_a_folder_is_looked_into_by_its_name(question: str, name: str) -> None:
    asked = ask(question)
    assert (asked.entities["shape"], asked.entities["folder"]) == ("folder", name)
    assert "topic" not in asked.entities
    first = plan(asked, query(question)).steps[0]
    assert (first.operation, first.arguments["folder"]) == ("list", name)


def test_what_is_about_something_in_it_is_searched_for() -> None:
    asked = ask("find the PDF about planks in the harbour folder")
    first = plan(asked, query()).steps[0]
    assert (first.operation, first.arguments["folder"]) == ("search", "harbour")
    assert (first.arguments["query"], first.arguments["file_types"]) == ("planks", ("pdf",))


@pytest.mark.parametrize("question", ["what's in my sent folder", "move Bo's mail to the folder X"])
def test_folders_of_mail_are_none_of_the_drive(question: str) -> None:
    assert ask(question).entities.get("shape") != "folder"


def test_the_folders_inside_it_are_told_apart() -> None:
    wanted = intent("search", "gdrive", folder="plans", shape="folder")
    answer = answered(wanted, result("gdrive", "list", NOTES, COSTS), asked="what's in plans")
    assert answer.text.startswith("**2 files** in the folder **Plans** and the folders inside it:")
    assert answer.text.index("Pier notes") < answer.text.index("**Plans/Old**")
    assert {c.id for c in answer.citations} == {"f1", "f2"}


def test_a_folder_that_is_not_there_is_said_to_be_missing() -> None:
    wanted = intent("search", "gdrive", folder="moon", shape="folder")
    answer = answered(wanted, result("gdrive", "list"), asked="what's in the moon folder")
    assert answer.text == "I found no folder called “moon” in Google Drive."
    assert not answer.citations


def test_the_whole_drive_is_asked_for_what_it_has_of_something() -> None:
    asked = ask("what have we got in drive for the harbour")
    assert (asked.services, asked.entities["topic"]) == (("gdrive",), "harbour")
