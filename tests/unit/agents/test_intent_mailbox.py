"""Questions about the mailbox as such: what came, what waits, what was promised, what is unsent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.agents.asking import ask

KINDS: list[tuple[str, str, dict[str, Any]]] = [
    ("did I leave any drafts lying around that never went out?", "drafts", {"labels": ["DRAFT"]}),
    ("show my drafts", "drafts", {"topic": None}),
    ("do I have unsent mails?", "drafts", {}),
    ("what have I promised for the fair", "promised", {"topic": "fair"}),
    ("what did I promise Ilse?", "promised", {"people": ["Ilse"], "topic": None}),
    ("what did I tell Ilse I would send", "promised", {"people": ["Ilse"]}),
    ("who hasn't replied to me yet", "awaiting", {}),
    ("who do I need to chase", "awaiting", {}),
    ("which of my mails has nobody answered", "awaiting", {}),
    ("am I still waiting for anything from Ilse?", "awaiting", {"people": ["Ilse"]}),
    ("who have I not heard back from", "awaiting", {}),
    ("have I replied to Ilse?", "replied", {"people": ["Ilse"], "direction": "to"}),
    ("did I ever answer Ilse", "replied", {"people": ["Ilse"], "direction": "to"}),
    ("has ilse got back to me", "replied", {"people": ["ilse"], "direction": "from"}),
    ("did Ilse reply about the van", "replied", {"people": ["Ilse"], "topic": "van"}),
    ("what came in yesterday", "digest", {}),
    ("did anything arrive overnight", "digest", {}),
    ("any new mail since Friday", "digest", {}),
    ("which unread mails are from real people", "digest", {"flags": ["unread", "personal"]}),
    ("unread stuff from humans, spare me the newsletters and automatic things", "digest", {}),
    ("when did Ilse first get in touch", "contact", {"people": ["Ilse"], "direction": "from"}),
    ("when did I last write to Ilse", "contact", {"people": ["Ilse"], "direction": "to"}),
    ("when did I last hear from Ilse?", "contact", {"people": ["Ilse"], "direction": "from"}),
    ("any train tickets I bought this month?", "list", {"topic": "train tickets"}),
    ("who am I keeping waiting?", "needs_reply", {"topic": None}),
    ("anything the northwind lot wrote that I never got back to", "needs_reply",
     {"people": ["northwind"], "topic": None}),
    ("did I forget to answer anyone?", "needs_reply", {}),
    ("anything in the inbox I really ought to answer before the week starts", "needs_reply",
     {"topic": None}),
    ("what do I really have to deal with today", "needs_reply", {"topic": None}),
    ("what's still on my plate mail-wise", "needs_reply", {"topic": None}),
    ("is there anything urgent in my mail or can I have a lazy day", "digest",
     {"flags": ["important"], "topic": None}),
    ("any mail that can't wait till monday", "digest", {"flags": ["important"], "topic": None}),
    ("which mails did I put a star on", "list", {"flags": ["starred"], "topic": None}),
    ("any newsletters I haven't read yet", "digest", {"flags": ["unread", "newsletters"]}),
    ("any unread mail from colleagues?", "digest", {"colleagues": True}),
    ("did I ever answer ilse about the van?", "replied",
     {"people": ["ilse"], "direction": "to", "topic": "van"}),
    ("have I actually got back to ilse about standing in for her?", "replied",
     {"people": ["ilse"], "direction": "to"}),
    ("have I told Ilse I'm fine with the boiler visit", "replied",
     {"people": ["Ilse"], "direction": "to"}),
    ("did ilse hear back from me about the van", "replied",
     {"people": ["ilse"], "direction": "to"}),
    ("have we heard back from the surveyor", "replied", {"direction": "from"}),
    ("what did ilse come back with when I moaned about the freelancer money", "answer",
     {"people": ["ilse"], "topic": "freelancer money"}),
    ("what was Ilse's answer to my claim about the shade", "answer", {"people": ["Ilse"]}),
    ("show me ilse's last three mails", "few", {"people": ["ilse"], "many": 3, "topic": None}),
    ("the newest 5 mails from ilse please", "few", {"people": ["ilse"], "many": 5, "topic": None}),
    ("what was the last thing ilse wrote", "few", {"people": ["ilse"], "many": 1}),
    ("list the mails I sent yesterday", "mails", {"labels": ["SENT"], "topic": None}),
    ("have I ever written to ilse about the van", "replied", {"people": ["ilse"], "topic": "van"}),
    ("which of my questions to Ilse are still open", "awaiting", {}),
    ("who's away when over the next month or so", "absent", {"people": None}),
    ("anyone off next week?", "absent", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shape", "wanted"), KINDS)
def test_a_question_about_the_mailbox(text: str, shape: str, wanted: dict[str, Any]) -> None:
    intent = ask(text)
    assert (intent.operation, intent.entities.get("shape")) == ("search", shape)
    assert {key: intent.entities.get(key) for key in wanted} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "where is the first draft of the plan",
        "what did Ilse say about draft 3",
        "the drafts Ilse sent me",
        "who has not replied to the invitation",
        "mails from Ilse since Friday",
    ],
)
def test_what_is_about_something_is_looked_for(text: str) -> None:
    shapes = {"drafts", "awaiting", "replied", "digest"}
    assert ask(text).entities.get("shape") not in shapes


def test_a_name_is_found_in_lower_case_beside_a_day_in_capitals() -> None:
    assert ask("anything from ilse since Tuesday?").entities["people"] == ["ilse"]


def test_what_tells_one_of_a_name_from_another_is_no_second_name() -> None:
    found = ask("what did ilse from finance write last?").entities
    assert (found["people"], found["which"]) == (["ilse"], "finance")
    assert "topic" not in found


@pytest.mark.parametrize(
    "text",
    ["what do Ilse and Bo each think about the roof?", "what did ilse and bo say about the roof"],
)
def test_what_each_of_several_people_says(text: str) -> None:
    found = ask(text).entities
    assert found["shape"] == "each"
    assert [name.lower() for name in found["people"]] == ["ilse", "bo"]


def test_the_story_of_a_thing_is_about_the_thing() -> None:
    intent = ask("what's the story with the boiler")
    assert (intent.operation, intent.entities["topic"]) == ("summarize", "boiler")


def test_a_group_of_people_is_whom_the_unread_mails_are_from() -> None:
    intent = ask("anything unread from my own lot at work? just northwind people, no clients")
    assert intent.entities["people"] == ["northwind"]
    assert intent.entities["flags"] == ["unread"]
    assert "topic" not in intent.entities


def test_by_when_mails_must_be_dealt_with_is_not_of_when_they_are() -> None:
    assert ask("any mail that can't wait till monday").time_range is None
