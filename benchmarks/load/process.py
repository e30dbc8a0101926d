"""What the system says of a server and its workers: seconds of CPU, which mean something on a busy machine; memory."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def cpu_seconds(process: int) -> float:
    """The CPU time that a server has taken so far, of all its threads and workers, in seconds."""
    return sum(_ticks(one) for one in _with_workers(process)) / _TICKS


def resident_bytes(process: int) -> int:
    """The memory that a server and its workers have in use."""
    return sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in _with_workers(process)) * _PAGE


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _with_workers(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *map(int, children)]
