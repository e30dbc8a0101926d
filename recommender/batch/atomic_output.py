"""A file that is written whole or not at all: under a temporary name beside its own, and renamed when it is complete.

The temporary file is for its owner alone, since it holds people's answers. A pipe or a device is written to directly.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from recommender.core.errors import InvalidTable

BUFFER = 1 << 20
"""Bytes that are written at once."""

TEMPORARY = ".score-"
"""How the name of a temporary file begins."""

_DESCRIPTORS = ("/dev/std", "/dev/fd/", "/proc/")
"""How paths to what is already open begin: renaming a file over one would not reach the process that holds it."""


def is_stream(path: Path) -> bool:
    """Whether this is a pipe, a device, or a descriptor that is already open."""
    return str(path.absolute()).startswith(_DESCRIPTORS) or (path.exists() and not path.is_file() and not path.is_dir())


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """What to write the file `path` to. Raises InvalidTable where it cannot be written."""
    try:
        with path.open("ab") if is_stream(path) else _replacing(Path(os.path.realpath(path))) as file:
            yield file
    except BrokenPipeError:  # the reader has seen enough
        raise
    except OSError as error:
        raise InvalidTable(f"{path} cannot be written: {error.strerror}.") from error


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    with NamedTemporaryFile(buffering=BUFFER, dir=path.parent, prefix=TEMPORARY, delete=False) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
