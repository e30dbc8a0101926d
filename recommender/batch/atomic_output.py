"""A file that is being written: under a hidden name beside its own until it is whole, and begun again where it stopped.

`.NAME.part` holds what is written so far, and `.NAME.part.json` how far that can be trusted. Both are for their owner
alone, since they hold people's answers, and both are gone when the file is whole.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from recommender.core.errors import GuideError, InvalidTable

Notes = Mapping[str, Any]


class Interrupted(GuideError):
    """Scoring that was stopped, and can go on."""


class Part:
    """A file under its hidden name. `notes` are those of an earlier run that can be gone on from, or None."""

    def __init__(self, target: Path, key: str) -> None:
        self.path = target.with_name(f".{target.name}.part")
        self._target, self._key = target, key
        self._notes_path = target.with_name(f".{target.name}.part.json")
        self._file = _locked(self.path)
        self.notes, end = self._from_before()
        self._file.truncate(end)
        self._file.seek(end)

    def write(self, data: bytes, /) -> int:
        return self._file.write(data)

    def tell(self) -> int:
        return self._file.seek(0, os.SEEK_END)  # others may have written to the end of this file as well

    def read(self, start: int, end: int) -> bytes:
        """What is written already, from one place to another."""
        self._file.flush()
        return os.pread(self._file.fileno(), end - start, start)

    def note(self, notes: Notes) -> None:
        """Keep what is written up to here, and the notes, for a later run to go on from."""
        self._file.flush()
        self.notes = notes
        fresh = self._notes_path.with_suffix(".new")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump({"key": self._key, "end": self.tell(), "notes": notes}, file)
        fresh.replace(self._notes_path)

    def finish(self) -> None:
        """Give the file its own name."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self.path.replace(self._target)
        self._notes_path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Leave nothing behind."""
        self.path.unlink(missing_ok=True)
        self._notes_path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let another run have the file."""
        with suppress(OSError):  # what could not be flushed is of no use any more
            self._file.close()

    def _from_before(self) -> tuple[Notes | None, int]:
        try:
            kept = json.loads(self._notes_path.read_text(encoding="utf-8"))
            if kept["key"] == self._key and kept["end"] <= self.path.stat().st_size:
                return kept["notes"], kept["end"]
        except (OSError, ValueError, LookupError, TypeError):  # none there, or cut short: begin at the start
            pass
        self._notes_path.unlink(missing_ok=True)
        return None, 0


class Stream:
    """A pipe or a device, which is written to as it is. Nothing of it can be gone on from.

    It has as much of a file as Arrow needs to write to it.
    """

    notes: Notes | None = None

    def __init__(self, target: Path) -> None:
        self._file = target.open("wb")
        self._written = 0

    def write(self, data: bytes, /) -> int:
        self._written += len(data)
        return self._file.write(data)

    def tell(self) -> int:
        return self._written

    @property
    def closed(self) -> bool:
        return self._file.closed

    def close(self) -> None:
        """Send what is left."""
        self._file.close()


Output = Part | Stream
"""Where a file's bytes go."""


@contextmanager
def writing(path: Path, key: str) -> Iterator[Output]:
    """A place to write what will be the file `path`, whole or not at all; a pipe or device is written to directly.

    `key` names what the file is made from: what an earlier run with the same key noted is kept. Raises InvalidTable
    where it cannot be written, and Interrupted where it was stopped half-way and can be gone on from.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            stream = Stream(path)
            try:
                yield stream
            finally:
                stream.close()
        else:
            yield from _whole_or_not_at_all(path, key)
    except OSError as error:
        raise InvalidTable(f"{path} cannot be written: {error.strerror}.") from error


def _whole_or_not_at_all(path: Path, key: str) -> Iterator[Output]:
    part = Part(path.resolve(), key)
    try:
        yield part
        part.finish()
    except (KeyboardInterrupt, OSError) as error:
        if part.notes is None:
            part.discard()
            raise
        why = f"{path} cannot be written: {error.strerror}" if isinstance(error, OSError) else "Stopped"
        again = "Run the same command again to go on from there"
        raise Interrupted(f"{why}. {again}, or delete {part.path} and its notes beside it.") from error
    except BaseException:
        part.discard()
        raise
    finally:
        part.close()


def _locked(path: Path) -> BinaryIO:
    """The file at this path, new or as it was left, for this run alone."""
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(file.fileno()).st_ino == path.stat().st_ino:
            return file
    except OSError:  # another run holds it, or has just finished with it
        pass
    file.close()
    raise InvalidTable(f"{path} is being written by another run. Wait until it ends, or write to another file.")
