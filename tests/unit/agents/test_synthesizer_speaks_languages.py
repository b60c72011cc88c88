"""An answer is in the language of the question, dates too; what was read stays."""

from __future__ import annotations

import pytest

from agents.phrasebook import questions_in_english
from agents.synthesis import wording
from agents.synthesis.languages import said_in
from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import event, intent, result

SAID = [
    (
        "de",
        "I did not find anything from Orla about “oil”. I searched Gmail and Google Drive.",
        "Ich habe von Orla zu “oil” nichts gefunden. Gesucht habe ich in Gmail und Google Drive.",
    ),
    (
        "fr",
        "You have 2 events tomorrow, Wednesday 11 March (times in Europe/Berlin):\n- **Pier**",
        "Vous avez 2 rendez-vous demain, mercredi 11 mars (heures de Europe/Berlin) :\n- **Pier**",
    ),
    (
        "es",
        "I found **3 mails** to Orla between Monday 9 March and Sunday 15 March.",
        "He encontrado **3 correos** a Orla entre lunes 9 de marzo y domingo 15 de marzo.",
    ),
    (
        "de",
        "You are free for at least 2 hours on Wednesday 11 March (working hours, times in X):",
        "Du hast mindestens 2 Stunden frei am Mittwoch, 11. März (Arbeitszeit, Zeiten in X):",
    ),
    (
        "tr",
        "I did not find any events on Friday 13 March in your calendar.",
        "Takviminde etkinlik bulamadım 13 Mart Cuma.",
    ),
    ("de", "What nobody foresaw.", "What nobody foresaw."),
]


@pytest.mark.parametrize(("language", "english", "said"), SAID)
def test_the_first_sentence_is_in_the_language(language: str, english: str, said: str) -> None:
    assert said_in(english, language) == said


WHOLE = [
    (
        "de",
        "**Orla** wrote on Mon 9 Mar, 10:00 in “Oil”: “See also: on Mon 2 Mar.” [1]\n\n"
        "See also:\n- **From Bo to Mon 9 Mar**, from Orla, tomorrow, Wed 11 Mar: “Oil.” [2]",
        "**Orla** schrieb am Montag, 9. März, 10:00 in “Oil”: “See also: on Mon 2 Mar.” [1]\n\n"
        "Siehe auch:\n- **From Bo to Mon 9 Mar**, von Orla, morgen, Mittwoch, 11. März:"
        " “Oil.” [2]",
    ),
    (
        "fr",
        "I have prepared an e-mail to o@x.example: “Oil”. Nothing has been sent or changed: if you"
        " approve it, it is sent.",
        "J'ai préparé un mail à o@x.example : “Oil”. Rien n'a été envoyé ni modifié : si vous"
        " approuvez, c'est envoyé.",
    ),
    (
        "tr",
        "**Pier** is on Thu 12 Mar, 10:00–11:00, Pier. [1] It has a video link.",
        "**Pier**: 12 Mart Perşembe, 10:00–11:00, Pier. [1] Video bağlantısı var.",
    ),
]


@pytest.mark.parametrize(("language", "english", "said"), WHOLE)
def test_all_of_an_answer_is_in_the_language(language: str, english: str, said: str) -> None:
    assert said_in(english, language, names=["From Bo to Mon 9 Mar"]) == said


def test_a_point_within_an_address_ends_no_sentence() -> None:
    told = "**Orla** (o@x.example) writes from x.example. [1]"
    assert said_in(told, "de") == "**Orla** (o@x.example) schreibt von x.example. [1]"


def test_a_line_that_was_read_stays() -> None:
    told = "Before that:\n- Leave from Pier 2 with Orla. [1]"
    read = "See you on Monday. Leave from Pier 2 with Orla."
    assert said_in(told, "de", read="".join(filter(str.isalnum, read))) == (
        "Davor:\n- Leave from Pier 2 with Orla. [1]"
    )


def test_what_was_not_found_is_named_in_the_words_of_the_question() -> None:
    wanted = intent("search", "gmail", topic="rent")
    nothing = result("gmail", "search", arguments={"query": "rent"})
    answer = answered(wanted, nothing, asked="Wann kommt die Miete?")
    assert answer.text.startswith("Ich habe zu “Miete” nichts gefunden.")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (45, "45 Minuten"),
        (60, "1 Stunde"),
        (90, "1 h 30 min"),
        (1440, "1 Tag"),
        (3000, "2 Tage 2 h"),
    ],
)
def test_every_length_is_told_in_the_language(minutes: int, said: str) -> None:
    length = wording.minutes(minutes)
    english = f"You are free for at least {length} tomorrow (working hours, times in X):"
    assert f"Du hast mindestens {said} frei" in said_in(english, "de")


def test_what_was_read_is_not_translated() -> None:
    told = "**Orla** wrote on Mon 9 Mar, 10:00 in “Notes about Monday 2 March”: “Come to Bo.” [1]"
    assert said_in(told, "de") == (
        "**Orla** schrieb am Montag, 9. März, 10:00 in “Notes about Monday 2 March”: "
        "“Come to Bo.” [1]"
    )


def test_an_answer_to_a_german_question_begins_in_german() -> None:
    wanted = intent("search", "gcal", shape="agenda")
    told = result("gcal", "list", event("e1", "Pier", at(12, 9)))
    answer = answered(wanted, told, asked="Was steht am Donnerstag an?")
    assert answer.text.startswith("Du hast 1 Termin")
    assert "**Pier**" in answer.text


def test_an_english_question_is_answered_in_english() -> None:
    wanted = intent("search", "gmail", topic="oil")
    answer = answered(wanted, result("gmail", "search", arguments={"query": "oil"}), asked="oil?")
    assert answer.text.startswith("I did not find anything about “oil”.")


def test_the_wording_of_a_question_is_understood_in_english() -> None:
    wanted = intent("search", "gcal", "gmail", topic="Pier", shape="who")
    guests = [{"name": "Orla", "email": "orla@northwind.example", "response": "accepted"}]
    told = result(
        "gcal", "search", event("e1", "Pier", at(12, 9), attendees=guests),
        arguments={"query": "Pier"},
    )  # fmt: skip
    answer = answered(wanted, told, asked="Qui vient au Pier ?")
    assert "accepté: Orla" in answer.text


def test_a_question_back_is_in_the_language() -> None:
    wanted = intent("update_event", "gcal", clarification="Which event would you like to change?")
    answer = answered(wanted, asked="Verschieb ihn bitte auf Montag")
    assert answer.text == "Welchen Termin möchtest du ändern?"


@pytest.mark.parametrize("language", ["de", "fr", "es", "tr"])
@pytest.mark.parametrize(
    "question",
    [
        "Which Orla do you mean: Orla Brandt (o@x.example) or Orla Reed (r@y.example)?",
        "Which event would you like to change?",
        "I did not find an e-mail address for **Orla** in your mail. Which address is it?",
    ],
)
def test_a_question_back_is_known_again_in_any_language(language: str, question: str) -> None:
    assert questions_in_english(said_in(question, language)) == question
