"""What a mail says is told apart from what it quotes."""

import pytest

from search.text import split_reply

ATTRIBUTIONS = [
    "On Mon, Jan 8, 2024 at 10:00 AM Kim Park <kim@example.org> wrote:",
    "On 8 Jan 2024, at 10:00, Kim Park <kim@example.org> wrote:",
    "On Mon, Jan 8, 2024 at 10:00 AM Kim Park\n<kim@example.org> wrote:",
    "Am Mo., 8. Jan. 2024 um 10:00 Uhr schrieb Kim Park <kim@example.org>:",
    "Am 08.01.2024 um 10:00 schrieb Kim Park:",
    "Le lun. 8 janv. 2024 à 10:00, Kim Park <kim@example.org> a écrit :",
    "El lun, 8 ene 2024 a las 10:00, Kim Park (<kim@example.org>) escribió:",
    "Kim Park <kim@example.org>, 8 Oca 2024 Pzt, 10:00 tarihinde şunu yazdı:",
    "8 Oca 2024 10:00 tarihinde Kim Park <kim@example.org> yazdı:",
    "Il giorno lun 8 gen 2024 alle ore 10:00 Kim Park <kim@example.org> ha scritto:",
    "Op ma 8 jan 2024 om 10:00 schreef Kim Park <kim@example.org>:",
    "2024-01-08 10:00 GMT+01:00 Kim Park <kim@example.org>:",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_the_line_that_introduces_a_quotation_is_known(attribution: str) -> None:
    reply, quoted = split_reply(f"Gladly, see you then.\n\n{attribution}\n> When?\n> Where?")
    assert reply == "Gladly, see you then."
    assert quoted == f"{attribution}\n> When?\n> Where?"


@pytest.mark.parametrize("attribution", ATTRIBUTIONS[:-1])
def test_a_quotation_without_marks_goes_to_the_end(attribution: str) -> None:
    reply, quoted = split_reply(f"Gladly.\n\n{attribution}\n\nWhen shall we meet?\n\nKim")
    assert reply == "Gladly."
    assert quoted.endswith("Kim")


@pytest.mark.parametrize(
    "block",
    [
        "From: Kim Park\nSent: Monday, January 8, 2024 10:00 AM\nTo: Lee\nSubject: Meeting",
        "*From:* Kim Park <kim@example.org>\n*Sent:* Monday\n*To:* Lee\n*Subject:* Meeting",
        "Von: Kim Park\nGesendet: Montag, 8. Januar 2024 10:00\nAn: Lee\nBetreff: Treffen",
        "De : Kim Park\nEnvoyé : lundi 8 janvier 2024 10:00\nÀ : Lee\nObjet : Réunion",
        "De: Kim Park\nEnviado el: lunes, 8 de enero de 2024\nPara: Lee\nAsunto: Reunión",
        "Da: Kim Park\nInviato: lunedì 8 gennaio 2024\nA: Lee\nOggetto: Riunione",
        "Van: Kim Park\nVerzonden: maandag 8 januari 2024\nAan: Lee\nOnderwerp: Overleg",
        "Kimden: Kim Park\nGönderildi: 8 Ocak 2024 Pazartesi\nKime: Lee\nKonu: Toplantı",
        "-----Original Message-----\nFrom: Kim Park",
        "-----Ursprüngliche Nachricht-----\nVon: Kim Park",
        "________________________________\nFrom: Kim\nDate: Monday\nTo: Lee\nSubject: Meeting",
    ],
)
def test_the_header_block_of_outlook_begins_the_quotation(block: str) -> None:
    reply, quoted = split_reply(f"Agreed.\n\nLee\n\n{block}\n\nShall we meet?")
    assert reply == "Agreed.\n\nLee"
    assert quoted.startswith(block.split("\n")[0])
    assert quoted.endswith("Shall we meet?")


def test_answers_between_quoted_lines_belong_to_the_reply() -> None:
    text = "On 8 Jan 2024 Kim wrote:\n> When?\nOn Monday.\n> Where?\nAt the office."
    assert split_reply(text)[0] == "On Monday.\nAt the office."


def test_signatures_are_left_out() -> None:
    assert split_reply("See you.\n\n-- \nLee Ray\nExample Ltd") == ("See you.", "")
    assert split_reply("See you.\n-- \nLee\n\nOn 8 Jan 2024 Kim wrote:\n> x")[0] == "See you."


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "iPhone'umdan gönderildi",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Get Outlook for iOS",
    ],
)
def test_the_line_that_a_telephone_adds_is_left_out(line: str) -> None:
    assert split_reply(f"Fine with me.\n\n{line}")[0] == "Fine with me."


def test_a_forwarded_mail_is_what_the_mail_says() -> None:
    text = (
        "For you\n\n-- \nLee\n\n---------- Forwarded message ---------\nFrom: Kim <k@example.org>\n"
        "Date: Mon, Jan 8, 2024\nSubject: Plan\nTo: Lee\n\nThe plan is set."
    )
    reply, quoted = split_reply(text)
    assert "The plan is set." in reply
    assert "-- " not in reply.split("Forwarded")[0].removesuffix("---------- ")
    assert quoted == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On the board he wrote: be good.\nThat was all.",
        "From: Rome\nTo: Paris\nby train",
        "From: Lee\nTo: the shop\nSubject: Order\nMessage: where is it?",
        "We wrote:\nnothing of note",
        "Totals:\n--------------------------\n42",
        "x > y and y > z",
    ],
)
def test_text_that_quotes_nothing_is_all_reply(text: str) -> None:
    assert split_reply(text) == (text, "")
