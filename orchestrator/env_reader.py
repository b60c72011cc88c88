"""How the variables of the environment are read: strictly in production, with defaults locally."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Callable, Mapping
from typing import Any, NoReturn
from urllib.parse import urlsplit

from orchestrator.connection_urls import database_settings, redis_urls
from orchestrator.embedded.data_dir import data_dir_path, open_data_dir
from orchestrator.embedded.env_file import read_env_file
from orchestrator.embedded.errors import EmbeddedError
from orchestrator.embedded.private_files import create_private

LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SECRET_KEY_LENGTH = 50  # what Django's own deployment check asks for
KEY_BYTES = 32
# Nobody listens there: before `make services`, what needs a server fails at once and says so.
NO_DATABASE = "postgresql://orchestrator_app@127.0.0.1:1/orchestrator"
SIMULATOR = "simulator"  # the client id and the client secret that it knows
NO_REDIS = "redis://127.0.0.1:1/0"

VENDORS = ("openai", "anthropic")
MODEL_CONCURRENCY = 32  # calls of models that one process has under way
MODEL_BUDGETS = "free=0.10,pro=1,enterprise=10"  # US dollars a person and day

EncryptionKeys = tuple[tuple[str, bytes], ...]


class ConfigurationError(Exception):
    """A variable of the environment is missing or bad. One line: which, and why."""


def production_reader(environ: Mapping[str, str]) -> Reader:
    return Reader(environ)


def local_reader(environ: Mapping[str, str]) -> LocalReader:
    """Reads `environ` above DATA_DIR/env. Raises ConfigurationError."""
    try:
        data_dir = open_data_dir(environ)
        stored = read_env_file(data_dir.env_file)
    except EmbeddedError as error:
        raise ConfigurationError(str(error)) from error
    except OSError as error:
        raise ConfigurationError(f"DATA_DIR: {error}") from error
    given = {name: value for name, value in environ.items() if value.strip()}
    return LocalReader(stored | given)


class Reader:
    """Reads production's variables: what is required is required, and nothing is made."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = {name: value.strip() for name, value in values.items()}
        self.data_dir = data_dir_path(values)

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name) or default

    def required(self, name: str) -> str:
        return self.text(name) or _refuse(name, "is not set")

    def choice(self, name: str, allowed: tuple[str, ...], *, default: str) -> str:
        value = self.text(name, default)
        folded = {option.lower(): option for option in allowed}
        if value.lower() not in folded:
            _refuse(name, f"is {value!r}: it is one of {', '.join(allowed)}")
        return folded[value.lower()]

    def url(self, name: str, *, schemes: tuple[str, ...] = ("http", "https")) -> str:
        """A URL without its closing slash, or ""."""
        value = self.text(name)
        if value and not _is_url(value, schemes):
            _refuse(name, f"is no URL that begins with {' or '.join(s + '://' for s in schemes)}")
        return value.rstrip("/")

    def count(self, name: str) -> int | None:
        value = self.text(name)
        if value and not (value.isascii() and value.isdigit() and int(value) > 0):
            _refuse(name, f"is {value!r}: it is a whole number above zero")
        return int(value) if value else None

    def items(self, name: str, default: str = "") -> tuple[str, ...]:
        parts = self.text(name, default).split(",")
        return tuple(part.strip() for part in parts if part.strip())

    def secret_key(self) -> str:
        value = self.required("SECRET_KEY")
        if len(value) < SECRET_KEY_LENGTH or len(set(value)) < 5:
            _refuse("SECRET_KEY", f"is too weak: it needs {SECRET_KEY_LENGTH} random characters")
        return value

    def token_encryption_keys(self) -> EncryptionKeys:
        return parse_encryption_keys(self.required("TOKEN_ENCRYPTION_KEYS"))

    def web(self) -> dict[str, Any]:
        self.required("PUBLIC_URL")
        public_url = self.url("PUBLIC_URL", schemes=("https",))
        hosts = self.items("ALLOWED_HOSTS") or (str(urlsplit(public_url).hostname),)
        if "*" in hosts:
            _refuse("ALLOWED_HOSTS", "is *, which lets anybody forge the Host header: name them")
        return self._web(public_url, hosts)

    def _web(self, public_url: str, hosts: tuple[str, ...]) -> dict[str, Any]:
        origins = self.items("CSRF_TRUSTED_ORIGINS")
        for origin in origins:
            if not _is_url(origin, ("http", "https")):
                _refuse("CSRF_TRUSTED_ORIGINS", f"has {origin!r}, which is no https://host")
        return {
            "public_url": public_url,
            "allowed_hosts": hosts,
            "csrf_trusted_origins": origins or (public_url,),
        }

    def servers(self) -> dict[str, Any]:
        self.required("DATABASE_URL")
        roles = ("REDIS_CACHE_URL", "REDIS_BROKER_URL", "REDIS_CHANNELS_URL")
        if not all(self.text(role) for role in roles):
            self.required("REDIS_URL")
        return self._servers()

    def _servers(self) -> dict[str, Any]:
        owner = self.text("DATABASE_OWNER_URL")
        replicas = self.items("DATABASE_REPLICA_URLS")
        redis = _redis(self.values)
        return {
            "database": _database("DATABASE_URL", self.text("DATABASE_URL", NO_DATABASE)),
            "database_owner": _database("DATABASE_OWNER_URL", owner) if owner else None,
            "database_replicas": tuple(_database("DATABASE_REPLICA_URLS", r) for r in replicas),
            **{f"redis_{role}_url": url for role, url in redis.items()},
        }

    def google(self) -> dict[str, Any]:
        self.required("GOOGLE_CLIENT_ID")
        self.required("GOOGLE_CLIENT_SECRET")
        return self._google()

    def _google(self) -> dict[str, Any]:
        names: tuple[str, ...] = ("CLIENT_ID", "CLIENT_SECRET")
        names += ("PUBSUB_TOPIC", "PUBSUB_AUDIENCE", "PUBSUB_SERVICE_ACCOUNT")
        return {
            **{f"google_{name.lower()}": self.text(f"GOOGLE_{name}") for name in names},
            "google_api_root": self.url("GOOGLE_API_ROOT"),
            "google_oauth_root": self.url("GOOGLE_OAUTH_ROOT"),
        }

    def models(self) -> dict[str, Any]:
        provider = self.choice("EMBEDDING_PROVIDER", ("local", "openai"), default="local")
        base_url = self.url("EMBEDDING_BASE_URL")
        if provider == "openai" and not (self.text("OPENAI_API_KEY") or base_url):
            _refuse("EMBEDDING_PROVIDER", "is openai, which needs OPENAI_API_KEY")
        values: dict[str, Any] = {}
        for vendor in VENDORS:
            values[f"{vendor}_api_key"] = self.text(f"{vendor.upper()}_API_KEY")
            values[f"{vendor}_base_url"] = self.url(f"{vendor.upper()}_BASE_URL")
            values[f"{vendor}_model"] = self.text(f"{vendor.upper()}_MODEL")
        return values | {
            "model_order": self._model_order(),
            "model_daily_budget_usd": self._budgets(),
            "model_concurrency": self.count("MODEL_CONCURRENCY") or MODEL_CONCURRENCY,
            "embedding_provider": provider,
            "embedding_model": self.text("EMBEDDING_MODEL"),
            "embedding_dimensions": self.count("EMBEDDING_DIMENSIONS"),
            "embedding_base_url": base_url,
        }

    def _model_order(self) -> tuple[str, ...]:
        order = self.items("MODEL_ORDER") or VENDORS
        unknown = [name for name in order if name not in VENDORS]
        if unknown or len(set(order)) != len(order):
            _refuse("MODEL_ORDER", f"names some of {', '.join(VENDORS)}, each once")
        return order

    def _budgets(self) -> dict[str, float]:
        """`plan=dollars`, comma separated."""
        budgets = {}
        for part in self.items("MODEL_DAILY_BUDGET_USD", MODEL_BUDGETS):
            plan, _, dollars = part.partition("=")
            if not (plan.strip() and dollars.replace(".", "", 1).isdecimal()):
                _refuse("MODEL_DAILY_BUDGET_USD", f"has {part!r}, which is no plan=dollars")
            budgets[plan.strip()] = float(dollars)
        return budgets


