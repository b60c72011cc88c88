"""Everything that the environment decides, read once and checked.

In `local`, the default, `DATA_DIR/env` stands below the process's environment, and missing secrets
are made in DATA_DIR. In `production` nothing is made: a missing or bad value is an error of one
line that names the variable and the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from orchestrator.env_reader import (
    ConfigurationError,
    EncryptionKeys,
    local_reader,
    production_reader,
)

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
AUDIT_SCHEMES = ("s3", "gs", "file", "https")
SEND_WINDOW_SECONDS = 10

__all__ = ["ConfigurationError", "Environment", "read_environment"]


@dataclass(frozen=True)
class Environment:
    """The product's configuration. An empty string means: not configured, or Google's own."""

    environment: str
    data_dir: Path
    public_url: str
    allowed_hosts: tuple[str, ...]
    csrf_trusted_origins: tuple[str, ...]
    secret_key: str = field(repr=False)
    # (id, 32 bytes); the first encrypts, all of them decrypt.
    token_encryption_keys: EncryptionKeys = field(repr=False)
    # Entries of Django's DATABASES; the owner's is there where migrations run.
    database: dict[str, Any] = field(repr=False)
    database_owner: dict[str, Any] | None = field(repr=False)
    database_replicas: tuple[dict[str, Any], ...] = field(repr=False)
    redis_cache_url: str = field(repr=False)
    redis_broker_url: str = field(repr=False)
    redis_channels_url: str = field(repr=False)
    google_client_id: str
    google_client_secret: str = field(repr=False)
    google_api_root: str
    google_oauth_root: str
    google_pubsub_topic: str
    google_pubsub_audience: str
    google_pubsub_service_account: str
    openai_api_key: str = field(repr=False)
    openai_base_url: str
    openai_model: str
    anthropic_api_key: str = field(repr=False)
    anthropic_base_url: str
    anthropic_model: str
    model_order: tuple[str, ...]
    # US dollars a person may spend on models a day, by plan; without an entry, any amount.
    model_daily_budget_usd: dict[str, float]
    model_concurrency: int
    embedding_provider: str
    embedding_model: str
    embedding_dimensions: int | None
    embedding_base_url: str
    # Whether approved mails go out at all; otherwise nobody gets more than drafts.
    sends_mail: bool
    # How long an approved mail can be stopped.
    send_window_seconds: int
    audit_archive_url: str
    otel_exporter_otlp_endpoint: str
    log_level: str
    eval_data: str


def read_environment(environ: Mapping[str, str]) -> Environment:
    """The configuration that `environ` describes. Raises ConfigurationError.

    In `local` it may create DATA_DIR and the secrets in it.
    """
    name = environ.get("ENVIRONMENT", "").strip() or "local"
    if name not in ("local", "production"):
        raise ConfigurationError(f"ENVIRONMENT is {name!r}: it is local or production")
    reader = production_reader(environ) if name == "production" else local_reader(environ)
    return Environment(
        environment=name,
        data_dir=reader.data_dir,
        secret_key=reader.secret_key(),
        token_encryption_keys=reader.token_encryption_keys(),
        **reader.web(),
        **reader.servers(),
        **reader.google(),
        **reader.models(),
        sends_mail=reader.choice("SENDING", ("on", "off"), default="on") == "on",
        send_window_seconds=reader.count("SEND_WINDOW_SECONDS") or SEND_WINDOW_SECONDS,
        audit_archive_url=reader.url("AUDIT_ARCHIVE_URL", schemes=AUDIT_SCHEMES),
        otel_exporter_otlp_endpoint=reader.url("OTEL_EXPORTER_OTLP_ENDPOINT"),
        log_level=reader.choice("LOG_LEVEL", LOG_LEVELS, default="INFO"),
        eval_data=reader.text("EVAL_DATA"),
    )
