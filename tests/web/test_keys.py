"""Keys: from the environment or a private file, and never shown."""

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from recommender.errors import BadKey
from web.keys import VARIABLE, find_keys
from web.seal import Sealer

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
    with pytest.raises(BadKey) as raised:
        find_keys({VARIABLE: bad}, tmp_path / "link-keys")
    assert VARIABLE in str(raised.value)
    assert bad not in str(raised.value)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link-keys").write_text("")
    with pytest.raises(BadKey, match="link-keys"):
        find_keys({}, tmp_path / "link-keys")


def test_a_sealer_shows_no_key() -> None:
    assert spelled(ONE) not in repr(Sealer([ONE]))
    assert "1111" not in repr(Sealer([ONE]))
    with pytest.raises(BadKey):
        Sealer([])
