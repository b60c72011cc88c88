"""Who may sign in with a password."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]
    """E-mail and password. Demonstration people exist on the local machine only."""

    def user_can_authenticate(self, user: Any) -> bool:
        if user.is_demonstration and not settings.LOCAL:
            return False
        return bool(super().user_can_authenticate(user))
