"""A file of keys: read whole or refused, made with mode 600 or not at all, and told of where others can read it."""

import base64
import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from recommender.core.errors import InvalidKey
from web.services.sealing import KEY_BYTES
from web.watching.events import KEY_EXPOSED, KEY_MADE, log_event

_MOST_BYTES = 1 << 16
"""No list of keys is as long."""

_SAID = {
    errno.ENOENT: "is not there, or it is a link that leads to no file. Put it back: without it no link opens",
    errno.EACCES: "is not for the user that the guide runs as. Give it to that user, with mode 600",
    errno.EPERM: "is not for the user that the guide runs as. Give it to that user, with mode 600",
    errno.EISDIR: "is a folder. Name the file in it",
    errno.ENOTDIR: "is said to be in a folder that is a file. Name a folder",
    errno.ENOSPC: "cannot be created: the disk is full. Make room on it",
    errno.EROFS: "cannot be created: its disk can only be read. Name another folder",
}
"""What is wrong, and what to do."""


def keys_in(file: Path) -> list[str]:
    """The keys in a file, one a line, as they are spelled. Raises InvalidKey."""
    try:
        if not stat.S_ISREG(file.stat().st_mode) and not file.is_dir():
            raise InvalidKey(f"The key file {file} is no file. Name one.")
        with file.open("rb") as opened:
            return opened.read(_MOST_BYTES).decode("utf-8-sig").split()
    except OSError as error:
        raise _unusable(file, error) from None
    except UnicodeDecodeError:
        raise InvalidKey(f"The key file {file} is no plain text. Save it as UTF-8.") from None


def make_key_file(file: Path) -> None:
    """Write a new key with mode 600, and tell the operator. Raises InvalidKey, and then leaves nothing behind.

    Where two servers start at once, both use the key of the first to finish.
    """
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(draft, base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        with suppress(FileExistsError):
            os.link(draft, file)
            log_event(KEY_MADE, {"file": file})
    except OSError as error:
        raise _unusable(file, error) from None
    finally:
        with suppress(OSError):
            draft.unlink()
    _put_on_disk(file.parent)


def warn_of_readers(file: Path, *, given: bool) -> None:
    """Tell the operator where others than the guide can read the keys, or put other keys in their place.

    One that was `given` to the guide, by systemd or a container, may be another user's, and its group's.
    """
    found, folder = file.stat(), file.parent.stat()
    ways = {
        f"it has mode {stat.S_IMODE(found.st_mode):03o}. Set 600, or 440 if the guide reads it as a group.": bool(
            found.st_mode & (stat.S_IRWXO if given else stat.S_IRWXG | stat.S_IRWXO)
        ),
        "it is another user's. Give it to the user that the guide runs as.": not given
        and found.st_uid != getattr(os, "geteuid", lambda: found.st_uid)(),  # Windows has no such users
        "everyone can put another in its place. Set the mode of its folder to 700.": bool(
            folder.st_mode & stat.S_IWOTH and not folder.st_mode & stat.S_ISVTX
        ),
    }
    for how in (how for how, is_so in ways.items() if is_so):
        log_event(KEY_EXPOSED, {"file": file, "how": how})


def _write(draft: Path, content: bytes) -> None:
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _put_on_disk(folder: Path) -> None:
    """The name of a new file outlives a loss of power once its folder is on the disk."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unusable(file: Path, error: OSError) -> InvalidKey:
    said = _SAID.get(error.errno or 0, f"cannot be used ({type(error).__name__}). Look at its disk, owner and mode")
    return InvalidKey(f"The key file {file} {said}.")
