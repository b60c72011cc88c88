"""What a person does on the chat page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect


def ask(page: Any, question: str) -> Any:
    """Types a question and waits for its finished answer; the turn."""
    turn = begin(page, question)
    expect(turn).not_to_have_attribute("aria-busy", "true")
    return turn


def begin(page: Any, question: str) -> Any:
    """Types a question; its turn, which may still run."""
    turns = page.locator(".turn")
    before = turns.count()
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    expect(turns).to_have_count(before + 1)
    return turns.nth(before)
