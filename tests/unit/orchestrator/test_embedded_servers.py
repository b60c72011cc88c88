"""What a person gets from `python -m orchestrator.embedded up`."""

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from redis.exceptions import AuthenticationError

from orchestrator.embedded import stack
from orchestrator.embedded.data_dir import CHECKOUT, DataDir
from orchestrator.embedded.env_file import read_env_file
from tests.unit.orchestrator.embedded_servers import (
    answer,
    environ,
    own_data_dir,
    redis,
    run,
    up,
)


@pytest.fixture(scope="module")
def data_dir() -> Iterator[DataDir]:
    with own_data_dir() as data_dir:
        up(data_dir)
        yield data_dir


@pytest.fixture
def env(data_dir: DataDir) -> dict[str, str]:
    return read_env_file(data_dir.env_file)


def test_the_env_file_leads_to_both_servers(env: dict[str, str]) -> None:
    assert answer(env["DATABASE_URL"], "SELECT current_user") == "orchestrator_app"
    assert answer(env["DATABASE_OWNER_URL"], "SELECT current_user") == "orchestrator_owner"
    with closing(redis(env["REDIS_URL"])) as client:
        assert client.ping()


def test_postgres_is_18_with_vectors_in_every_database_made_later(env: dict[str, str]) -> None:
    owner = env["DATABASE_OWNER_URL"]
    assert int(str(answer(owner, "SHOW server_version_num"))) >= 180_000
    run(owner, "CREATE DATABASE later")
    try:
        later = owner.removesuffix("/orchestrator") + "/later"
        assert answer(later, "SELECT '[1,2]'::halfvec <-> '[1,3]'") == 1.0
    finally:
        run(owner, "DROP DATABASE later")


def test_a_second_up_starts_nothing_and_changes_nothing(data_dir: DataDir) -> None:
    before = data_dir.env_file.read_text()
    began = answer(up(data_dir).env["DATABASE_URL"], "SELECT pg_postmaster_start_time()")
    again = up(data_dir)
    assert again.started == ()
    assert data_dir.env_file.read_text() == before
    assert answer(again.env["DATABASE_URL"], "SELECT pg_postmaster_start_time()") == began


def test_status_names_what_runs(data_dir: DataDir) -> None:
    status = stack.status(environ(data_dir))
    assert status == {"postgres": True, "valkey": True, "simulator": False}


def test_nobody_comes_in_without_the_password(env: dict[str, str], data_dir: DataDir) -> None:
    port = data_dir.remembered_port("postgres")
    for user in ("postgres", "orchestrator_owner", "orchestrator_app"):
        for password in ("", ":wrong"):
            url = f"postgresql://{user}{password}@127.0.0.1:{port}/orchestrator"
            with pytest.raises(psycopg.OperationalError, match="password"):
                answer(url, "SELECT 1")
    for secret in ("", ":wrong@"):
        url = f"redis://{secret}127.0.0.1:{data_dir.remembered_port('valkey')}/0"
        with closing(redis(url)) as client, pytest.raises(AuthenticationError):
            client.ping()


def test_files_with_secrets_are_for_their_owner_only(data_dir: DataDir) -> None:
    secrets = [data_dir.env_file, *(data_dir.root / "passwords").iterdir()]
    secrets.append(data_dir.root / "valkey" / "valkey.conf")
    assert {oct(path.stat().st_mode & 0o777) for path in secrets} == {"0o600"}
    assert len({path.read_text() for path in secrets}) == len(secrets)


def test_the_servers_listen_on_loopback_only(env: dict[str, str]) -> None:
    superuser_sees = answer(env["DATABASE_OWNER_URL"], "SHOW listen_addresses")
    assert superuser_sees == "127.0.0.1"
    with closing(redis(env["REDIS_URL"])) as client:
        assert client.config_get("bind")["bind"] == "127.0.0.1"


def test_no_role_of_the_product_is_above_row_level_security(env: dict[str, str]) -> None:
    above = (
        "SELECT string_agg(rolname, ',') FROM pg_roles WHERE rolname LIKE 'orchestrator%' "
        "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication)"
    )
    assert answer(env["DATABASE_URL"], above) is None


def test_the_application_can_create_nothing(env: dict[str, str]) -> None:
    for statement in ("CREATE TABLE mine (a int)", "CREATE DATABASE mine", "CREATE SCHEMA mine"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(env["DATABASE_URL"], statement)
    for role in ("orchestrator_owner", "orchestrator_definer", "orchestrator_staff"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(env["DATABASE_URL"], f"SET ROLE {role}")


def test_the_owner_hands_a_function_to_the_definer_and_cannot_change_it_afterwards(
    env: dict[str, str],
) -> None:
    owner = env["DATABASE_OWNER_URL"]
    make = "CREATE OR REPLACE FUNCTION answer() RETURNS int LANGUAGE sql AS 'SELECT 42'"
    run(
        owner,
        make,
        "GRANT CREATE ON SCHEMA public TO orchestrator_definer",
        "ALTER FUNCTION answer() OWNER TO orchestrator_definer",
        "REVOKE CREATE ON SCHEMA public FROM orchestrator_definer",
    )
    try:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(owner, make)
    finally:
        run(owner, "DROP FUNCTION answer()")


def test_the_owner_drops_a_test_database_in_use_by_the_application(env: dict[str, str]) -> None:
    owner = env["DATABASE_OWNER_URL"]
    run(owner, "CREATE DATABASE busy")
    url = env["DATABASE_URL"].removesuffix("/orchestrator") + "/busy"
    with psycopg.connect(url) as connection:
        run(owner, "DROP DATABASE busy WITH (FORCE)")
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


def test_the_bootstrap_can_be_repeated(data_dir: DataDir, env: dict[str, str]) -> None:
    bootstrap = (CHECKOUT / "deploy" / "bootstrap.sql").read_text()
    port, password = data_dir.remembered_port("postgres"), data_dir.password("postgres")
    administrator = f"postgresql://postgres:{password}@127.0.0.1:{port}/orchestrator"
    run(administrator, bootstrap, bootstrap)
    assert answer(env["DATABASE_URL"], "SELECT 1") == 1


def test_given_urls_are_used_as_they_are_and_nothing_is_started(env: dict[str, str]) -> None:
    given = {name: env[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")}
    with own_data_dir() as elsewhere:
        stack_up = up(elsewhere, **given)
        assert (stack_up.started, stack_up.ours) == ((), ())
        assert given.items() <= read_env_file(elsewhere.env_file).items()
        assert not any((elsewhere.root / name).exists() for name in ("postgres", "valkey"))
