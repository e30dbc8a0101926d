"""The file of keys: each fault of it is refused in words, made keys are told, and nobody else's access stays unsaid."""

import base64
import errno
import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from recommender.core.errors import InvalidKey, InvalidSetting
from tests.web.unprivileged import open_folder, unprivileged
from web.services.keys import FILE, VARIABLE, find_keys

__all__ = ["open_folder"]

ONE, TWO = b"1" * 32, b"2" * 32
Caplog = pytest.LogCaptureFixture


def spelled(*keys: bytes) -> bytes:
    return b"".join(base64.urlsafe_b64encode(key) + b"\n" for key in keys)


def private(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    file.chmod(0o600)
    return file


def warned(caplog: Caplog) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]


def to_nowhere(file: Path) -> None:
    file.symlink_to(file.with_name("gone"))


UNUSABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda file: private(file, b""), "There is no key in"),
    "blank": (lambda file: private(file, b"\n \n"), "There is no key in"),
    "truncated": (lambda file: private(file, spelled(ONE)[:-5]), "cut off"),
    "with more behind it": (lambda file: private(file, spelled(ONE)[:-1] + b"!"), "not URL-safe base64"),
    "of another kind": (lambda file: private(file, spelled(ONE).decode().encode("utf-16")), "no plain text"),
    "of random bytes": (lambda file: private(file, bytes(range(128, 160))), "no plain text"),
    "a folder": (lambda file: file.mkdir(), "is a folder"),
    "a link to nowhere": (to_nowhere, "leads to no file"),
    "a pipe": (lambda file: os.mkfifo(file), "is no file"),
}


@pytest.mark.parametrize("fault", UNUSABLE)
@pytest.mark.parametrize("named", [False, True])
def test_a_file_that_cannot_be_used_is_refused_and_left_as_it_is(fault: str, named: bool, tmp_path: Path) -> None:
    file = tmp_path / "keys"
    make, words = UNUSABLE[fault]
    make(file)
    with pytest.raises(InvalidKey, match=words) as raised:
        find_keys({FILE: str(file)} if named else {}, tmp_path / "other" if named else file)
    assert str(file) in str(raised.value)
    assert spelled(ONE).decode()[:20] not in str(raised.value)
    assert os.listdir(tmp_path) == ["keys"]


def test_a_file_that_another_user_owns_is_refused_in_words(open_folder: Path) -> None:
    file = private(open_folder / "link-keys", spelled(ONE))
    file.chmod(0)
    with unprivileged(), pytest.raises(InvalidKey, match="not for the user that the guide runs as"):
        find_keys({}, file)


def test_a_folder_that_cannot_be_written_is_refused_in_words(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with unprivileged(), pytest.raises(InvalidKey, match="not for the user that the guide runs as"):
        find_keys({}, open_folder / "var" / "link-keys")
    assert not os.listdir(open_folder)


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf" + spelled(TWO, ONE), spelled(TWO, ONE).replace(b"\n", b"\r\n")])
def test_a_file_that_another_program_saved_is_read(content: bytes, tmp_path: Path) -> None:
    assert find_keys({}, private(tmp_path / "link-keys", content)) == (TWO, ONE)


@pytest.mark.parametrize("step", ["write", "fsync", "link"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_nothing_is_left_of_a_key_that_could_not_be_made(
    step: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    class Full:
        """An opened file on a full disk."""

        def __init__(self, handle: int, _: str) -> None:
            self._handle = handle

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None:
            os.close(self._handle)

        write = fail

    monkeypatch.setattr(os, *(("fdopen", Full) if step == "write" else (step, fail)))
    with pytest.raises(InvalidKey, match="the disk is full" if number == errno.ENOSPC else "cannot be used"):
        find_keys({}, tmp_path / "link-keys")
    assert not os.listdir(tmp_path)


def test_a_key_that_was_just_made_is_told_once_and_is_not_shown(tmp_path: Path, caplog: Caplog) -> None:
    tmp_path.chmod(0o700)
    file = tmp_path / "link-keys"
    find_keys({}, file)
    (line,) = warned(caplog)
    assert "just made" in line
    assert str(file) in line
    assert file.read_text().strip() not in line
    caplog.clear()
    find_keys({}, file)
    assert not warned(caplog)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o666])
def test_a_file_that_others_can_read_is_told_and_used(mode: int, tmp_path: Path, caplog: Caplog) -> None:
    file = private(tmp_path / "link-keys", spelled(ONE))
    file.chmod(mode)
    assert find_keys({}, file) == (ONE,)
    (line,) = warned(caplog)
    assert f"mode {mode:03o}" in line
    assert str(file) in line


def test_a_folder_that_everyone_can_change_is_told_unless_files_are_safe_in_it(tmp_path: Path, caplog: Caplog) -> None:
    file = private(tmp_path / "link-keys", spelled(ONE))
    tmp_path.chmod(0o1777)
    find_keys({}, file)
    assert not warned(caplog)
    tmp_path.chmod(0o777)
    find_keys({}, file)
    (line,) = warned(caplog)
    assert "everyone can put another in its place" in line


def test_a_file_of_another_user_is_told(open_folder: Path, caplog: Caplog) -> None:
    open_folder.chmod(0o755)
    file = private(open_folder / "link-keys", spelled(ONE))
    if os.geteuid() != 0:
        file.chmod(0o644)
    else:
        os.chown(file, 12345, -1)
    find_keys({}, file)
    assert len(warned(caplog)) == 1


@pytest.mark.parametrize(("mode", "lines"), [(0o400, 0), (0o440, 0), (0o444, 1)])
def test_a_file_that_a_container_gives_may_be_its_groups_and_anothers(
    mode: int, lines: int, tmp_path: Path, caplog: Caplog
) -> None:
    file = private(tmp_path / "given", spelled(TWO, ONE))
    file.chmod(mode)
    assert find_keys({FILE: f" {file} "}, tmp_path / "link-keys") == (TWO, ONE)
    assert len(warned(caplog)) == lines
    assert not (tmp_path / "link-keys").exists()


def test_a_file_that_is_named_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(InvalidKey, match="is not there"):
        find_keys({FILE: str(tmp_path / "given")}, tmp_path / "link-keys")
    assert not os.listdir(tmp_path)


def test_keys_and_a_file_of_them_are_one_too_many(tmp_path: Path) -> None:
    file = private(tmp_path / "given", spelled(ONE))
    with pytest.raises(InvalidSetting, match=f"{VARIABLE} and {FILE} are both set"):
        find_keys({FILE: str(file), VARIABLE: spelled(TWO).decode()}, tmp_path / "link-keys")
