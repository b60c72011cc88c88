"""Django's settings, from the environment (see `orchestrator.env`)."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from orchestrator.env import ConfigurationError, read_environment

BASE_DIR = Path(__file__).resolve().parent.parent

try:
    ENV = read_environment(os.environ)
except ConfigurationError as error:
    sys.exit(f"orchestrator: {error}")

LOCAL = ENV.environment == "local"
DATA_DIR = ENV.data_dir
DEBUG = False
SECRET_KEY = ENV.secret_key
PUBLIC_URL = ENV.public_url
ALLOWED_HOSTS = list(ENV.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENV.csrf_trusted_origins)
TOKEN_ENCRYPTION_KEYS = ENV.token_encryption_keys

INSTALLED_APPS = [
    "accounts",
    "search",
    "agents",
    "sync",
    "conversations",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "rest_framework",
    "drf_spectacular",
    "django_celery_beat",
]

MIDDLEWARE = [
    "orchestrator.loopback.loopback_only",
    "orchestrator.in_loop.Security",
    "orchestrator.csp.content_security_policy",
    "orchestrator.static_files.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "orchestrator.in_loop.Common",
    "orchestrator.in_loop.Csrf",
    "orchestrator.in_loop.Authentication",
    "django.contrib.messages.middleware.MessageMiddleware",
    "orchestrator.in_loop.XFrameOptions",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "orchestrator.urls"
ASGI_APPLICATION = "orchestrator.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.views.google",
                "sync.views.takeout",
            ],
        },
    }
]

DATABASES = {"default": {**ENV.database, "CONN_MAX_AGE": 0}}
DATABASE_OWNER = ENV.database_owner
DATABASE_POOL_SIZE = 10
DATABASE_POOL_TIMEOUT = 5.0

CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": ENV.redis_cache_url,
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PasswordBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "/accounts/login/"
ACCOUNT_ADAPTER = "accounts.adapters.PasswordAccounts"
SOCIALACCOUNT_ADAPTER = "accounts.adapters.GoogleAccounts"
SOCIALACCOUNT_STORE_TOKENS = False  # in clear; accounts.credentials seals them
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
FORMAT_MODULE_PATH = "orchestrator.formats"
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = LOCAL

SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_PROXY_SSL_HEADER = None if LOCAL else ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["accounts.plans.PlanThrottle"],
    "DEFAULT_PARSER_CLASSES": ["accounts.wire.JSONBody"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "accounts.wire.AlwaysJSON",
    "DEFAULT_PAGINATION_CLASS": "accounts.paging.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "accounts.front_door.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Workspace Orchestrator",
    "DESCRIPTION": "Ask one question; be answered from your Gmail, Calendar and Drive together.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "Service": "search.tables.SERVICES",
        "ActionStatus": "agents.models.Action.Status",
        "ConnectionStatus": "accounts.models.Connection.Status",
        "SyncStatus": "sync.serializers.STATUSES",
        "StepStatus": "conversations.serializers.STEP_STATUSES",
        "TaskStatus": "conversations.serializers.TASK_STATUSES",
        "SearchMode": "search.hybrid.MODES",
        "Mode": "accounts.models.Mode",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "orchestrator.api_description.every_problem",
    ],
}

CELERY_BROKER_URL = ENV.redis_broker_url
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_ROUTES = {
    "sync.gmail": {"queue": "gmail"},
    "sync.gcal": {"queue": "gcal"},
    "sync.gdrive": {"queue": "gdrive"},
}
# Whoever puts a task into a queue may be a person who waits: no answer in time is none.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0}
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "global_keyprefix": "celery:",
    "socket_connect_timeout": 2,
    "socket_timeout": 2,
}
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

GOOGLE_API_ROOT = ENV.google_api_root
GOOGLE_OAUTH_ROOT = ENV.google_oauth_root
GOOGLE_CLIENT_ID = ENV.google_client_id
GOOGLE_CLIENT_SECRET = ENV.google_client_secret

OPENAI_API_KEY = ENV.openai_api_key
OPENAI_BASE_URL = ENV.openai_base_url
OPENAI_MODEL = ENV.openai_model
ANTHROPIC_API_KEY = ENV.anthropic_api_key
ANTHROPIC_BASE_URL = ENV.anthropic_base_url
ANTHROPIC_MODEL = ENV.anthropic_model
MODEL_ORDER = ENV.model_order
MODEL_DAILY_BUDGET_USD = ENV.model_daily_budget_usd
MODEL_CONCURRENCY = ENV.model_concurrency
EMBEDDING_PROVIDER = ENV.embedding_provider
EMBEDDING_MODEL = ENV.embedding_model
EMBEDDING_DIMENSIONS = ENV.embedding_dimensions
EMBEDDING_BASE_URL = ENV.embedding_base_url

SENDS_MAIL = ENV.sends_mail
SEND_WINDOW_SECONDS = ENV.send_window_seconds

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": ENV.log_level},
}