class LocalReader(Reader):
    """Reads a developer's machine: everything has a default, secrets are made in DATA_DIR."""

    def secret_key(self) -> str:
        return self.text("SECRET_KEY") or self._made(
            "secret-key", lambda: secrets.token_urlsafe(48)
        )

    def token_encryption_keys(self) -> EncryptionKeys:
        given = self.text("TOKEN_ENCRYPTION_KEYS")
        return parse_encryption_keys(given or self._made("token-encryption-keys", _new_key))

    def web(self) -> dict[str, Any]:
        public_url = self.url("PUBLIC_URL") or f"http://127.0.0.1:{self.text('PORT', '8000')}"
        hosts = self.items("ALLOWED_HOSTS") or LOOPBACK_HOSTS
        beyond = [host for host in (*hosts, _host(public_url)) if host not in LOOPBACK_HOSTS]
        if beyond:
            name = "PUBLIC_URL" if beyond[0] == _host(public_url) else "ALLOWED_HOSTS"
            _refuse(name, f"is {beyond[0]!r}, but ENVIRONMENT=local answers on loopback only")
        return self._web(public_url, hosts)

    def servers(self) -> dict[str, Any]:
        return self._servers()

    def google(self) -> dict[str, Any]:
        values = self._google()
        simulated = bool(values["google_api_root"]) and not values["google_client_id"]
        if simulated:
            values |= dict.fromkeys(("google_client_id", "google_client_secret"), SIMULATOR)
            values["google_oauth_root"] = values["google_oauth_root"] or values["google_api_root"]
        return values

    def _made(self, name: str, make: Callable[[], str]) -> str:
        try:
            return create_private(self.data_dir / name, make()).strip()
        except OSError as error:
            raise ConfigurationError(
                f"DATA_DIR: {self.data_dir / name}: {error.strerror}"
            ) from error


