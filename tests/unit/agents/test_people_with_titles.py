"""A title is no part of the name that somebody's mail is signed with."""

from __future__ import annotations

import pytest

from agents.query import Intent
from agents.understanding.honorifics import without_titles
from tests.unit.agents.asking import ask


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mr Okafor", "Okafor"),
        ("mrs. Okafor", "Okafor"),
        ("Prof. Dr. Lena Hoff", "Lena Hoff"),
        ("M. Dupont", "Dupont"),
        ("Ayşe Hanım", "Ayşe"),
        ("Mr Benn and Co", "Benn and Co"),
        ("Miriam", "Miriam"),
        ("Dr", "Dr"),
    ],
)
def test_a_name_is_looked_up_without_its_title(said: str, name: str) -> None:
    found = without_titles(Intent(("gmail",), "search", {"people": [said]}))
    assert found.entities["people"] == [name]


def test_somebody_named_with_and_without_a_title_is_one() -> None:
    intent = Intent(("gmail",), "search", {"anchor": {"people": ["Ms Benn", "Benn"]}})
    assert without_titles(intent).entities["anchor"]["people"] == ["Benn"]


@pytest.mark.parametrize(
    "text",
    [
        "Schreib Herrn Okafor, dass ich später komme",
        "escribe al señor Okafor que llego tarde",
        "écris à M. Okafor que j'arrive plus tard",
    ],
)
def test_a_title_of_another_language_is_no_word_for_a_man(text: str) -> None:
    assert without_titles(ask(text)).entities["people"] == ["Okafor"]
