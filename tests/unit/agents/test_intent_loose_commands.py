"""Commands as people say them: loosely, with courtesies, in lower case."""

from __future__ import annotations

import pytest

from agents.query import Operation
from agents.understanding import wishes
from tests.unit.agents.asking import ask

MAILS = [
    ("tell ilse the roof is mended", "send an email to Ilse saying the roof is mended"),
    ("let ilse and bo know that we're late", "send an email to Ilse and Bo saying we're late"),
    ("drop Ilse Brandt a line that it works", "send an email to Ilse Brandt saying it works"),
    ("ask bo to bring the ladder please", "send an email to Bo saying please bring the ladder"),
    ("ask ilse whether she's coming",
     "send an email to Ilse saying could you tell me whether you're coming?"),
    ("thank bo for the seeds", "send an email to Bo saying thank you for the seeds"),
    ("get back to Ilse and say it suits me", "reply to Ilse saying it suits me"),
    ("pass ilse's latest about the roof on to Bo Aaker (not Ben) and say I'll be there",
     "forward Ilse's latest mail about the roof to Bo Aaker saying I'll be there"),
    ("can you drop bo a quick email bout dinner, say i'm cooking?",
     "send an email to Bo about dinner saying i'm cooking"),
    ("cc bo on a mail to ilse saying it's ready",
     "send an email to Ilse, cc Bo, saying it's ready"),
    ("send what Ilse wrote about the hedge on to bo", "forward Ilse's mail about the hedge to Bo"),
]  # fmt: skip
EVENTS = [
    ("make tuesday's lunch half an hour later would you",
     "move tuesday's lunch later by half an hour"),
    ("bring the pruning forward by ten minutes", "move the pruning earlier by ten minutes"),
    ("push friday's talk about the roof to four", "move friday's talk about the roof to at four"),
    ("the pruning needs to be at six instead", "move the pruning to at six"),
    ("can we do the pruning on thursday instead?", "move the pruning to thursday"),
    ("make the pruning longer by ten minutes", "extend the pruning by ten minutes"),
    ("stick a chat with Ilse in at four on Friday", "schedule a chat with Ilse at four on Friday"),
    ("pop lunch in the diary for thursday at one", "schedule lunch for thursday at one"),
    ("yes to the pruning", "accept the pruning"),
    ("tell them no for the pruning", "decline the pruning"),
    ("the pruning will be in room Elm", "change the place of the pruning to room Elm"),
    ("I'd like to meet Bo on friday at 11, can you set that up",
     "schedule a meeting with Bo on friday at 11"),
    ("bring the pruning forward to half nine", "move the pruning to at half past nine"),
    ("block eight to nine tomorrow evening for packing",
     "schedule packing from eight to nine tomorrow evening"),
    ("skip this week's pruning, just this one, the others stay", "cancel this week's pruning"),
    ("can you take next week's pruning out", "cancel next week's pruning"),
    ("I can't make friday's pruning, get rid of it", "get rid of friday's pruning"),
]  # fmt: skip
SHARES = [
    ("let ilse see the seed list, she shouldnt be able to edit it",
     "share the seed list with Ilse as viewer"),
    ("give bo edit rights on the seed list", "share the seed list with Bo as editor"),
    ("share the seed list with Bo so he can comment", "share the seed list with Bo as commenter"),
    ("take Bo off the seed sheet", "unshare the seed sheet with Bo"),
    ("stop bo seeing the seed list", "unshare the seed list with Bo"),
    ("revoke bo's access to the seed list", "unshare the seed list with Bo"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), [*MAILS, *EVENTS, *SHARES])
def test_a_loose_command_is_put_plainly(said: str, meant: str) -> None:
    assert wishes.plainly(said) == meant


@pytest.mark.parametrize(
    "text",
    [
        "who can see the seed list?",
        "tell me about the roof",
        "let me know when bo answers",
        "what did Ilse tell bo about the hedge",
        "remove apples from the shopping list",
        "send an email to Ilse",
        "skip this episode",
        "tell funny jokes",
        "take the bins out",
        "are we meeting on thursday instead of friday?",
    ],
)
def test_what_is_no_such_command_stays_as_it_is(text: str) -> None:
    assert wishes.plainly(text) == text


MEANT: list[tuple[str, Operation, dict[str, object]]] = [
    ("let ilse and bo know that we're late", "send_email",
     {"people": ["Ilse", "Bo"], "message": "we're late"}),
    ("pass ilse's latest about the roof on to Bo Aaker", "forward_email",
     {"people": ["Ilse", "Bo Aaker"]}),
    ("make tuesday's lunch half an hour later", "update_event", {"shift_minutes": 30}),
    ("push tomorrow's haircut back an hour", "update_event", {"shift_minutes": 60}),
    ("bring the haircut forward by thirty minutes", "update_event", {"shift_minutes": -30}),
    ("skip this week's pruning", "delete_event", {"topic": "pruning"}),
    ("block eight to nine tomorrow evening for packing", "create_event", {"title": "Packing"}),
    ("let bo see the seed notes, view only", "share_file", {"people": ["Bo"], "role": "reader"}),
    ("take Bo off the seed sheet", "unshare_file", {"people": ["Bo"]}),
    ("draft a thank you to Bo for the seed map", "draft_email",
     {"people": ["Bo"], "message": "thank you for the seed map"}),
    ("archive the last two mails from Bo", "archive_email", {"people": ["Bo"]}),
    ("reply to the roof inspection mail saying that Friday is fine", "reply_email",
     {"people": None, "topic": "roof inspection", "message": "Friday is fine"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "operation", "entities"), MEANT)
def test_a_loose_command_is_understood(
    text: str, operation: Operation, entities: dict[str, object]
) -> None:
    intent = ask(text)
    assert intent.operation == operation
    assert {key: intent.entities.get(key) for key in entities} == entities
