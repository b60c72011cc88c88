"""People, their Google accounts and the keys of their API clients."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from accounts.tenancy import OwnerKey


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class Plan(models.TextChoices):
    FREE = "free"
    PRO = "pro"
    ENTERPRISE = "enterprise"


class Mode(models.TextChoices):
    """How much may happen without a tap."""

    DRAFT_ONLY = "draft_only"
    ASK = "ask"
    ALLOW_LOW_RISK = "allow_low_risk"


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The e-mail address, in lower case, is the name that they sign in with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    plan = models.CharField(max_length=16, choices=Plan, default=Plan.FREE)
    mode = models.CharField(max_length=16, choices=Mode, default=Mode.ASK)
    keeps_full_bodies = models.BooleanField(default=False)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    # Signs in with a password in ENVIRONMENT=local only.
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="accounts_user_email_is_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.email


class Connection(models.Model):
    """One Google account of one person, with its tokens under encryption."""

    class Status(models.TextChoices):
        ACTIVE = "active"
        REVOKED = "revoked"
        EXPIRED = "expired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = OwnerKey()
    email = models.EmailField()
    google_sub = models.CharField(max_length=255, blank=True)
    scopes = models.JSONField(default=list)
    access_token = models.BinaryField(null=True)
    refresh_token = models.BinaryField(null=True)
    token_expires_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=16, choices=Status, default=Status.ACTIVE)
    # When the timetable last took this account's turn to be synced.
    sync_claimed_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="accounts_connection_tenant"),
            models.UniqueConstraint(fields=["user", "email"], name="accounts_connection_email"),
        ]

    def __str__(self) -> str:
        return self.email


class ApiToken(models.Model):
    """A bearer token of an API client: only its SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = OwnerKey()
    name = models.CharField(max_length=100, blank=True)
    digest = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "id"], name="accounts_apitoken_tenant"),
            models.UniqueConstraint(fields=["digest"], name="accounts_apitoken_digest"),
        ]
