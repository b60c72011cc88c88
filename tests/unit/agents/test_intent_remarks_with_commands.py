"""A remark and what shall follow from it, and writes in everyday verbs, are put plainly."""

from __future__ import annotations

import pytest

from agents.understanding import wishes
from tests.unit.agents.asking import ask, interval

REMARKS = [
    ("Ilse sent me something about the hedge, pass it on to bo would you",
     "forward Ilse's mail about the hedge to Bo"),
    ("ilse's thing about the hedge - pass along to bo with a note saying read this first",
     "forward Ilse's thing about the hedge to Bo saying read this first"),
    ("Bo ought to be in the pruning on tuesday too, add him", "add Bo to the pruning on tuesday"),
    ("ilse can't do friday's lunch after all, take her off it but leave the rest as is",
     "uninvite Ilse from friday's lunch"),
    ("bo is ill on friday, take him off the debrief", "uninvite Bo from the debrief"),
    ("bo shouldnt be looking at our seed list any more, take him off it",
     "unshare our seed list with Bo"),
    ("ilse doesn't need the seed list anymore, remove her access",
     "unshare the seed list with Ilse"),
    ("ilse needs to edit the seed list, give her access",
     "share the seed list with Ilse as editor"),
    ("that mail about the prize is rubbish, bin it", "trash that mail about the prize"),
]  # fmt: skip
GUESTS = [
    ("add bo to the lunch on friday", "add Bo to the lunch on friday"),
    ("get bo added to the spring planning", "add Bo to the spring planning"),
    ("stick ilse on the invite for the handover", "add Ilse to the handover"),
    ("remove ilse from the seed call, keep everyone else", "uninvite Ilse from the seed call"),
    ("take bo off it", "uninvite Bo from it"),
]
TIME = [
    ("put 45 mins in with ilse on monday at 1, seeds, elm room",
     "schedule a 45 mins meeting with Ilse on monday at 1, seeds, elm room"),
    ("grab half an hour with Bo on tuesday at half 4",
     "schedule a 30 minute meeting with Bo on tuesday at half past 4"),
    ("block out the whole of friday the 18th as leave, just for me",
     "schedule leave all day on friday the 18th"),
    ("mark me as out on 21 december, annual leave", "schedule annual leave all day on 21 december"),
    ("make the pruning an hour and a half", "extend the pruning to an hour and a half"),
    ("cut the seed call down to 15 minutes", "shorten the seed call to 15 minutes"),
    ("put the pruning in the elm room", "change the place of the pruning to the elm room"),
    ("the pruning will come at 4 instead of 3, change it", "move the pruning to at 4"),
    ("bail on the seed walk", "decline the seed walk"),
    ("could we shove the pruning back a day", "move the pruning later by a day"),
    ("get the pruning moved to friday", "move the pruning to friday"),
    ("i'd rather the pruning was in whenn", "change the place of the pruning to whenn"),
    ("the van now leaves at half 1, update it", "move the van to at half 1"),
    ("make sure bo's on the seed call", "add Bo to the seed call"),
    ("i might make the seed party, put me as maybe", "tentatively accept the seed party"),
]  # fmt: skip
MAIL = [
    ("write back to ilse, thank her and say we'll pay",
     "reply to Ilse saying thank you. We'll pay"),
    ("send bo a quick thank you for the seeds",
     "send an email to Bo saying thank you for the seeds"),
    ("answer ilse's hedge question, tell her it is cut",
     "reply to Ilse's hedge question saying it is cut"),
    ("apologise to the library for the late book",
     "send an email to the library saying I apologise for the late book"),
    ("let bo have the email about the hedge", "forward the email about the hedge to Bo"),
    ("stick a label Garden on those", "label those as Garden"),
    ("put the Garden label on ilse's last three", "label the last three from Ilse as Garden"),
    ("put a star on the hedge mail from ilse", "star the hedge mail from Ilse"),
    ("junk the prize thing", "trash the prize thing"),
    ("mark the garden newsletters as read please, no time for them",
     "mark the garden newsletters as read"),
    ("Bo asked if we come to the fair, say yes on the ninth",
     "reply to Bo about we come to the fair saying yes on the ninth"),
    ("Bo's still waiting for an answer, tell him it is cut",
     "reply to Bo saying it is cut"),
    ("get word to ilse that it is cut", "send an email to Ilse saying it is cut"),
    ("pop the seed mail under Garden", "label the seed mail as Garden"),
    ("hand the seed list over to bo so he can edit", "share the seed list with Bo as editor"),
    ("make sure bo can't get into the seed list any more", "unshare the seed list with Bo"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), [*REMARKS, *GUESTS, *TIME, *MAIL])
def test_a_wish_is_put_plainly(said: str, meant: str) -> None:
    assert wishes.plainly(said) == meant


@pytest.mark.parametrize(
    "text",
    [
        "add milk to the shopping list",
        "bo can't come, what a pity",
        "ilse sent me something about the hedge",
        "take the bins out on friday",
        "who did ilse add to the lunch?",
        "half the seeds are mine",
    ],
)
def test_what_is_no_such_wish_stays_as_it_is(text: str) -> None:
    assert wishes.plainly(text) == text


def test_the_day_of_an_event_that_gets_a_guest_is_no_new_day() -> None:
    intent = ask("Bo should be in the pruning on friday too, add him")
    assert (intent.operation, intent.time_range) == ("update_event", None)
    assert (intent.entities["people"], intent.entities["invites"]) == (["Bo"], True)
    assert intent.entities["from_time"]["start"].startswith("2026-11-27")


def test_who_is_taken_off_is_nobody_to_write_to() -> None:
    intent = ask("ilse can't do friday's lunch after all, take her off it")
    assert (intent.operation, intent.entities["uninvited"]) == ("update_event", ["Ilse"])
    assert not intent.entities.get("people")


def test_a_time_by_another_clock_is_that_moment() -> None:
    intent = ask("set up half an hour with Ilse on Friday, ten in the morning Istanbul time")
    assert interval(intent) == ("2026-11-27 08:00", "2026-11-27 08:30")
    assert intent.entities["title"] == "Meeting with Ilse"


@pytest.mark.parametrize(
    ("said", "hour"), [("dinner with Bo", "20:00"), ("a walk with Bo", "08:00")]
)
def test_a_dinner_at_eight_is_in_the_evening(said: str, hour: str) -> None:
    assert interval(ask(f"schedule {said} on friday at 8"))[0] == f"2026-11-27 {hour}"


def test_a_room_is_the_place_and_the_matter_the_title() -> None:
    intent = ask("put 45 mins in with ilse on monday at 1, prep for the fair, elm room")
    assert intent.entities["location"] == "elm room"
    assert intent.entities["title"] == "Meeting with Ilse: prep for the fair"


def test_a_mail_is_told_by_the_words_that_seldom_tell_anything() -> None:
    assert ask("hand on Ilse's place names to Bo").entities["topic"] == "place names"
