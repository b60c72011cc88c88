"""Questions in German, French, Spanish and Turkish mean what they would mean in English."""

from __future__ import annotations

from typing import Any

import pytest

from agents.understanding import glossary
from agents.words import content_words, coverage
from tests.unit.agents.asking import ask

ABROAD: list[tuple[str, str, dict[str, Any]]] = [
    ("Wie lautet die Telefonnummer von Ilse?", "person", {"people": ["Ilse"], "detail": "phone"}),
    ("c'est quoi l'adresse mail d'Ilse ?", "person", {"people": ["Ilse"], "detail": "address"}),
    ("¿cuál es el teléfono de Ilse?", "person", {"people": ["Ilse"], "detail": "phone"}),
    ("Ilse'nin telefon numarası ne?", "person", {"people": ["Ilse"], "detail": "phone"}),
    ("Wie heißt die Frau bei Northwind?", "person", {"people": ["Northwind"]}),
    ("wie viele Mails habe ich an Ilse geschickt?", "count", {"direction": "to"}),
    ("combien de mails m'a envoyés Ilse ?", "count", {"people": ["Ilse"], "direction": "from"}),
    ("¿cuántos correos me ha mandado Ilse?", "count", {"direction": "from"}),
    ("Ilse bana kaç mail attı?", "count", {"people": ["Ilse"], "direction": "from"}),
    ("welche Mails von gestern hab ich noch nicht gelesen?", "digest", {"flags": ["unread"]}),
    ("quels mails ai-je reçus hier ?", "digest", {}),
    ("¿qué ha llegado desde el viernes?", "digest", {}),
    ("dün gelen e-postalar neler?", "digest", {}),
    ("habe ich noch Entwürfe?", "drafts", {}),
    ("est-ce que j'ai des brouillons ?", "drafts", {}),
    ("taslaklarım var mı?", "drafts", {}),
    ("was habe ich Ilse versprochen?", "promised", {"people": ["Ilse"]}),
    ("wem muss ich noch antworten?", "needs_reply", {}),
    ("à qui dois-je répondre ?", "needs_reply", {}),
    ("¿a quién tengo que responder?", "needs_reply", {}),
    ("kime cevap vermem lazım?", "needs_reply", {}),
    ("¿dónde es la cena con Ilse?", "where", {"people": ["Ilse"], "topic": "dinner"}),
    ("wo ist das Abendessen?", "where", {"topic": "dinner"}),
    ("kahvaltı ne zaman?", "when", {"topic": "breakfast"}),
]


@pytest.mark.parametrize(("text", "shape", "wanted"), ABROAD)
def test_a_question_in_another_language(text: str, shape: str, wanted: dict[str, Any]) -> None:
    found = ask(text).entities
    assert found.get("shape") == shape
    assert {key: found.get(key) for key in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wann ist das Abendessen?", "de"),
        ("où est l'hôtel ?", "fr"),
        ("¿cuándo es la cena?", "es"),
        ("kira ne kadar?", "tr"),
        ("yazlığın çatısı sonunda kaça mal oldu", "tr"),
        ("kediye kaç lira ödedik veterinerde", "tr"),
        ("Ilse'den gelen son mail ne diyor?", "tr"),
        ("when is the dinner with Ilse?", None),
        ("show me the son et lumière tickets", None),
        ("die another day", None),
    ],
)
def test_a_language_is_known_by_its_words(text: str, language: str | None) -> None:
    assert glossary.language_of(text.lstrip("¿")) == language


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Diş hekimi randevum hangi gün?", "dentist my appointment"),
        ("Ev sahibimiz ne diyor?", "landlord"),
        ("kitabı nerede?", "book"),
        ("Ilse'nin evinde ne zaman?", "Ilse's house"),
        ("le club de lecture, c'est où ?", "book club"),
        ("Est-ce que je suis libre jeudi ?", "am i free Thursday"),
    ],
)
def test_the_forms_of_a_thing_are_understood(text: str, english: str) -> None:
    assert english in glossary.in_english(text)


def test_what_a_phrase_put_into_english_is_not_taken_for_another_language() -> None:
    assert glossary.in_english("dün gelen e-postalar neler?") == "what came in yesterday?"


def test_a_compound_is_understood_by_its_parts() -> None:
    assert "kitchen table" in glossary.in_english("Wann kommt der Küchentisch?")


