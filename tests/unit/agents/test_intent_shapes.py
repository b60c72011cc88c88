"""How the answer should look: what waits for me, what clashes, who somebody is, how much."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.agents.asking import ask

SHAPES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("what does Ilse expect from me?", "search", "needs_reply", {"people": ["Ilse"]}),
    ("what is Bo asking me to do?", "search", "needs_reply", {"people": ["Bo"]}),
    ("who is waiting for me?", "search", "needs_reply", {}),
    ("which emails are waiting for my answer?", "search", "needs_reply", {}),
    ("which mails have I not answered yet?", "search", "needs_reply", {}),
    ("do I owe anyone a reply?", "search", "needs_reply", {}),
    ("who can I talk to about the roof", "search", "who", {"topic": "roof"}),
    ("who is Ilse van der Meer?", "search", "person", {"people": ["Ilse van der Meer"]}),
    ("who's Bo again", "search", "person", {"people": ["Bo"]}),
    ("what is Bo's phone number", "search", "person", {"people": ["Bo"]}),
    ("do I have any conflicts this week?", "search", "conflicts", {}),
    ("am I double-booked on Friday?", "search", "conflicts", {}),
    ("how much was the invoice from Borealis?", "search", "amount", {"people": ["Borealis"]}),
    ("what does the greenhouse cost?", "search", "amount", {"topic": "greenhouse"}),
    ("price of the roof?", "search", "amount", {"topic": "roof"}),
    ("summarise my unread emails", "summarize", "digest", {"flags": ["unread"]}),
    ("what did I miss?", "summarize", "digest", {}),
    ("summarise the thread about the roof", "summarize", "thread", {"topic": "roof"}),
    ("what was decided about the roof?", "summarize", "thread", {"topic": "roof"}),
    ("where did we get to with the roof?", "summarize", "thread", {"topic": "roof"}),
    ("where do things stand with the roof", "summarize", "thread", {}),
    ("I need an hour with Bo on Friday, when could that be?", "find_time", "free", {}),
    ("when am I free tomorrow?", "find_time", "free", {}),
    ("do I have time for a call on Friday?", "find_time", "free", {}),
    ("which meetings do I have tomorrow?", "search", "agenda", {}),
    ("how many mails did I get from Bo?", "search", "count", {"people": ["Bo"]}),
]


@pytest.mark.parametrize(("text", "operation", "shape", "wanted"), SHAPES)
def test_a_question_of_a_known_kind(
    text: str, operation: str, shape: str, wanted: dict[str, Any]
) -> None:
    intent = ask(text)
    assert (intent.operation, intent.entities["shape"]) == (operation, shape)
    assert {key: intent.entities.get(key) for key in wanted} == wanted
    assert intent.clarification is None


@pytest.mark.parametrize(
    "text", ["who is coming tomorrow?", "who is in the meeting?", "who is on vacation"]
)
def test_not_every_who_asks_for_a_person(text: str) -> None:
    assert ask(text).entities.get("shape") != "person"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("which files did Ilse share with me?", "shared_by"),
        ("the greenhouse deck that Ilse shared with me", "shared_by"),
        ("files shared by Ilse", "shared_by"),
        ("which documents are shared with Ilse", "shared_with_person"),
        ("what files did I share with Ilse?", "shared_with_person"),
        ("which files can Ilse see?", "shared_with_person"),
        ("files Ilse owns", "owner"),
        ("which documents are owned by Ilse?", "owner"),
        ("docs that belong to Ilse", "owner"),
        ("any files that belong to Ilse rather than me?", "owner"),
        ("what have we given Ilse access to?", "shared_with_person"),
        ("what has Ilse got access to", "shared_with_person"),
        ("what am I sharing with Ilse at the moment?", "shared_with_person"),
        ("the deck Ilse created last week", "owner"),
    ],
)
def test_the_part_that_somebody_has_in_a_file(text: str, role: str) -> None:
    intent = ask(text)
    assert intent.services[0] == "gdrive"
    assert intent.entities[role] == "Ilse"
    assert intent.entities["people"] == ["Ilse"]
    assert {"shared_by", "shared_with_person", "owner"} & set(intent.entities) == {role}


ANCHORS: list[tuple[str, str, dict[str, Any]]] = [
    ("find the deck that was mailed before the offsite", "gmail",
     {"relation": "before", "services": ["gcal"], "topic": "offsite"}),
    ("emails I got after the board meeting", "gmail",
     {"relation": "after", "services": ["gcal"], "topic": "board"}),
    ("what did Bo write after our meeting on Friday?", "gmail",
     {"relation": "after", "services": ["gcal"], "start": "2026-11-20T00:00:00+01:00"}),
    ("who wrote to me during my holiday?", "gmail",
     {"relation": "during", "services": ["gcal"], "topic": "holiday"}),
    ("find files related to my 3pm meeting tomorrow", "gdrive",
     {"relation": "about", "services": ["gcal"], "start": "2026-11-26T15:00:00+01:00"}),
    ("mails about my next meeting", "gmail",
     {"relation": "about", "services": ["gcal"], "next": True}),
    ("which events clash with my leave plan?", "gcal",
     {"relation": "during", "services": ["gdrive"], "topic": "leave plan"}),
    ("which mails did Bo send after the booking?", "gmail",
     {"relation": "after", "services": ["gmail"], "topic": "booking"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "service", "wanted"), ANCHORS)
def test_the_second_thing_of_a_question_in_two_hops(
    text: str, service: str, wanted: dict[str, Any]
) -> None:
    intent = ask(text)
    assert service in intent.services
    anchor = intent.entities["anchor"]
    assert {key: anchor.get(key) for key in wanted} == wanted
    assert intent.time_range is None
    assert anchor["topic"] not in intent.entities.get("topic", "") or not anchor["topic"]


@pytest.mark.parametrize(
    "text",
    [
        "emails before the end of May",
        "emails since last week",
        "mails after Christmas",
        "the mail about the board meeting",
        "schedule lunch before the board meeting",
    ],
)
def test_a_date_or_a_topic_is_no_second_thing(text: str) -> None:
    assert "anchor" not in ask(text).entities


def test_what_stands_in_quotes_is_neither_a_name_nor_a_date() -> None:
    intent = ask('find the mail with "net 30 days" in it')
    assert intent.entities["phrases"] == ["net 30 days"]
    assert intent.entities["topic"] == "net 30 days"
    assert "people" not in intent.entities
    assert intent.time_range is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("whats on my calender tomorow", "what's on my calendar tomorrow"),
        ("emial from ilse", "email from ilse"),
        ("show me unred mails", "show me unread mails"),
        ("meetng with bo", "meeting with bo"),
    ],
)
def test_misspelled_everyday_words_are_understood(text: str, wanted: str) -> None:
    wrong, right = ask(text), ask(wanted)
    assert wrong.as_json() | {"took_ms": 0} == right.as_json() | {"took_ms": 0}


def test_names_and_what_is_to_be_written_keep_their_spelling() -> None:
    assert ask("mails from anja").entities["people"] == ["anja"]
    assert ask("reply to Bo saying teh meetng is off").entities["message"] == "teh meetng is off"


@pytest.mark.parametrize("text", ["dentist?", "lunch tomorrow?", "greenhouse deck", "BR-20417"])
def test_a_few_words_are_looked_for(text: str) -> None:
    intent = ask(text)
    assert intent.operation == "search"
    assert intent.services


@pytest.mark.parametrize(
    "text",
    [
        "what's the most we can pay Ilse?",
        "who drives the van to Borealis?",
        "where do we meet if our office is shut?",
        "how many people can come to the Borealis dinner?",
    ],
)
def test_what_only_the_persons_own_things_can_tell_is_looked_for(text: str) -> None:
    assert ask(text).operation == "search"


ABROAD: list[tuple[str, str, dict[str, Any]]] = [
    ("Zeige mir die ungelesenen E-Mails von Ilse", "gmail",
     {"people": ["Ilse"], "flags": ["unread"]}),
    ("Welche Dateien hat Ilse mit mir geteilt?", "gdrive", {"shared_by": "Ilse"}),
    ("Was erwartet Ilse von mir?", "gmail", {"shape": "needs_reply", "people": ["Ilse"]}),
    ("Wer ist Ilse Brandt?", "gmail", {"shape": "person"}),
    ("Qu'est-ce qu'Ilse a dit sur le budget ?", "gmail",
     {"people": ["Ilse"], "topic": "budget", "shape": "said"}),
    ("Montre-moi les mails non lus de Ilse", "gmail", {"people": ["Ilse"], "flags": ["unread"]}),
    ("¿Qué dijo Ilse sobre el presupuesto?", "gmail",
     {"people": ["Ilse"], "topic": "budget", "shape": "said"}),
    ("¿Cuándo es mi próxima reunión con Bo?", "gcal", {"people": ["Bo"], "shape": "next"}),
    ("Ilse bütçe hakkında ne dedi?", "gmail", {"people": ["Ilse"], "topic": "budget"}),
    ("Bo benden ne bekliyor?", "gmail", {"shape": "needs_reply", "people": ["Bo"]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "service", "wanted"), ABROAD)
def test_common_questions_in_other_languages(
    text: str, service: str, wanted: dict[str, Any]
) -> None:
    intent = ask(text)
    assert intent.services[0] == service
    assert {key: intent.entities.get(key) for key in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Welche Termine habe ich nächste Woche?", "2026-11-30 00:00", "2026-12-07 00:00"),
        ("Was steht nächsten Dienstag an?", "2026-12-01 00:00", "2026-12-02 00:00"),
        ("Termine am 3. März", "2027-03-03 00:00", "2027-03-04 00:00"),
        ("quels rendez-vous ai-je la semaine prochaine ?", "2026-11-30 00:00", "2026-12-07 00:00"),
        ("¿qué tengo mañana?", "2026-11-26 00:00", "2026-11-27 00:00"),
        ("gelecek hafta toplantım var mı?", "2026-11-30 00:00", "2026-12-07 00:00"),
    ],
)
def test_dates_in_other_languages(text: str, start: str, end: str) -> None:
    from tests.unit.agents.asking import interval

    assert interval(ask(text)) == (start, end)


def test_a_message_in_another_language_is_not_translated() -> None:
    intent = ask("Schreib eine E-Mail an Ilse: Ich komme morgen")
    assert intent.entities["message"] == "Ich komme morgen"
    assert intent.operation in ("draft_email", "send_email")
