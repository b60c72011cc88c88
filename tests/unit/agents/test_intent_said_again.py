"""What is asked a second time, or was put in other words before, is understood as the first."""

from __future__ import annotations

from agents.understanding import glossary, reading, wording

ASKED = "wen is the scholl regatta"


def test_slips_are_put_right_whoever_looked_at_the_words_before() -> None:
    glossary.in_english(wording.cleaned(f" {ASKED}"))
    assert reading.plainly(ASKED).startswith("when is")