@pytest.mark.parametrize("text", ["Kahvaltı Karaköy'de", "das Frühstück", "el desayuno"])
def test_a_text_may_speak_of_a_thing_in_its_own_language(text: str) -> None:
    assert coverage(content_words("breakfast"), text) == 1.0


@pytest.mark.parametrize(
    ("wanted", "text"), [("roof", "Çatının tamiri"), ("eye", "gözü"), ("door", "kapıya")]
)
def test_a_turkish_word_has_its_endings(wanted: str, text: str) -> None:
    assert coverage(content_words(wanted), text) == 1.0


def test_an_english_word_is_no_turkish_form() -> None:
    assert coverage(content_words("money"), "a big parade") == 0.0


def test_a_word_that_is_another_one_in_english_is_no_thing_abroad() -> None:
    assert coverage(content_words("child"), "that is very kind") == 0.0


def test_a_german_word_may_begin_with_the_thing() -> None:
    assert coverage(content_words("approvals"), "Freigaben bis Freitag") == 1.0
    assert coverage(content_words("rust"), "drei Rostpunkte am Klemmring") == 1.0


@pytest.mark.parametrize("text", ["chef salary", "auto insurance", "port fees", "stock list"])
def test_one_noun_alone_makes_no_language(text: str) -> None:
    assert glossary.in_english(text) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Schreib Ilse, dass die neuen Ringe da sind", "die neuen Ringe sind da"),
        ("Écris à Ilse que j'arrive demain", "j'arrive demain"),
        ("Mándale un correo a Ilse diciendo que llego tarde", "llego tarde"),
        ("Ilse'ye yarın geç kalacağım diye mesaj at", "yarın geç kalacağım"),
        ("Bedank dich bei Ilse für die Hilfe", "Vielen Dank für die Hilfe"),
    ],
)
def test_what_is_to_be_written_stays_in_its_language(text: str, message: str) -> None:
    intent = ask(text)
    assert intent.entities.get("message") == message
    assert intent.entities.get("people") == ["Ilse"]


def test_a_new_event_is_called_as_the_person_calls_it() -> None:
    assert ask("Pon una cena con Ilse el viernes a las 8").entities["title"] == "Cena con Ilse"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("was hab ich morgen um halb neun", "tomorrow at 8:30"),
        ("bin ich am Mittwoch zwischen zehn und zwölf Uhr frei", "from 10:00 until 12:00"),
        ("Termine vom 3. bis 5. Dezember", "from 3 to 5 December"),
        ("est-ce que je suis libre lundi de 9h à 10h30", "from 9:00 until 10:30"),
        ("j'ai quoi à huit heures et quart", "at 8:15"),
        ("qué tengo mañana a las ocho y media", "at 8:30"),
        ("estoy libre el lunes entre las 10 y las 12", "from 10:00 until 12:00"),
        ("yarın sekiz buçukta ne var", "8:30"),
        ("çarşamba 10 ile 12 arası boş muyum", "from 10:00 until 12:00"),
    ],
)
def test_times_of_day_as_they_are_said(text: str, english: str) -> None:
    assert english in glossary.in_english(text)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("welche Termine habe ich diese Woche", "this week"),
        ("qué tengo esta semana", "this week"),
        ("j'ai quoi cette semaine", "this week"),
        ("bu hafta ne var", "this week"),
        ("qué hay del 3 al 5 de diciembre", "from 3 to 5 December"),
    ],
)
def test_days_and_weeks_as_they_are_said(text: str, english: str) -> None:
    assert english in glossary.in_english(text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("coating", "Duplexbeschichtung"),
        ("fire brigade", "İtfaiye razı oldu"),
        ("price", "Stückpreis"),
    ],
)
def test_a_thing_is_known_by_the_end_of_a_compound_and_by_each_of_its_words(
    wanted: str, text: str
) -> None:
    assert coverage(content_words(wanted), text) == 1.0


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Kannst du mir sagen, wann das Konzert endet?", "when the concert ends"),
        ("¿Me puedes decir cuándo termina el concierto?", "when does the concert end"),
        ("mets une étoile sur le mail d'Ilse", "star the email"),
        ("bültenleri arşivle", "archive newsletter"),
        ("archive les newsletters", "archive the newsletters"),
    ],
)
def test_polite_questions_and_wishes(text: str, english: str) -> None:
    assert english in glossary.in_english(text)
