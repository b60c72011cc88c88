"""People, topics, references and the other parts of a question."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.agents.asking import ask

FOUND: list[tuple[str, dict[str, Any]]] = [
    ("What did Ilse say about the greenhouse budget?",
     {"people": ["Ilse"], "direction": "from", "topic": "greenhouse budget", "shape": "said"}),
    ("what did ilse say about the greenhouse budget",
     {"people": ["ilse"], "topic": "greenhouse budget"}),
    ("find the greenhouse deck and who it is shared with",
     {"topic": "greenhouse", "file_types": ["presentation"], "shape": "shared_with"}),
    ("Cancel my Borealis flight",
     {"topic": "Borealis flight", "verb": "cancel", "about_booking": True}),
    ("cancel my Borealis order BR-20417", {"references": ["BR-20417"], "topic": "Borealis order"}),
    ("unread emails from Ilse van der Meer with attachments",
     {"people": ["Ilse van der Meer"], "flags": ["unread", "attachment"]}),
    ("Send an email to Ilse and Bo saying that I am late",
     {"people": ["Ilse", "Bo"], "direction": "to", "message": "I am late"}),
    ("email ilse@example.org about the roof", {"addresses": ["ilse@example.org"], "topic": "roof"}),
    ("Email Ilse that the roof is dry again. Subject: Roof 12",
     {"people": ["Ilse"], "subject": "Roof 12", "message": "the roof is dry again."}),
    ("answer Ilse's invitation to Rome: I would love to come",
     {"people": ["Ilse"], "topic": "Rome", "message": "I would love to come"}),
    ("who is feeding the cat while I'm in Rome?", {"topic": "feeding cat"}),
    ("what does the paper say while we're away, Ilse asks", {"topic": "paper Ilse"}),
    ("write a mail to Ilse with the subject Roof repairs",
     {"people": ["Ilse"], "subject": "Roof repairs"}),
    ("Schedule a meeting with Ilse and Bo tomorrow at 3pm for 45 minutes about hiring",
     {"people": ["Ilse", "Bo"], "duration_minutes": 45,
      "title": "Meeting with Ilse and Bo about hiring"}),
    ("create an event called Board prep on Monday from 9 to 11 in room 4",
     {"title": "Board prep", "location": "room 4", "duration_minutes": 120}),
    ("remind me to water the roses tonight", {"title": "Water the roses"}),
    ("create an event Pier visit tomorrow at 14:00", {"title": "Pier visit"}),
    ("block an evening for packing", {"title": "Packing"}),
    ("share the greenhouse spreadsheet with bo@example.org as editor",
     {"addresses": ["bo@example.org"], "role": "writer", "topic": "greenhouse",
      "file_types": ["spreadsheet"]}),
    ("label the mail from Ilse as Garden", {"labels": ["Garden"], "people": ["Ilse"]}),
    ("accept the invitation to the workshop", {"response": "accepted", "topic": "workshop"}),
    ("decline the meeting with Bo on Monday", {"response": "declined", "people": ["Bo"]}),
    ("how many emails did I get from Borealis last month",
     {"shape": "count", "people": ["Borealis"]}),
    ("what's on my calendar next Tuesday?", {"shape": "agenda"}),
    ("when is my next meeting with Bo", {"shape": "next", "people": ["Bo"]}),
    ("where is the retreat?", {"shape": "where", "topic": "retreat"}),
    ("was hat Ilse über das Budget gesagt?", {"people": ["Ilse"], "topic": "Budget"}),
    ("When does my flight to Lisbon leave?", {"topic": "flight Lisbon leave", "shape": "when"}),
    ("what did Ilse say about the Q3 budget", {"topic": "Q3 budget"}),
    ("summarise the thread about the office move", {"topic": "office move"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FOUND)
def test_the_parts_of_a_question_are_found(text: str, wanted: dict[str, Any]) -> None:
    entities = ask(text).entities
    assert {key: entities.get(key) for key in wanted} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "what's on my calendar next Tuesday?",
        "show me the emails from Ilse since Monday",
        "send an email to Ilse",
        "open the latest document",
        "when am I free next week?",
    ],
)
def test_words_without_content_are_no_topic(text: str) -> None:
    assert "topic" not in ask(text).entities


def test_only_keys_that_were_found_are_there() -> None:
    assert set(ask("what's on my calendar today").entities) == {"shape"}


def test_a_time_is_no_reference() -> None:
    assert "references" not in ask("meetings in Q3 2026 at 3PM on 20261122").entities
