"""Secrets at rest."""

from __future__ import annotations

from uuid import uuid4

import pytest
from pytest_django import Settings

from accounts.encryption import (
    EncryptionError,
    UnknownKey,
    Unreadable,
    decrypt,
    encrypt,
    needs_rotation,
)

OLD, NEW = ("2025", b"o" * 32), ("2026", b"n" * 32)
PERSON = uuid4()


@pytest.fixture(autouse=True)
def keys(settings: Settings) -> None:
    settings.TOKEN_ENCRYPTION_KEYS = (OLD,)


def test_a_sealed_text_opens_for_its_person_and_purpose() -> None:
    sealed = encrypt("1//geheim-ß", user_id=PERSON, purpose="refresh_token")

    assert b"geheim" not in sealed
    assert decrypt(sealed, user_id=PERSON, purpose="refresh_token") == "1//geheim-ß"


def test_the_same_text_is_never_sealed_the_same_way_twice() -> None:
    assert encrypt("t", user_id=PERSON, purpose="p") != encrypt("t", user_id=PERSON, purpose="p")


def test_a_sealed_text_does_not_open_for_another_person_or_purpose() -> None:
    sealed = encrypt("token", user_id=PERSON, purpose="refresh_token")

    with pytest.raises(Unreadable):
        decrypt(sealed, user_id=uuid4(), purpose="refresh_token")
    with pytest.raises(Unreadable):
        decrypt(sealed, user_id=PERSON, purpose="access_token")


def test_any_changed_byte_is_noticed() -> None:
    sealed = encrypt("token", user_id=PERSON, purpose="p")

    for position in range(len(sealed)):
        damaged = bytearray(sealed)
        damaged[position] ^= 1
        with pytest.raises(EncryptionError):
            decrypt(bytes(damaged), user_id=PERSON, purpose="p")
    for length in range(len(sealed)):
        with pytest.raises(EncryptionError):
            decrypt(sealed[:length], user_id=PERSON, purpose="p")


def test_an_older_key_still_opens_and_asks_for_rotation(settings: Settings) -> None:
    sealed = encrypt("token", user_id=PERSON, purpose="p")
    assert not needs_rotation(sealed)

    settings.TOKEN_ENCRYPTION_KEYS = (NEW, OLD)

    assert decrypt(sealed, user_id=PERSON, purpose="p") == "token"
    assert needs_rotation(sealed)
    assert not needs_rotation(encrypt("token", user_id=PERSON, purpose="p"))


def test_a_dropped_key_is_named(settings: Settings) -> None:
    sealed = encrypt("token", user_id=PERSON, purpose="p")
    settings.TOKEN_ENCRYPTION_KEYS = (NEW,)

    with pytest.raises(UnknownKey, match="2025"):
        decrypt(sealed, user_id=PERSON, purpose="p")
