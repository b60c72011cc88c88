"""What mails say of a time to come, and what is due by then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agents.query import Item, Step, TimeRange
from agents.workspace.base import Call, Context, Outcome
from agents.workspace.registry import AGENTS
from tests import factories
from tests import factories_search as cache
from tests.factories_search import run
from tests.unit.agents.answers import answered, at
from tests.unit.agents.asking import ask, interval
from tests.unit.agents.material import NOW, context, event, intent, mail, query, result

DAY = timedelta(days=1)
FRIDAY = TimeRange(at(12, 23), at(13, 23))  # the clock is Tuesday 2026-03-10


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("didn't orla write about something this evening?", {"people": ["orla"]}),
        ("did Orla mention anything for Friday", {"people": ["Orla"]}),
        ("have I promised anyone anything for later today? something with the boat",
         {"topic": "boat"}),
    ],
)  # fmt: skip
def test_a_mail_about_a_time_to_come_is_of_an_earlier_day(
    text: str, entities: dict[str, object]
) -> None:
    asked = ask(text)
    assert (asked.services, asked.entities["shape"]) == (("gmail",), "told")
    assert {key: asked.entities.get(key) for key in entities} == entities


@pytest.mark.parametrize(
    "text", ["what did Orla write yesterday?", "did Orla write today?", "did Orla say yes?"]
)
def test_a_time_that_is_over_is_that_of_the_mail(text: str) -> None:
    assert ask(text).entities.get("shape") != "told"


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("any deadlines this week?", ("2026-11-25 00:00", "2026-11-30 00:00")),
        ("what's due next week", ("2026-11-30 00:00", "2026-12-07 00:00")),
        ("upcoming deadlines?", ("2026-11-25 00:00", "2026-12-09 00:00")),
        ("what do I have to hand in by Friday", ("2026-11-25 00:00", "2026-11-28 00:00")),
    ],
)
def test_deadlines_count_from_today(text: str, window: tuple[str, str]) -> None:
    asked = ask(text)
    assert asked.entities["shape"] == "due"
    assert interval(asked) == window


@pytest.mark.parametrize("text", ["when is the regatta form due?", "what's the regatta deadline?"])
def test_the_deadline_of_one_thing_is_looked_up(text: str) -> None:
    assert ask(text).entities.get("shape") != "due"


def test_mails_are_found_by_the_day_that_they_speak_of(transactional_db: None) -> None:
    someone = factories.person("ada@example.org")
    said = [
        ("m1", "Regatta", "We sail on Friday at five. Bring socks.", 1),
        ("m2", "Regatta", "We sailed last Friday.", 1),
        ("m3", "Form", "Please return the form by 13 March.", 3),
        ("m4", "Boat", "I painted it.", 2),
        ("m5", "Numbers", f"On Friday{' 1' * 200}", 2),  # no sentence that anybody wrote
    ]
    cache.index(
        someone,
        [cache.mail(i, s, body, received_at=NOW - days * DAY) for i, s, body, days in said],
    )

    async def asked(**more: bool) -> Outcome:
        given = {"begins": FRIDAY.start, "ends": FRIDAY.end, **more}
        call = Call(Step("s1", "gmail", "told"), given)
        asked_in: Context = context(query(user_id=someone.id))
        return await AGENTS["gmail"].operations["told"].run(call, asked_in)

    assert [i.id for i in run(asked()).items] == ["m1", "m3"]
    due = run(asked(due=True))
    assert due.data["lines"] == {"m3": ("Please return the form by 13 March.",)}


SAIL = mail("m1", "Regatta", "We sail on Friday at five. Bring socks.")
LINES = {"lines": {"m1": ("We sail on Friday at five.",)}}


def test_what_somebody_wrote_of_a_time_is_quoted_with_its_hour() -> None:
    wanted = intent("search", "gmail", shape="told", people=["Orla"], time_range=FRIDAY)
    text = answered(wanted, result("gmail", "told", SAIL, data=LINES)).text
    assert "“We sail on Friday at five. Bring socks.” [1]" in text


def due(*events: Item, **entities: object) -> str:
    wanted = intent("search", "gcal", "gmail", shape="due", time_range=FRIDAY, **entities)
    mails = result("gmail", "told", SAIL, data=LINES, id="s2")
    return answered(wanted, result("gcal", "list", *events), mails).text


def test_what_is_due_is_told_from_the_calendar_and_the_mail() -> None:
    form = event("e1", "Regatta form due", at(13, 8))
    text = due(form, event("e2", "Choir", at(13, 9)))
    assert text.startswith("In your calendar on Friday 13 March:\n- Fri 13 Mar, 09:00")
    assert "Choir" not in text
    assert "Your mail says:" in text
    assert due(form, pays=True).startswith("I found nothing to pay")
