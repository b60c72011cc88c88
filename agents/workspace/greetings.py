"""How a mail begins and ends, in the language in which it was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from agents.understanding import glossary


class Greetings(NamedTuple):
    """The first line, the last, and a sentence with a place for what the mail is about."""

    opening: str
    closing: str
    about: str


_ENGLISH: Final = Greetings("Hello,", "Kind regards,", "I am writing about {}.")
_ABROAD: Final[Mapping[str, Greetings]] = {
    "de": Greetings("Hallo,", "Viele Grüße", "ich schreibe wegen {}."),
    "fr": Greetings("Bonjour,", "Cordialement,", "Je vous écris au sujet de {}."),
    "es": Greetings("Hola:", "Un saludo,", "Te escribo sobre {}."),
    "tr": Greetings("Merhaba,", "Selamlar,", "{} hakkında yazıyorum."),
}


def of(question: str) -> Greetings:
    """Those of the language of a question."""
    language = glossary.language_of(question)
    return _ENGLISH if language is None else _ABROAD[language]