def parse_encryption_keys(text: str) -> EncryptionKeys:
    """`id:base64 of 32 bytes`, comma separated, the current key first.

    Raises ConfigurationError, which never contains a key.
    """
    keys: dict[str, bytes] = {}
    for number, part in enumerate((part for part in text.split(",") if part.strip()), start=1):
        identifier, colon, encoded = part.strip().partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if not (identifier and colon) or len(key) != KEY_BYTES:
            _refuse("TOKEN_ENCRYPTION_KEYS", f"entry {number} is not id:base64 of 32 bytes")
        if identifier in keys:
            _refuse("TOKEN_ENCRYPTION_KEYS", f"has the id {identifier!r} twice")
        keys[identifier] = key
    return tuple(keys.items()) or _refuse("TOKEN_ENCRYPTION_KEYS", "is empty")


def _new_key() -> str:
    return "1:" + base64.b64encode(os.urandom(KEY_BYTES)).decode()


def _database(name: str, url: str) -> dict[str, Any]:
    try:
        return database_settings(url)
    except ValueError as error:
        raise ConfigurationError(f"{name}: {error}") from None


def _redis(values: Mapping[str, str]) -> dict[str, str]:
    try:
        return redis_urls(values, NO_REDIS)
    except ValueError as error:
        raise ConfigurationError(str(error)) from None


def _is_url(value: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in schemes and bool(parts.hostname or parts.scheme == "file")
    except ValueError:
        return False


def _host(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return f"[{host}]" if ":" in host else host


def _refuse(name: str, reason: str) -> NoReturn:
    raise ConfigurationError(f"{name} {reason}")
