"""A person with an empty, connected account at a simulated Google Workspace."""

from __future__ import annotations

import uuid

import pytest

from accounts.models import User
from sync import importing
from tests.factories import Person
from tests.simulated_google import google, simulator_url

__all__ = ["connected", "google", "simulator_url"]


@pytest.fixture
def connected(google: str, transactional_db: None) -> Person:
    user = User.objects.create_user(
        f"{uuid.uuid4().hex}@example.org", name="Ada Brandt", time_zone="Europe/Berlin"
    )
    return Person(user=user, connection=importing.connect(user))
