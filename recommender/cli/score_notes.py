"""What every kind of `score` says beside its results."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Never

if TYPE_CHECKING:
    from tqdm import tqdm

MOST_REPORTED = 100
"""How many bad cells are reported one by one."""


def empty_notes(unscreened: int, unanswered: int, rows: int) -> Iterator[str]:
    """How the rows are read in which little is filled in."""
    if unscreened:
        yield f"'screening' is empty in {unscreened} of {rows} rows, which is read as 'none'"
    if unanswered:
        yield f"no question is answered in {unanswered} of {rows} rows, so too little is known there"


def more_bad_cells(cells: int) -> Iterator[str]:
    """How many bad cells there are beyond those reported, if there are more."""
    if cells > MOST_REPORTED:
        yield f"... and {cells - MOST_REPORTED} more bad cells"


def progress_on(bar: "tqdm[Never]") -> Callable[[int, int], None]:
    """What to call with how much is done of how much in all."""

    def progress(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return progress
