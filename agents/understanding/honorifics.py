"""Titles before (or, in Turkish, after) a name: nobody's mail is signed "Mr"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from agents.query import Intent

TITLES: Final = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "herr", "herrn", "frau"}
    | {"monsieur", "madame", "mme", "mlle", "señor", "señora", "sr", "sra", "sayın"}
)
_BEFORE: Final = re.compile(rf"^(?:(?:{'|'.join(TITLES)}|M)\b\.?\s+)+(?=\w)", re.IGNORECASE)
_BEHIND: Final = re.compile(r"(?<=\w)\s+(?:bey|hanım)\w{0,3}$", re.IGNORECASE)


def without_titles(intent: Intent) -> Intent:
    """The intent with its people by their names alone, once each."""
    entities = _plain(intent.entities)
    if anchor := entities.get("anchor"):
        entities["anchor"] = _plain(anchor)
    return intent if entities == intent.entities else replace(intent, entities=entities)


def _plain(entities: Mapping[str, Any]) -> dict[str, Any]:
    people = entities.get("people")
    if not people:
        return dict(entities)
    names = dict.fromkeys(_BEHIND.sub("", _BEFORE.sub("", str(name))) for name in people)
    return {**entities, "people": type(people)(names)}
