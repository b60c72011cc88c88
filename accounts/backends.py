"""Who may sign in with a password."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]
    """E-mail and password. Demonstration people exist on the local machine only."""

    def _check_password(self, user: Any, password: str) -> bool:
        # Not `user_can_authenticate`: allauth signs in, all the same, whom that refuses.
        if user.is_demonstration and not settings.LOCAL:
            return False
        return bool(super()._check_password(user, password))
