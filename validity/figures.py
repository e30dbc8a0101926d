"""The figures of agreement with published authors: which cases each counts, and what has to be true of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from validity.agreement import Judged, Share, found_first, says_first, share
from validity.cases import Case

Test = Callable[[Judged], bool]


def _where(test: Callable[[Case], bool]) -> Test:
    return lambda one: test(one.reading.case)


def _agrees(one: Judged) -> bool:
    return one.agrees


NOT_CONTESTED = _where(lambda case: not case.contested)


def _called(certainty: str) -> Test:
    return lambda one: one.certainty == certainty and NOT_CONTESTED(one)


@dataclass(frozen=True, slots=True)
class Figure:
    """The share of the cases in `of` for which `true` holds. The first reading is the one to quote first."""

    id: str
    title: str
    of: Test
    true: Test
    readings: tuple[str, ...] = ("likely",)

    def of_cases(self, judged: Sequence[Judged]) -> Share:
        """The figure for these cases."""
        return share(judged, self.of, self.true)


FIGURES = (
    Figure("core", "agreement, core cases", _where(lambda case: case.core), _agrees, ("likely", "strict")),
    Figure(
        "core-not-asking",
        "agreement, core cases that do not ask for a kind of help",
        _where(lambda case: case.core and not case.asks),
        _agrees,
    ),
    Figure("not-contested", "agreement, all cases that are not contested", NOT_CONTESTED, _agrees),
    Figure(
        "first-found",
        "something else first, found where its author says so",
        lambda one: NOT_CONTESTED(one) and found_first(one),
        says_first,
    ),
    Figure(
        "first-right",
        "something else first, right where the guide says so",
        lambda one: NOT_CONTESTED(one) and says_first(one),
        found_first,
    ),
    Figure(
        "contested-clear",
        "contested cases called clear",
        _where(lambda case: case.contested),
        lambda one: one.certainty == "clear",
    ),
    *(
        Figure(f"right-{level}", f"right where called {level}", _called(level), _agrees)
        for level in ("clear", "leaning", "close")
    ),
)
