"""How much of a file of people is read. Whatever is more is refused before it takes memory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most bytes of a file, as it comes and unpacked, and the most rows, columns and cells of its table."""

    size: int = 25_000_000
    unpacked: int = 200_000_000
    rows: int = 200_000
    columns: int = 300
    cells: int = 8_000_000
