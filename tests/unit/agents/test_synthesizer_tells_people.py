"""Who somebody is: by their mail and the events shared with them, and by nothing else."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import NOW, event, file, intent, mail, result

WHO = intent(
    "search", "gmail", "gcal", people=("Orla",), shape="person",
    contacts={"Orla": [{"name": "Orla Brandt", "address": "orla.brandt@northwind.example"}]},
)  # fmt: skip
SIGNED = (
    "Hi Ada,\n\nthe pier is done.\n\nKind regards,\nOrla Brandt\nHarbour engineer\n"
    "Northwind Docks\n+44 20 7946 0000"
)


def test_role_and_organisation_come_from_the_signature() -> None:
    answer = answered(
        WHO,
        result("gmail", "list", mail("m1", "Pier", SIGNED)),
        result("gcal", "list", event("e1", "Pier walk", at(12, 9)), id="s2"),
    )
    assert answer.text.startswith(
        "**Orla Brandt** (orla.brandt@northwind.example): “Harbour engineer, Northwind Docks”"
    )
    assert "Last mail yesterday, Mon 9 Mar, 10:00, “Pier”: “the pier is done.”" in answer.text
    assert "Next together:\n- Thu 12 Mar, 10:00–11:00: **Pier walk**" in answer.text


def test_without_a_signature_the_address_says_where_they_write_from() -> None:
    mails = mail("m1", "Pier", "Done."), mail("m2", "Dock", "Open.", when=NOW - timedelta(days=9))
    answer = answered(WHO, result("gmail", "list", *mails), result("gcal", "list", id="s2"))
    assert "writes from northwind.example. [1]" in answer.text
    assert "Before that they wrote about “Dock” [2]." in answer.text


def test_who_only_is_mentioned_is_said_to_be() -> None:
    wanted = intent("search", "gmail", people=("Quill",), shape="person")
    named = mail("m1", "Tuning", "Mr Quill comes on Monday.")
    answer = answered(wanted, result("gmail", "search", named, arguments={"query": "Quill"}))
    assert answer.text.startswith("**Orla Brandt** wrote")
    assert "Mr Quill comes on Monday." in answer.text
    assert "I found no mail from Quill; this is where the name stands." in answer.text


def test_somebody_unknown_is_not_found() -> None:
    wanted = intent("search", "gmail", people=("Quill",), shape="person")
    answer = answered(wanted, result("gmail", "list"), result("gcal", "list", id="s2"))
    assert "I did not find anything with Quill" in answer.text
    assert answer.citations == ()


def test_a_signature_that_the_cache_does_not_keep_is_told() -> None:
    told = result(
        "gmail", "signed", mail("m1", "Pier", "Done."), data={"signed": {"m1": f"Done.\n{SIGNED}"}}
    )
    assert "“Harbour engineer, Northwind Docks”" in answered(WHO, told).text


def test_a_number_is_given_first_the_one_of_which_the_question_tells() -> None:
    wanted = intent(
        "search", "gmail", people=("Orla",), shape="person", detail="phone", topic="emergency",
        contacts=WHO.entities["contacts"],
    )  # fmt: skip
    mails = (
        mail("m1", "Pier", "Call me in the office on +44 20 7946 0001."),
        mail("m2", "Shut", "In an emergency ring +44 20 7946 0002.", when=NOW - timedelta(days=9)),
    )
    answer = answered(wanted, result("gmail", "signed", *mails), asked="Orla's phone number?")
    assert answer.text.startswith("Orla Brandt: **+44 20 7946 0002**: “In an emergency")
    assert "+44 20 7946 0001" in answer.text


def test_the_number_of_a_signature_comes_before_those_of_others() -> None:
    wanted = intent(
        "search", "gmail", people=("Orla",), shape="person", detail="phone",
        contacts=WHO.entities["contacts"],
    )  # fmt: skip
    mails = (
        mail("m1", "Leak", "Please call the plumber on +44 20 7946 0009."),
        mail("m2", "Pier", SIGNED, when=NOW - timedelta(days=9)),
    )
    answer = answered(wanted, result("gmail", "signed", *mails), asked="Orla's phone number?")
    assert answer.text.startswith("Orla Brandt: **+44 20 7946 0000**")


def test_the_people_of_an_organisation_are_told_by_what_they_write_of() -> None:
    wanted = intent(
        "search", "gmail", people=("northwind",), shape="person", detail="there", topic="oil"
    )
    other = mail(
        "m2", "Oil", "The oil comes.", sender_name="Bo Lind", sender_email="bo@northwind.example"
    )
    answer = answered(wanted, result("gmail", "signed", mail("m1", "Pier", "Done."), other))
    assert answer.text.startswith("**Bo Lind** (bo@northwind.example)")
    assert "Others who write from there:\n- **" in answer.text


def test_who_is_away_is_told_line_by_line() -> None:
    kept = "Who\tFrom\tTo\nOrla\t2 March 2026\t4 March 2026\nBo\t9 March 2026\t12 March 2026"
    wanted = intent("search", "gdrive", topic="out of office", shape="absent")
    found = result(
        "gdrive", "search", file("f1", "Out of office", kept), arguments={"query": "out of office"}
    )
    answer = answered(wanted, found, asked="who is off in March")
    assert "- Who: Orla; From: 2 March 2026; To: 4 March 2026" in answer.text
    assert "- Who: Bo;" in answer.text
