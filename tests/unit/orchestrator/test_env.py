"""The environment: defaults on a developer's machine, strictness in production."""

import base64
from pathlib import Path

import pytest

from orchestrator.embedded.env_file import write_env_file
from orchestrator.env import ConfigurationError, read_environment

KEY = base64.b64encode(bytes(range(32))).decode()
OTHER = base64.b64encode(bytes(range(1, 33))).decode()
PRODUCTION = {
    "ENVIRONMENT": "production",
    "PUBLIC_URL": "https://ask.example.org",
    "SECRET_KEY": "k9-Vb2_qLw8rTz5xYc1nMd4fGh7jKs0pQa3eUi6oPl9_ZxCvBnM1",
    "TOKEN_ENCRYPTION_KEYS": f"2:{OTHER},1:{KEY}",
    "DATABASE_URL": "postgresql://app:p%40ss%2Fw%3Ard@db.internal:6432/orchestrator?sslmode=require",
    "REDIS_URL": "rediss://:pw@cache.internal:6380/0",
    "GOOGLE_CLIENT_ID": "id",
    "GOOGLE_CLIENT_SECRET": "hush",
}


def production(**changes: str) -> dict[str, str]:
    return PRODUCTION | changes


def test_local_needs_nothing_and_keeps_the_secrets_that_it_makes(tmp_path: Path) -> None:
    environ = {"DATA_DIR": str(tmp_path / "fresh" / "data")}
    first, second = read_environment(environ), read_environment(environ)
    assert first == second
    assert (first.environment, first.log_level) == ("local", "INFO")
    assert len(first.secret_key) >= 50
    assert [len(key) for _, key in first.token_encryption_keys] == [32]
    made = [tmp_path / "fresh/data" / name for name in ("secret-key", "token-encryption-keys")]
    assert {oct(path.stat().st_mode & 0o777) for path in made} == {"0o600"}


def test_two_data_dirs_have_different_secrets(tmp_path: Path) -> None:
    one, two = (read_environment({"DATA_DIR": str(tmp_path / n)}) for n in "ab")
    assert one.secret_key != two.secret_key
    assert one.token_encryption_keys != two.token_encryption_keys


def test_local_reads_the_env_file_below_the_process_environment(tmp_path: Path) -> None:
    url = "postgresql://app:word@127.0.0.1:21001/orchestrator"
    write_env_file(
        tmp_path / "env",
        {
            "DATABASE_URL": url,
            "DATABASE_OWNER_URL": url.replace("app", "owner"),
            "REDIS_URL": "redis://:file@127.0.0.1:21002/0",
            "GOOGLE_API_ROOT": "http://127.0.0.1:21003",
        },
    )
    environ = {"DATA_DIR": str(tmp_path), "REDIS_URL": "redis://:own@127.0.0.1:1/0"}
    env = read_environment(environ | {"DATABASE_URL": ""})
    assert (env.database["USER"], env.database["PORT"]) == ("app", "21001")
    assert env.database_owner is not None
    assert env.database_owner["USER"] == "owner"
    assert env.redis_cache_url == env.redis_broker_url == "redis://:own@127.0.0.1:1/0"
    # The simulator is spoken to with the client that it knows.
    assert env.google_oauth_root == env.google_api_root == "http://127.0.0.1:21003"
    assert (env.google_client_id, env.google_client_secret) == ("simulator", "simulator")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "http://192.0.2.7:8000"),
        ("PUBLIC_URL", "https://ask.example.org"),
        ("ALLOWED_HOSTS", "localhost,ask.example.org"),
        ("ALLOWED_HOSTS", "*"),
    ],
)
def test_local_answers_on_loopback_only(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=rf"{name}.*loopback"):
        read_environment({"DATA_DIR": str(tmp_path), name: value})


@pytest.mark.parametrize(
    "url", ["http://localhost:8000", "http://127.0.0.1:9", "http://[::1]:8000"]
)
def test_local_can_be_asked_at_any_name_of_loopback(url: str, tmp_path: Path) -> None:
    env = read_environment({"DATA_DIR": str(tmp_path), "PUBLIC_URL": url + "/"})
    assert env.public_url == url
    assert env.csrf_trusted_origins == (url,)


def test_a_data_dir_that_cannot_be_written_is_one_line_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(
        ConfigurationError, match=r"DATA_DIR .*file/data .*choose another"
    ) as caught:
        read_environment({"DATA_DIR": str(tmp_path / "file" / "data")})
    assert "\n" not in str(caught.value)


