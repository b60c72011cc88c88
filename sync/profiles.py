"""What a person never said and their Google account knows: the time zone and the name."""

from __future__ import annotations

import logging
from uuid import UUID
from zoneinfo import available_timezones

from accounts.credentials import open_connection
from accounts.google.calendar import list_calendars
from accounts.google.errors import GoogleError
from accounts.models import User
from search.stored import name_of_sender

NO_TIME_ZONE = "UTC"  # what a person has who never said
log = logging.getLogger(__name__)


def take_time_zone(*, user_id: UUID, connection_id: UUID) -> None:
    """Gives a person who never chose a time zone that of their calendar, if Google tells it."""
    person = User.objects.filter(id=user_id, time_zone=NO_TIME_ZONE)
    if not person.exists():
        return
    try:
        account = open_connection(user_id=user_id, connection_id=connection_id, attempts=0)
        zones = [calendar.time_zone for calendar in list_calendars(account)[:1]]
    except GoogleError as error:
        log.info("no time zone for %s: %s", user_id, error)
        return
    if zones and zones[0] in available_timezones():
        person.update(time_zone=zones[0])


def take_name(*, user_id: UUID) -> None:
    """Gives a person without a name the one under which they write."""
    person = User.objects.filter(id=user_id, name="")
    address = person.values_list("email", flat=True).first()
    if address is not None:
        person.update(name=name_of_sender(user_id=user_id, address=address)[:200])
