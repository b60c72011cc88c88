"""What allauth asks us: who may come in, as whom, and what is said when something goes wrong."""

from __future__ import annotations

import logging
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialToken
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

from accounts.google_connection import NOTICE, keep_connection
from accounts.google_sign_in import Google, Refused
from accounts.models import User

log = logging.getLogger(__name__)

# Google answers for these addresses itself, and for those of a Workspace domain (claim `hd`).
GOOGLES_OWN = ("gmail.com", "googlemail.com")
SECRETS = ("token", "token_secret")
FAILED = "Google sign-in failed. Nothing was changed. Please try again."
WORDS = {
    "denied": "You need to grant access to use this app. Please try again and choose "
    "“Allow” on Google’s page.",
    "state": "This sign-in was not started here, or took too long. Nothing was changed. "
    "Please try again.",
    "invalid_grant": "The login session expired. Please try again.",
    "invalid_client": "There is a configuration issue with Google sign-in. Please contact support.",
    "rate_limited": "Too many login attempts. Please wait a moment and try again.",
    "unreachable": "Google cannot be reached at the moment. Nothing was changed. "
    "Please try again in a moment.",
    "no_email": "Google did not tell us your e-mail address. Please try again and allow it.",
    "unverified_email": "Google has not verified the e-mail address of this account. "
    "Verify it with Google, then try again.",
    "closed": "This account is closed. Please contact support.",
    "taken": "There is an account with this e-mail address already. Sign in to it first, "
    "then connect Google.",
    "of_another": "This Google account belongs to another person here. "
    "Sign in with it instead, or choose another one.",
}


class PasswordAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes an account with a password: an operator does, or Google vouches for them.

    So nobody can wait with a password at an address that is not theirs.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class GoogleAccounts(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in with Google, the one provider; it is set up by the environment alone."""

    def list_apps(self, request: HttpRequest, **_: Any) -> list[Any]:
        client = {"client_id": settings.GOOGLE_CLIENT_ID, "secret": settings.GOOGLE_CLIENT_SECRET}
        return [SocialApp(provider=Google.id, name=Google.name, **client)]

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Google:
        return Google(request, app=self.list_apps(request)[0])

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True  # a form in between would keep the tokens in the session meanwhile

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """The person of the same address: whoever reads its mail at Google is its owner.

        Only where Google hosts the mailbox: elsewhere it checked the address once, perhaps long
        ago (developers.google.com/identity/gsi/web/guides/verify-google-id-token). The simulated
        Google hosts them all.
        """
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            return None
        claims = sociallogin.account.extra_data
        email = str(claims["email"]).lower()
        hosted = claims.get("hd") or email.rpartition("@")[2] in GOOGLES_OWN
        user = User.objects.filter(email=email).first()
        if user is None or not (hosted or settings.LOCAL):
            return None
        # Otherwise allauth takes the password away: it may be another's who took the address
        # before. Here only operators give passwords, so it is the person's own.
        address, _ = EmailAddress.objects.get_or_create(user=user, email=email)
        EmailAddress.objects.filter(id=address.id).update(verified=True)
        return user, email

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Who is refused; and the tokens of one who connects an account again."""
        others = User.objects.filter(email=str(sociallogin.account.extra_data["email"]).lower())
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            owner = sociallogin.user if sociallogin.is_existing else None
            if (owner or request.user) != request.user or set(others) - {request.user}:
                refuse(request, "of_another")
            if owner is not None:
                keep_connection(request, owner, sociallogin)
        elif not sociallogin.is_existing:
            if others.exists():
                refuse(request, "taken")
        elif not sociallogin.user.is_active:
            refuse(request, "closed")

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        user = sociallogin.user
        user.email = str(data["email"]).lower()
        user.name = str(sociallogin.account.extra_data.get("name") or "")[:200]
        return user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return "/"

    def serialize_instance(self, instance: Any) -> Any:
        """No token ever waits in a session."""
        if isinstance(instance, SocialToken):
            instance = SocialToken(expires_at=instance.expires_at)
        return super().serialize_instance(instance)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str = AuthError.UNKNOWN,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> NoReturn:
        reason = "failed"
        if isinstance(exception, Refused):
            reason = exception.reason
        elif error == AuthError.CANCELLED:
            reason = "denied"
        elif "state_id" in (extra_context or {}):
            reason = "state"
        elif exception is None:
            reason = request.GET.get("error", "")
        refuse(request, reason)


def refuse(request: HttpRequest, reason: str) -> NoReturn:
    """Back to where the person can try again, with the reason in words."""
    level = logging.ERROR if reason == "invalid_client" else logging.INFO
    log.log(level, "sign-in with Google refused: %.100r", reason)
    messages.error(request, WORDS.get(reason, FAILED), extra_tags=NOTICE)
    signed_in = request.user.is_authenticated
    raise ImmediateHttpResponse(redirect("/" if signed_in else settings.LOGIN_URL))
