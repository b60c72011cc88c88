"""Secrets at rest: AES-256-GCM (NIST SP 800-38D), with key ids so that keys can be rotated.

A sealed value is `0x01 | length of the key's id | the key's id | nonce (12) | ciphertext and tag`.
The person and the purpose are authenticated with it: a value copied to another person's row, or
to another column, does not open.
"""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FORMAT = 1
NONCE_BYTES = 12


class EncryptionError(Exception):
    """Root of this module's errors. None of them contains a secret or a key."""


class UnknownKey(EncryptionError):
    """The value was sealed with a key that is not (or no longer) configured."""


class Unreadable(EncryptionError):
    """The value is damaged, or belongs to another person or purpose."""


def encrypt(text: str, *, user_id: UUID, purpose: str) -> bytes:
    """`text` sealed with the current key for this person and purpose ("refresh_token")."""
    key_id, key = settings.TOKEN_ENCRYPTION_KEYS[0]
    head = bytes([FORMAT, len(key_id.encode())]) + key_id.encode()
    nonce = os.urandom(NONCE_BYTES)
    bound = _bound(head, user_id, purpose)
    return head + nonce + AESGCM(key).encrypt(nonce, text.encode(), bound)


def decrypt(sealed: bytes, *, user_id: UUID, purpose: str) -> str:
    """The text again. Raises UnknownKey and Unreadable."""
    head, key_id, rest = _opened_head(bytes(sealed))
    key = dict(settings.TOKEN_ENCRYPTION_KEYS).get(key_id)
    if key is None:
        raise UnknownKey(f"TOKEN_ENCRYPTION_KEYS has no key with the id {key_id!r}")
    nonce, ciphertext = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    try:
        plain = AESGCM(key).decrypt(nonce, ciphertext, _bound(head, user_id, purpose))
    except (InvalidTag, ValueError) as error:
        raise Unreadable(f"the stored {purpose} is damaged or belongs to something else") from error
    return plain.decode()


def needs_rotation(sealed: bytes) -> bool:
    """Whether an older key than the current one sealed the value. Raises Unreadable."""
    return _opened_head(bytes(sealed))[1] != settings.TOKEN_ENCRYPTION_KEYS[0][0]


def _opened_head(sealed: bytes) -> tuple[bytes, str, bytes]:
    """The head as bytes, the key's id in it, and what follows."""
    if len(sealed) < 2 or sealed[0] != FORMAT:
        raise Unreadable("the stored value has an unknown format")
    end = 2 + sealed[1]
    try:
        key_id = sealed[2:end].decode()
    except UnicodeDecodeError as error:
        raise Unreadable("the stored value is damaged") from error
    return sealed[:end], key_id, sealed[end:]


def _bound(head: bytes, user_id: UUID, purpose: str) -> bytes:
    return head + user_id.bytes + purpose.encode()