def test_production_takes_what_it_is_given(tmp_path: Path) -> None:
    env = read_environment(production(DATA_DIR=str(tmp_path / "never")))
    assert env.database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "orchestrator",
        "USER": "app",
        "PASSWORD": "p@ss/w:rd",
        "HOST": "db.internal",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }
    assert env.database_owner is None
    assert env.allowed_hosts == ("ask.example.org",)
    assert env.csrf_trusted_origins == ("https://ask.example.org",)
    assert env.token_encryption_keys == (("2", bytes(range(1, 33))), ("1", bytes(range(32))))
    assert env.google_api_root == ""
    assert not (tmp_path / "never").exists()


def test_each_redis_role_can_have_a_server_of_its_own() -> None:
    env = read_environment(production(REDIS_BROKER_URL="redis://broker.internal/1"))
    assert env.redis_broker_url == "redis://broker.internal/1"
    assert env.redis_cache_url == env.redis_channels_url == PRODUCTION["REDIS_URL"]
    roles = {
        f"REDIS_{role}_URL": f"redis://{role.lower()}" for role in ("CACHE", "BROKER", "CHANNELS")
    }
    assert read_environment(production(REDIS_URL="", **roles)).redis_cache_url == "redis://cache"


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"ENVIRONMENT"}))
@pytest.mark.parametrize("value", ["", "  "])
def test_production_says_which_variable_is_missing(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"^{name} is not set$"):
        read_environment(production(**{name: value}))


BAD = [
    ("ENVIRONMENT", "staging", "local or production"),
    ("SECRET_KEY", "short", "50"),
    ("SECRET_KEY", "a" * 80, "weak"),
    ("TOKEN_ENCRYPTION_KEYS", "1:c2hvcnQ=", "32 bytes"),
    ("TOKEN_ENCRYPTION_KEYS", KEY, "32 bytes"),
    ("TOKEN_ENCRYPTION_KEYS", f"1:{KEY},1:{OTHER}", "twice"),
    ("TOKEN_ENCRYPTION_KEYS", ",", "empty"),
    ("PUBLIC_URL", "http://ask.example.org", "https://"),
    ("PUBLIC_URL", "https://", "https://"),
    ("ALLOWED_HOSTS", "*", "Host header"),
    ("CSRF_TRUSTED_ORIGINS", "ask.example.org", "https://host"),
    ("DATABASE_URL", "mysql://a:hush@b/c", "postgresql://"),
    ("DATABASE_URL", "postgresql://a:hush@b/", "no database"),
    ("DATABASE_URL", "postgresql://b/c", "no user"),
    ("DATABASE_URL", "postgresql://a:hush/x@b/c", "percent-encoded"),
    ("DATABASE_OWNER_URL", "nonsense", "postgresql://"),
    ("DATABASE_REPLICA_URLS", "postgresql://a@b/c,nonsense", "postgresql://"),
    ("REDIS_URL", "http://:hush@b", "redis://"),
    ("REDIS_CHANNELS_URL", "redis://", "no host"),
    ("GOOGLE_API_ROOT", "googleapis", "https://"),
    ("EMBEDDING_PROVIDER", "magic", "local, openai"),
    ("EMBEDDING_PROVIDER", "openai", "OPENAI_API_KEY"),
    ("EMBEDDING_DIMENSIONS", "-3", "above zero"),
    ("EMBEDDING_DIMENSIONS", "many", "above zero"),
    ("LOG_LEVEL", "loud", "DEBUG"),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "http://"),
]


@pytest.mark.parametrize(("name", "value", "why"), BAD)
def test_production_says_in_one_line_which_value_is_bad_and_why(
    name: str, value: str, why: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_environment(production(**{name: value}))
    line = str(caught.value)
    assert line.startswith(name)
    assert why in line
    assert "\n" not in line
    assert "hush" not in line
    assert KEY not in line


def test_no_secret_is_in_what_is_printed_of_it() -> None:
    printed = repr(read_environment(production(OPENAI_API_KEY="sk-hush")))
    for secret in ("hush", "p@ss", "p%40ss", "pw@", KEY, PRODUCTION["SECRET_KEY"]):
        assert secret not in printed


def test_a_socket_folder_reaches_the_driver_as_host() -> None:
    url = "postgresql://app@/orchestrator?host=/var/run/postgresql"
    database = read_environment(production(DATABASE_URL=url)).database
    assert (database["HOST"], database["OPTIONS"]) == ("/var/run/postgresql", {})
