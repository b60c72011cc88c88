"""A draft begins and ends in the language in which it was asked for."""

from __future__ import annotations

import pytest

from agents.workspace import greetings


@pytest.mark.parametrize(
    ("asked", "opening"),
    [
        ("Schreib Orla, dass wir später kommen", "Hallo,"),
        ("Écris à Orla que je serai en retard", "Bonjour,"),
        ("Escríbele a Orla que llego tarde", "Hola:"),
        ("Orla'ya geç kalacağım diye yaz", "Merhaba,"),
        ("Write to Orla that we are late", "Hello,"),
    ],
)
def test_the_greeting(asked: str, opening: str) -> None:
    assert greetings.of(asked).opening == opening
