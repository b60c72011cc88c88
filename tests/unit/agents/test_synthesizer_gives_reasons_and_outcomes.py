"""Why, how long and on what day: the sentence that says so, not one that is merely newer."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import NOW, event, file, intent, mail, result


def test_a_newer_mail_that_says_less_does_not_speak_for_the_better_one() -> None:
    told = mail("m1", "What broke the pump", "The seal tore. Nothing lost but two hours and a hat.",
                thread_id="t", when=NOW - timedelta(days=5))  # fmt: skip
    closed = mail("m2", "Re: What broke the pump", "A new hose is in. All of it runs again.",
                  thread_id="t", when=NOW - timedelta(days=1))  # fmt: skip
    text = answered(
        intent("search", "gmail", topic="lost pump broke"),
        result("gmail", "search", closed, told),
        asked="was anything lost when the pump broke?",
    ).text
    assert "Nothing lost but two hours" in text.split("\n")[0]


def test_why_is_told_by_a_mail_and_not_by_the_event() -> None:
    walk = event("e1", "Coast walk with Bo", at(19, 14), description="Meet at the gate.")
    note = mail("m1", "Coast walk with Bo is off", "I cannot come, the doctor said no.")
    text = answered(
        intent("search", "gcal", "gmail", topic="Bo coast walk"),
        result("gcal", "search", walk),
        result("gmail", "search", note),
        asked="why isn't Bo coming to the coast walk?",
    ).text
    assert "the doctor said no" in text.split("\n")[0]


def test_what_happened_on_a_day_is_dated_by_the_mail_that_tells_it() -> None:
    told = mail(
        "m1", "Ida's front tooth", "Ida lost a tooth at school and kept it.", when=at(3, 13)
    )
    other = mail("m2", "Check-up moved", "Your tooth check-up is on Monday 30 November at 08:20.")
    text = answered(
        intent("search", "gmail", topic="Ida lose tooth school", shape="when"),
        result("gmail", "search", told, other),
        asked="what day did Ida lose her tooth at school?",
    ).text
    assert "kept it" in text.split("\n")[0]


def test_a_note_on_a_day_does_not_tell_how_long_a_thing_lasts() -> None:
    note = event("e1", "Return the lease", at(19, 0), all_day=True)
    terms = mail("m1", "Your new lease", "The lease runs for eighteen months.")
    text = answered(
        intent("search", "gcal", "gmail", topic="lease"),
        result("gcal", "search", note),
        result("gmail", "search", terms),
        asked="how long is the new lease for?",
    ).text
    assert "**eighteen months**" in text.split("\n")[0]


def test_a_sentence_that_begins_with_best_is_no_closing() -> None:
    tips = mail("m1", "Ferries: a letter", "They sail at dawn. Best seat: upper deck, left side.")
    text = answered(
        intent("search", "gmail", topic="best seat ferries"),
        result("gmail", "search", tips),
        asked="where was the best seat in that letter about ferries?",
    ).text
    assert "upper deck" in text


def test_what_somebody_did_may_be_told_in_other_words_without_a_caution() -> None:
    told = mail("m1", "Survey days", "Orla: I would plan with 37 survey days.")
    text = answered(
        intent("search", "gmail", topic="survey days reckon"),
        result("gmail", "search", told),
        asked="how many survey days does Orla reckon?",
    ).text
    assert "mentions “reckon”" not in text


def test_a_title_that_names_the_thing_is_at_least_shown_as_close() -> None:
    recipe = file("f1", "Moussaka.md", "190 derece, 40 dakika.", similarity=0.1)
    text = answered(
        intent("search", "gdrive", topic="hot oven moussaka"),
        result("gdrive", "search", recipe),
        asked="how hot does the oven need to be for the moussaka?",
    ).text
    assert "190 derece" in text


def test_an_event_that_only_a_guest_brings_near_does_not_tell_how_long_a_thing_lasts() -> None:
    start = event("e1", "Kick-off", at(19, 9), attendees=[{"name": "Bo Lind"}])
    terms = file("f1", "Offer Lind.pdf", "Lind Works. Warranty 15 years.")
    text = answered(
        intent("search", "gcal", "gdrive", topic="Lind warranty", shape="length"),
        result("gcal", "search", start),
        result("gdrive", "search", terms),
        asked="how long is the Lind warranty?",
    ).text
    assert "15 years" in text.split("\n")[0]
    assert "Kick-off" not in text.split("\n")[0]


def test_what_was_charged_is_found_beside_the_thing_itself() -> None:
    offer = mail("m1", "Offer 12", "We offer 46 panels at £78.00 and two proofs at £126.00.",
                 similarity=0.2)  # fmt: skip
    text = answered(
        intent("search", "gmail", topic="charge proofs", shape="amount"),
        result("gmail", "search", offer),
        asked="what did they charge for the proofs?",
    ).text
    assert "**£126.00**" in text


def test_the_cheapest_of_several_offers_is_told_by_the_mail_that_names_their_prices() -> None:
    offers = mail("m1", "Party: barn or boat?", "The boat is £890. The alley is £300. Vote!",
                  thread_id="t", similarity=0.5, when=NOW - timedelta(days=9))  # fmt: skip
    vote = mail("m2", "Re: Party: barn or boat?", "Barn for the party, provided it is warm.",
                thread_id="t", similarity=0.5, when=NOW - timedelta(days=8))  # fmt: skip
    text = answered(
        intent("search", "gmail", topic="cheapest option party"),
        result("gmail", "search", vote, offers),
        asked="what was the cheapest option for the party?",
    ).text
    assert "£300" in text.split("See also")[0]


def test_a_short_mail_in_a_language_that_nobody_can_tell_is_as_near_as_its_words() -> None:
    told = mail("m1", "Beim Zahnarzt", "Es ist nichts Schlimmes, er schaut in einem Jahr wieder.",
                language="", similarity=-0.05)  # fmt: skip
    text = answered(
        intent("search", "gmail", topic="dentist", shape="said"),
        result("gmail", "search", told),
        asked="what did the dentist say?",
    ).text
    assert "I did not find" not in text
    assert "in einem Jahr" in text


def test_the_reference_of_another_booking_is_not_given() -> None:
    flight = mail("m1", "Your booking is confirmed", "Booking reference: QX7RLM", similarity=0.29)
    trip = mail("m2", "A tender in Lyon", "Come to Lyon in May.", similarity=0.4)
    text = answered(
        intent("search", "gmail", topic="booking reference hotel Lyon"),
        result("gmail", "search", trip, flight),
        asked="what's the booking reference for the hotel in Lyon?",
    ).text
    assert "**QX7RLM**" not in text
    assert text.startswith("I did not find")
