"""A person with something to find, and a model that answers when the test lets it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from accounts.tokens import create_token
from tests import factories
from tests import factories_search as cache
from tests.llm_server import LlmServer, running_llm_server
from tests.page_client import Page

# Sentences, since a model's text is shown by whole ones.
PIECES = ("It opens on 4 May [1].\n", "Bring a coat.\n", "It is windy.\n", "Dogs may come.")


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    person = factories.person("ada@example.org")
    cache.index(person, [cache.mail("m1", "The lighthouse", "The lighthouse opens on 4 May.")])
    return person


@pytest.fixture
def token(ada: factories.Person) -> str:
    return create_token(user_id=ada.id)


@dataclass
class HeldModel:
    """Says the first words of an answer, and the rest after `go_on`."""

    server: LlmServer
    held: threading.Event

    def answers(self, *pieces: str) -> None:
        self.server.says(*(pieces or PIECES), held=self.held)

    def go_on(self) -> None:
        self.held.set()


@pytest.fixture
def model(settings: Any) -> Iterator[HeldModel]:
    settings.OPENAI_API_KEY = "sk-test"
    held = threading.Event()
    with running_llm_server() as server:
        settings.OPENAI_BASE_URL = server.url
        yield HeldModel(server, held)
        held.set()


@pytest.fixture
def client() -> Page:
    return Page()
