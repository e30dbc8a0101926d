"""Keys: from the environment or a private file, and never shown."""

import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from recommender.core.errors import DamagedLink, InvalidKey, InvalidSetting
from tests.web.conftest import TODAY
from web.services.database import FILE
from web.services.keys import VARIABLE, find_keys
from web.services.sealing import Sealer
from web.services.services import FOLDER, REPLICAS, VAR, open_services, the_services

ONE, TWO = b"1" * 32, b"2" * 32


def spelled(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode()


def test_the_first_run_makes_a_file_that_only_its_owner_can_read(tmp_path: Path) -> None:
    file = tmp_path / "var" / "link-keys"
    keys = find_keys({}, file)
    assert [len(key) for key in keys] == [32]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["link-keys"]
    assert find_keys({}, file) == keys


def test_servers_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: find_keys({}, tmp_path / "link-keys"), range(16)))
    assert len(found) == 1


def test_the_environment_comes_before_the_file_newest_first(tmp_path: Path) -> None:
    environment = {VARIABLE: f"{spelled(TWO)}, {spelled(ONE).rstrip('=')}"}
    assert find_keys(environment, tmp_path / "link-keys") == (TWO, ONE)
    assert not (tmp_path / "link-keys").exists()


def test_a_file_may_hold_several_keys_one_a_line(tmp_path: Path) -> None:
    (tmp_path / "link-keys").write_text(f"{spelled(TWO)}\n{spelled(ONE)}\n")
    assert find_keys({}, tmp_path / "link-keys") == (TWO, ONE)


@pytest.mark.parametrize("bad", ["too-short", "not base64!", spelled(ONE)[:-4], f"{spelled(ONE)},"])
def test_a_bad_key_is_refused_without_being_shown(bad: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidKey) as raised:
        find_keys({VARIABLE: bad}, tmp_path / "link-keys")
    assert VARIABLE in str(raised.value)
    assert bad not in str(raised.value)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link-keys").write_text("")
    with pytest.raises(InvalidKey, match="link-keys"):
        find_keys({}, tmp_path / "link-keys")


def test_a_sealer_shows_no_key() -> None:
    assert spelled(ONE) not in repr(Sealer([ONE]))
    assert "1111" not in repr(Sealer([ONE]))
    with pytest.raises(InvalidKey):
        Sealer([])


@pytest.mark.parametrize("shared", [{}, {VARIABLE: "C" * 43}, {"DATABASE_URL": "postgresql://x@localhost/x"}])
def test_several_servers_that_share_nothing_are_refused_at_the_start(shared: dict[str, str], tmp_path: Path) -> None:
    missing = {VARIABLE, "DATABASE_URL"} - set(shared)
    with pytest.raises(InvalidSetting) as raised:
        open_services({REPLICAS: "3", **shared}, tmp_path)
    assert REPLICAS in str(raised.value)
    assert all(name in str(raised.value) for name in missing)
    assert "C" * 43 not in str(raised.value)


def test_several_servers_that_share_keys_and_database_start(tmp_path: Path) -> None:
    shared = {VARIABLE: "C" * 43, "DATABASE_URL": "postgresql://x@localhost/x"}
    assert open_services({REPLICAS: "3", **shared}, tmp_path).sealer
    assert not (tmp_path / "link-keys").exists()


def test_a_server_keeps_all_that_it_writes_in_the_folder_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)
    services = the_services.__wrapped__()
    services.revocations.revoke(b"link", None, today=TODAY)
    assert services.revocations.any_revoked([b"link"])
    log = {f"{FILE}-wal", f"{FILE}-shm"}
    assert {path.name for path in tmp_path.iterdir()} - log == {"link-keys", FILE}


def test_the_tests_have_a_folder_of_their_own() -> None:
    assert Path(os.environ[FOLDER]).resolve() != VAR.resolve()


@pytest.mark.parametrize("count", ["0", "-1", "two", "1.5", "٢"])
def test_a_number_of_servers_that_is_none_is_refused(count: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match=REPLICAS):
        open_services({REPLICAS: count}, tmp_path)


def test_no_key_is_in_the_repr_of_a_guide_nor_in_an_error(tmp_path: Path) -> None:
    services = open_services({VARIABLE: spelled(ONE)}, tmp_path)
    for text in (repr(services), str(services), repr(services.sealer), repr(vars(services.sealer))):
        assert spelled(ONE).rstrip("=") not in text
        assert ONE.decode() not in text
        assert repr(ONE) not in text


def test_a_new_key_is_put_in_front_and_old_links_still_open(tmp_path: Path) -> None:
    before = open_services({VARIABLE: spelled(ONE)}, tmp_path)
    after = open_services({VARIABLE: f"{spelled(TWO)},{spelled(ONE)}"}, tmp_path)
    token = before.sealer.seal(b"content", purpose="test")
    assert after.sealer.open(token, purpose="test") == b"content"
    with pytest.raises(DamagedLink):
        before.sealer.open(after.sealer.seal(b"content", purpose="test"), purpose="test")
