"""Dates and times in a question: half-open, in the person's zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.unit.agents.asking import ask, interval, local

DAY = "what's on my calendar {}"
DAYS = [  # the clock is Wednesday 2026-11-25, 10:00
    ("today", "2026-11-25", "2026-11-26"),
    ("tomorrow", "2026-11-26", "2026-11-27"),
    ("the day after tomorrow", "2026-11-27", "2026-11-28"),
    ("this week", "2026-11-23", "2026-11-30"),
    ("next week", "2026-11-30", "2026-12-07"),
    ("this weekend", "2026-11-28", "2026-11-30"),
    ("next month", "2026-12-01", "2027-01-01"),
    ("this quarter", "2026-10-01", "2027-01-01"),
    ("on Friday", "2026-11-27", "2026-11-28"),
    ("on Monday", "2026-11-30", "2026-12-01"),
    ("next Tuesday", "2026-12-01", "2026-12-02"),
    ("next Friday", "2026-12-04", "2026-12-05"),
    ("on 3 March", "2027-03-03", "2027-03-04"),
    ("on Friday the 4th", "2026-12-04", "2026-12-05"),
    ("from Monday to Tuesday", "2026-11-30", "2026-12-02"),
    ("in two weeks", "2026-12-09", "2026-12-10"),
    ("the week beginning 7 December", "2026-12-07", "2026-12-14"),
    ("next working week", "2026-11-30", "2026-12-05"),
    ("the week after next", "2026-12-07", "2026-12-14"),
    ("the weekend after next", "2026-12-12", "2026-12-14"),
    ("the week after next, mon to fri", "2026-12-07", "2026-12-12"),
    ("Tuesday to Thursday next week", "2026-12-01", "2026-12-04"),
    ("the working days of next week", "2026-11-30", "2026-12-05"),
    ("a fortnight on Tuesday", "2026-12-15", "2026-12-16"),
    ("a week tomorrow", "2026-12-03", "2026-12-04"),
    ("the last Friday of January", "2027-01-29", "2027-01-30"),
    ("the week of the 7th", "2026-12-07", "2026-12-14"),
    ("coming up in the next 7 days", "2026-11-26", "2026-12-03"),
    ("this Monday", "2026-11-30", "2026-12-01"),
    ("this Wednesday", "2026-11-25", "2026-11-26"),
]


@pytest.mark.parametrize(("phrase", "start", "end"), DAYS)
def test_days_and_weeks(phrase: str, start: str, end: str) -> None:
    assert interval(ask(DAY.format(phrase))) == (f"{start} 00:00", f"{end} 00:00")


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-22T09:00", "2026-11-24"),  # asked on a Sunday: the coming one
        ("2026-11-23T09:00", "2026-12-01"),  # on a Monday: the one after
        ("2026-11-24T09:00", "2026-12-01"),  # on a Tuesday: a week on
    ],
)
def test_next_tuesday_is_the_one_of_the_next_calendar_week(now: str, day: str) -> None:
    intent = ask("what's on my calendar next Tuesday?", now=local(now))
    assert intent.time_range is not None
    assert intent.time_range.start == local(f"{day}T00:00")


TIMES = [
    ("am I free tomorrow at 3pm", "2026-11-26 15:00", "2026-11-26 16:00"),
    ("schedule a call tomorrow from 9 to 11", "2026-11-26 09:00", "2026-11-26 11:00"),
    ("schedule a call tomorrow 2 - 2:30 pm", "2026-11-26 14:00", "2026-11-26 14:30"),
    ("schedule a call tomorrow at 3 for 45 minutes", "2026-11-26 15:00", "2026-11-26 15:45"),
    ("what do I have tomorrow afternoon", "2026-11-26 12:00", "2026-11-26 18:00"),
    ("what do I have tomorrow morning", "2026-11-26 06:00", "2026-11-26 12:00"),
    ("schedule a call at 3 pm", "2026-11-25 15:00", "2026-11-25 16:00"),
    ("schedule a call at 8 am", "2026-11-26 08:00", "2026-11-26 09:00"),
    ("schedule lunch on Friday at noon", "2026-11-27 12:00", "2026-11-27 13:00"),
    ("schedule a call on Monday at ten past nine", "2026-11-30 09:10", "2026-11-30 10:10"),
]


@pytest.mark.parametrize(("text", "start", "end"), TIMES)
def test_times_of_day(text: str, start: str, end: str) -> None:
    assert interval(ask(text)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("emails from Friday", "2026-11-20 00:00", "2026-11-21 00:00"),
        ("emails from yesterday", "2026-11-24 00:00", "2026-11-25 00:00"),
        ("emails from last week", "2026-11-16 00:00", "2026-11-23 00:00"),
        ("emails since Monday", "2026-11-23 00:00", None),
        ("emails from the past 3 days", "2026-11-22 00:00", "2026-11-26 00:00"),
        ("emails received in March", "2026-03-01 00:00", "2026-04-01 00:00"),
    ],
)
def test_mail_looks_back(text: str, start: str, end: str | None) -> None:
    assert interval(ask(text)) == (start, end)


def test_a_past_question_about_the_calendar_looks_back() -> None:
    assert interval(ask("which meetings did I have on Friday")) == (
        "2026-11-20 00:00",
        "2026-11-21 00:00",
    )


def test_the_day_is_that_of_the_persons_zone() -> None:
    late = datetime(2026, 11, 25, 20, tzinfo=ZoneInfo("UTC"))
    intent = ask("what's on my calendar today", now=late, time_zone="Asia/Tokyo")
    assert intent.time_range is not None
    assert intent.time_range.start == datetime(2026, 11, 26, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_a_day_with_a_clock_change_has_its_own_length() -> None:
    intent = ask("what's on my calendar today", now=local("2026-10-25T12:00"))
    found = intent.time_range
    assert found is not None
    assert found.start is not None
    assert found.end is not None
    assert (found.end.timestamp() - found.start.timestamp()) / 3600 == 25


@pytest.mark.parametrize(
    "text",
    [
        "may I see the contract",
        "Good morning Ilse, where is the deck?",
        "find the file about room 4",
        "open the second one",
        "find invoice 4711-AB",
        "have a nice day",
        "what did Ilse say about the Q3 budget",
        "who wrote the 2024 report",
        "who wrote on the day after the fair?",
        "which mail came on the day we sailed",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert ask(text).time_range is None


def test_the_words_of_a_message_set_no_date() -> None:
    intent = ask("reply to Ilse that Thursday at 3 works")
    assert intent.time_range is None
    assert intent.entities["message"] == "Thursday at 3 works"


WRITTEN = [  # said of mail, so looking back
    ("before the end of May", None, "2026-06-01"),
    ("since the beginning of this month", "2026-11-01", None),
    ("in Q1 2025", "2025-01-01", "2025-04-01"),
    ("from 4th of July of 1995", "1995-07-04", "1995-07-05"),
    ("from January to April 2015", "2015-01-01", "2015-05-01"),
    ("from 26 June to 2 July 2020", "2020-06-26", "2020-07-03"),
    ("from the last week of July", "2026-07-20", "2026-07-27"),
    ("from the weekend of 7 November", "2026-11-07", "2026-11-09"),
]


@pytest.mark.parametrize(("phrase", "start", "end"), WRITTEN)
def test_written_dates_and_bounds(phrase: str, start: str | None, end: str | None) -> None:
    assert interval(ask(f"emails {phrase}")) == (
        f"{start} 00:00" if start else None,
        f"{end} 00:00" if end else None,
    )


def test_a_one_to_one_is_no_time() -> None:
    intent = ask("when is my 1:1 with Ilse next week?")
    assert interval(intent) == ("2026-11-30 00:00", "2026-12-07 00:00")
    assert intent.entities["occasions"] == ["1 1 Ilse"]


def test_minutes_in_words() -> None:
    assert interval(ask("schedule a call tomorrow at seven twenty-five pm")) == (
        "2026-11-26 19:25",
        "2026-11-26 20:25",
    )
