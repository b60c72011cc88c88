"""Digests and what waits for a reply: most important first, in the words of their writers."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.agents.answers import answered
from tests.unit.agents.material import NOW, intent, mail, result

ASKS = mail("m1", "Pier plan", "I drew it.\n\nCould you look at the plan\nbefore Friday?",
            unread=True, when=NOW - timedelta(days=3))  # fmt: skip
TELLS = mail("m2", "Pier photos", "The photos are in the folder.", unread=True)
MACHINE = mail("m3", "Your weekly tides", "High water at 09:12.", unread=True, is_bulk=True,
               sender_name="Tide table")  # fmt: skip


def test_a_digest_counts_and_puts_what_asks_for_something_first() -> None:
    answer = answered(
        intent("summarize", "gmail", shape="digest", flags=("unread",)),
        result("gmail", "digest", TELLS, MACHINE, ASKS, data={"count": 3, "automatic": 1}),
    )
    text = answer.text
    assert "**3 unread mails**: 2 from people (1 of them asks you for something) and 1 auto" in text
    assert text.index("Could you look at the plan before Friday?") < text.index("Pier photos")
    assert "Automatic mail: Your weekly tides (Tide table)" in text


def test_of_important_mail_what_machines_sent_is_only_counted() -> None:
    answer = answered(
        intent("search", "gmail", shape="digest", flags=("unread", "important")),
        result("gmail", "digest", TELLS, MACHINE, ASKS, data={"count": 3, "automatic": 1}),
    )
    assert answer.text.startswith("**2 unread mails** from people. I left out 1 automatic one.")
    assert [c.id for c in answer.citations] == ["m1", "m2"]


def test_an_empty_mailbox_is_said_to_be_empty() -> None:
    answer = answered(intent("summarize", "gmail", shape="digest"), result("gmail", "digest"))
    assert "I did not find anything" in answer.text


def test_what_waits_is_told_with_the_question_and_since_when() -> None:
    answer = answered(
        intent("search", "gmail", shape="needs_reply"),
        result("gmail", "waiting", ASKS, data={"asks": {"m1": "Could you"}, "count": 1}),
    )
    assert answer.text.startswith("**1 mail** waits for your reply:")
    assert "**Orla Brandt**, “Pier plan”, since Sat 7 Mar (3 days): “Could you look at" in (
        answer.text
    )


def test_nothing_waiting_says_what_was_looked_at() -> None:
    answer = answered(
        intent("search", "gmail", people=("Orla",), shape="needs_reply"),
        result("gmail", "waiting"),
    )
    assert "I did not find any mail from Orla that still waits for your reply" in answer.text
    assert "I looked in Gmail" in answer.text


def test_more_than_are_shown_are_counted() -> None:
    mails = [mail(f"m{n}", f"Plan {n}", "Could you look?") for n in range(12)]
    answer = answered(
        intent("search", "gmail", shape="needs_reply"),
        result("gmail", "waiting", *mails[:10], data={"asks": {}, "count": 12}),
    )
    assert "**12 mails** wait for your reply, the newest 10 of them:" in answer.text


def test_a_mere_list_counts_and_holds_them_all_the_later_ones_in_brief() -> None:
    words = "The crane is late."
    mails = [mail(f"m{n}", f"Note {n}", words, snippet=words) for n in range(12)]
    wanted = intent("search", "gmail", flags=("unread",))
    answer = answered(wanted, result("gmail", "list", *mails), asked="list my unread mails")
    assert answer.text.startswith("I found 12 unread mails, the newest first:\n\n- **Note 0**")
    assert len(answer.citations) == 12
    assert answer.text.count(words) == 5


def test_of_the_latest_only_the_first_few_are_shown() -> None:
    mails = [mail(f"m{n}", f"Note {n}") for n in range(12)]
    wanted = intent("search", "gmail", latest=True)
    answer = answered(wanted, result("gmail", "list", *mails), asked="my newest mail")
    assert len(answer.citations) == 5


def test_who_asks_for_the_mails_themselves_gets_them_all() -> None:
    asking = [mail(f"a{n}", f"Ask {n}", "Can you come at nine?") for n in range(7)]
    sent = {"sender_name": "Shop", "sender_email": "no-reply@shop.example"}
    machines = [mail(f"b{n}", f"Offer {n}", "Cheap.", **sent) for n in range(9)]
    found = result("gmail", "digest", *asking, *machines)
    wanted = intent("search", "gmail", shape="digest")
    answer = answered(wanted, found, asked="show my mail")
    assert len(answer.citations) == 16
    assert "These ask you for something (7):" in answer.text
    assert "Automatic mail (9):\n- **Offer 0**, from Shop" in answer.text
    short = answered(intent("summarize", "gmail", shape="digest"), found, asked="summarise my mail")
    assert "(the first 5 of 7)" in short.text


def test_what_is_put_away_is_named_and_counted() -> None:
    mails = [mail(f"m{n}", f"Note {n}") for n in range(5)]
    ids = [item.id for item in mails]
    action = {
        "operation": "archive_email",
        "status": "proposed",
        "arguments": {"message_ids": ids, "title": "5 mails"},
        "provenance": {"message_ids": {"source": "content", "ref": "m0"}},
    }
    written = result("gmail", "archive_email", id="s2", action=action)
    answer = answered(
        intent("archive_email", "gmail", people=("Orla",)),
        result("gmail", "list", *mails),
        written,
        asked="archive all mails from Orla",
    )
    assert "**Note 0** (Orla Brandt)" in answer.text
    assert "and 2 more." in answer.text
    assert "I have prepared this: 5 mails archived." in answer.text
