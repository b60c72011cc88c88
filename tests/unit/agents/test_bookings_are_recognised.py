"""The reference of a booking, verbatim, from the right mail."""

from __future__ import annotations

import pytest

from agents.bookings import codes, find_booking
from tests.unit.agents.material import NOW, event, mail


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Your booking reference is KX9QTR.", "KX9QTR"),
        ("Booking reference (PNR): QWERTZ", "QWERTZ"),
        ("Reservation number: 48202931", "48202931"),
        ("Confirmation code #HM-2291-B", "HM-2291-B"),
        ("Buchungsnummer: AB12CD", "AB12CD"),
        ("Rezervasyon numarası: PL83ZX", "PL83ZX"),
        ("Numéro de dossier: RTY789", "RTY789"),
        ("Order no. 302-55187", "302-55187"),
    ],
)
def test_a_labelled_code_is_sure(text: str, code: str) -> None:
    found = codes(text)
    assert max(found, key=lambda c: found[c]) == code
    assert found[code] == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "Booking details",
        "BOOKING CONFIRMED",
        "Your order is ready",
        "Reference to our call on Monday",
        "booking: yes please",
    ],
)
def test_words_are_no_codes(text: str) -> None:
    assert codes(text) == {}


def test_a_flight_is_known_by_its_designator() -> None:
    assert "ZZ8817" in codes("Flight ZZ 8817 departs at 09:10")


def test_the_confirmation_is_preferred_to_reminders_and_adverts() -> None:
    advert = mail("m1", "Fly for less with Skyferry", "Use code SAVE20", is_bulk=True)
    reminder = mail("m2", "Check-in opens soon", "Booking KX9QTR: check-in opens tomorrow")
    confirmed = mail("m3", "Your booking is confirmed", "Booking reference: KX9QTR")
    booking = find_booking((advert, reminder, confirmed))
    assert booking is not None
    assert (booking.item.id, booking.reference) == ("m3", "KX9QTR")


def test_the_booking_that_is_in_the_calendar_too_is_preferred() -> None:
    past = mail("m1", "Your booking is confirmed", "Booking reference: OLD111")
    coming = mail("m2", "Your booking is confirmed", "Booking reference: NEW222")
    booking = find_booking((past, coming), (event("e1", "Ferry NEW222", NOW),))
    assert booking is not None
    assert booking.reference == "NEW222"


def test_the_code_that_the_person_said_decides() -> None:
    first = mail("m1", "Your booking is confirmed", "Booking reference: AAA111")
    second = mail("m2", "A reminder", "Booking BBB222 is near")
    booking = find_booking((first, second), wanted=("bbb222",))
    assert booking is not None
    assert booking.item.id == "m2"


def test_a_mail_by_the_person_themselves_is_no_booking() -> None:
    own = mail("m1", "Fwd: booking", "Booking reference: KX9QTR", sender_email="ada@example.org")
    sent = mail("m2", "Booking", "Booking reference: KX9QTR", labels=["SENT"])
    assert find_booking((own, sent), own_address="Ada@example.org") is None


def test_a_booking_without_a_code_takes_it_from_the_calendar() -> None:
    booking = find_booking(
        (mail("m1", "See you soon", "We look forward to your stay. Your reservation stands."),),
        (event("e1", "Hotel", NOW, text="Reservation number: 99120034"),),
    )
    assert booking is not None
    assert booking.reference == "99120034"
    assert booking.source is not None
    assert booking.source.id == "e1"


def test_a_booking_of_something_else_is_not_taken_for_it() -> None:
    hotel = mail("m1", "Your booking is confirmed", "Hotel Seeblick. Booking reference: KX9QTR")
    assert find_booking((hotel,), about="island ferry") is None
    assert find_booking((hotel,), about="safari booking") is None
    assert find_booking((hotel,), about="hotel booking") is not None


def test_a_mail_that_only_speaks_of_it_is_no_booking() -> None:
    chat = mail("m1", "Ferry?", "Shall we take the ferry to the island in May?")
    assert find_booking((chat,), about="island ferry") is None


def test_a_colleague_who_mentions_it_is_not_who_holds_it() -> None:
    chat = mail("m1", "Re: Your booking is confirmed", "KX9QTR it is. And the ferry to the island?")
    assert find_booking((chat,), about="island ferry") is None


def test_the_booking_itself_is_preferred_to_what_people_pass_on() -> None:
    text = "Island ferry. Booking reference: KX9QTR"
    passed_on = mail("m1", "Fwd: Your booking is confirmed", text)
    original = mail("m2", "Your booking is confirmed", text)
    booking = find_booking((passed_on, original), about="island ferry")
    assert booking is not None
    assert booking.item.id == "m2"
