"""Text is safe to store, comparable, and cut at words."""

import pytest

from search.text import clean, fold, language, preview


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Zürich ÉCOLE", "zurich ecole"),
        ("İZMİR ışık Çağrı", "izmir isik cagri"),
        ("Straße Łódź Ørsted Þór Æsop", "strasse lodz orsted thor aesop"),
        ("ｆｕｌｌ ﬁne", "full fine"),
        ("l’été", "l'ete"),
        ("co\u00adoperate zero\u200bwidth", "cooperate zerowidth"),
        ("plain ASCII\n\tStays", "plain ascii\n\tstays"),
    ],
)
def test_folding_takes_accents_and_case_away(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_folding_keeps_letters_of_other_scripts_apart() -> None:
    assert fold("が") != fold("か")
    assert fold("한글") == "한글"
    assert fold("नमस्ते") == "नमस्ते"


def test_folding_twice_is_folding_once() -> None:
    text = "İıŞẞ ﬃ Ǆ ΐ ŉ ẖ ſ ½ ™ \u1e9e"
    assert fold(fold(text)) == fold(text)


def test_folded_and_cleaned_text_holds_nothing_that_postgres_refuses() -> None:
    hostile = "a\x00b\ud800c\x1bd\udfff\x85e"
    for text in (clean(hostile), fold(hostile)):
        assert "\x00" not in text
        text.encode("utf-8")


def test_cleaning_makes_one_kind_of_line_end_and_at_most_one_blank_line() -> None:
    assert clean("a \r\nb\rc\u2028d\t\n\n\n \n\ne\n\n") == "a\nb\nc\nd\n\ne"


def test_cleaning_turns_odd_spaces_into_spaces() -> None:
    assert clean("10\u00a0000\u202f€") == "10 000 €"


def test_a_preview_is_the_beginning_of_the_text_up_to_a_word() -> None:
    text = "word " * 1000
    shown = preview(text)
    assert len(shown) <= 2000
    assert text.startswith(shown)
    assert shown.endswith("word")


def test_a_preview_of_short_text_is_the_text() -> None:
    assert preview("short") == "short"
    assert preview("") == ""


def test_a_preview_of_text_without_spaces_is_as_long_as_it_may_be() -> None:
    assert preview("会" * 5000, 300) == "会" * 300


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Could you please send me the slides for the meeting that we have on Monday?", "en"),
        ("Könnten Sie mir bitte die Folien für das Treffen am Montag schicken?", "de"),
        ("Pouvez-vous nous envoyer les documents pour la réunion de lundi dans la salle ?", "fr"),
        ("¿Puede enviarme los documentos para la reunión del lunes por favor?", "es"),
        ("Pazartesi toplantısı için sunumu ve bir de bütçeyi gönderir misiniz?", "tr"),
        ("Può inviarmi i documenti per la riunione di lunedì, grazie anche della nota", "it"),
        ("Kunt u mij de stukken voor het overleg van maandag sturen, graag ook een agenda", "nl"),
        ("会議の資料を送ってください", "ja"),
        ("Пришлите, пожалуйста, материалы", "ru"),
    ],
)
def test_a_language_is_known_by_its_commonest_words(text: str, code: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize("text", ["", "ok", "42 / 17", "xyzzy plugh"])
def test_no_language_is_claimed_without_evidence(text: str) -> None:
    assert language(text) is None
