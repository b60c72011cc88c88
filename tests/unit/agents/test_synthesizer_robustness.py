"""Whatever was found, and however odd it is: an answer, whose marks and citations agree."""

from __future__ import annotations

import random
import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from agents.errors import error_message
from agents.query import Item, Service, StepResult, TimeRange
from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import event, file, intent, mail, query, result

SHAPES = (
    "", "agenda", "next", "who", "when", "where", "count", "list", "shared_with", "said", "amount",
    "needs_reply", "digest", "thread", "conflicts", "person", "free",
)  # fmt: skip
QUESTIONS = (
    "what did Orla say about the pier?", "how much is the pier", "when is the pier review?",
    "is the pier plan shared with Bo?", "who is coming", "show me everything", "pier", "", "???",
    "what was decided about the pier?", "by when do I have to pay", "what is the phone number",
)  # fmt: skip
TEXTS = (
    "", " ", "…", "Hi,\n\nThe pier costs £1,250.50 a month.\n\nBest,\nOrla", "> only\n> quoted",
    "---------- Forwarded message ---------\nFrom: A <a@b.example>\n\nThe pier moved to 15:00.",
    "[1] [99] **bold** <b>x</b> ![i](http://evil.example)", "1. One\n2. Two\n- three", "🙂" * 300,
    "The pier review has moved from 10:00 to 13:00 on Friday 13 March. Could you confirm?",
    "Iskele Cuma günü saat 14:30'da. Lütfen onaylayın.", "ß" * 2_000, "no sentence end " * 200,
)  # fmt: skip


def odd_item(chance: random.Random, number: int) -> Item:
    text = chance.choice(TEXTS)
    title = chance.choice(("", "Pier review", "Re: Pier", "Fwd: [9] Pier", "Plan.pdf", "x" * 300))
    details: dict[str, Any] = {"account": "ada@example.org"}
    if chance.random() < 0.5:
        details["similarity"] = chance.random()
    kind = chance.choice(("gmail", "gcal", "gdrive"))
    if kind == "gmail":
        details |= chance.choice(
            ({}, {"sender_name": None}, {"labels": ["SENT"]}, {"sender_email": "", "to": []})
        )
        when = chance.choice((None, at(1, 8), at(9, 8), at(10, 9)))
        return mail(f"m{number}", title, text, when=when, unread=True, **details)
    if kind == "gcal":
        start = at(chance.randrange(1, 28), chance.randrange(24))
        guests = chance.choice(([], [{"email": "bo@port.example"}], [{"name": "Bo", "self": True}]))
        end = start + timedelta(hours=chance.choice((0, 1, 48)))
        odd = {"all_day": chance.random() < 0.2, "time_zone": chance.choice(("", "Nowhere/Land"))}
        return event(
            f"e{number}", title, start, end=end, text=text, attendees=guests, **odd, **details
        )
    shares = chance.choice(([], [{"type": "anyone", "role": "reader"}], ["bo@port.example"]))
    return file(f"f{number}", title, text, shared_with=shares, owners=[], **details)


def odd_results(chance: random.Random) -> list[StepResult]:
    made = []
    services: tuple[Service, ...] = ("gmail", "gcal", "gdrive")
    for number, service in enumerate(chance.sample(services, chance.randrange(1, 4)), 1):
        items = [odd_item(chance, n) for n in range(chance.choice((0, 1, 2, 8)))]
        mine = [item for item in items if item.service == service]
        operation = chance.choice(("search", "list", "read", "thread", "waiting", "digest"))
        failed = chance.random() < 0.15
        made.append(
            result(
                service,
                "conflicts" if service == "gcal" and chance.random() < 0.3 else operation,
                *([] if failed else mine),
                id=f"s{number}",
                status="failed" if failed else "ok" if mine else "empty",
                error=error_message("unavailable", service) if failed else None,
                arguments={"query": "pier", "after": at(9, 0), "before": at(20, 0)},
            )
        )
    return made


@pytest.mark.parametrize("seed", range(25))
def test_an_answer_is_given_whatever_was_found(seed: int) -> None:
    chance = random.Random(seed)
    for shape in SHAPES:
        entities: dict[str, Any] = {
            "topic": chance.choice(("", "pier", "pier review costs", "start")),
            "people": chance.choice(((), ("Orla",))),
            **({"shape": shape} if shape else {}),
            **({"owner": "Orla"} if chance.random() < 0.1 else {}),
        }
        if chance.random() < 0.2:
            entities["anchor"] = {"relation": "before", "services": ["gcal"], "topic": "review"}
        answer = answered(
            intent(
                chance.choice(("search", "summarize", "read")),
                *chance.choice((("gmail",), ("gcal",), ("gdrive",), ("gmail", "gcal", "gdrive"))),
                time_range=chance.choice((None, TimeRange(at(9, 23), at(10, 23)))),
                **entities,
            ),
            *odd_results(chance),
            asked=query(
                chance.choice(QUESTIONS), time_zone=chance.choice(("Europe/Berlin", "UTC"))
            ),
        )
        assert answer.text.strip()
        shown = re.sub(r"\\\[|\\\]", "", answer.text)
        marks = {int(n) for n in re.findall(r"(?<!\\)\[(\d+)\]", shown)}
        assert marks == {citation.n for citation in answer.citations}
        assert "evil" not in re.sub(r">[^<]*<", "><", answer.html)
        assert len(answer.suggestions) <= 3


def test_a_moment_far_away_has_its_year() -> None:
    old = mail(
        "m1", "Pier", "The pier is long.", when=datetime(2019, 5, 2, 8, tzinfo=at(1, 1).tzinfo)
    )
    answer = answered(intent("search", "gmail", topic="pier"), result("gmail", "search", old))
    assert "Thu 2 May 2019, 10:00" in answer.text
