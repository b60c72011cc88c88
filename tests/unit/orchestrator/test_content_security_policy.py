"""Every page forbids what is not its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from orchestrator.csp import POLICY
from tests import factories

MARKUP = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


@pytest.mark.parametrize("path", ["/accounts/login/", "/admin/login/", "/no/such/page", "/health"])
def test_every_answer_carries_the_policy(client: Client, db: None, path: str) -> None:
    assert client.get(path)["Content-Security-Policy"] == POLICY


def test_the_chat_carries_it_too(client: Client, transactional_db: None) -> None:
    client.force_login(factories.person("ada@example.org").user)
    assert client.get("/")["Content-Security-Policy"] == POLICY


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY
    assert POLICY.startswith("default-src 'none'")


@pytest.mark.parametrize("page", MARKUP, ids=lambda page: page.name)
def test_no_template_has_anything_that_the_policy_forbids(page: Path) -> None:
    text = page.read_text()
    assert not re.search(r"\sstyle=|\son\w+=|javascript:|<style", text)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", text))
