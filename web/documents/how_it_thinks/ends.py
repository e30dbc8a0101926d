"""Where all possible answer sheets end, by outcome, certainty and view: counted exactly, as the page shows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from recommender.analysis.analyse import End, ViewAnalysis, analyse, sheets_by
from recommender.core.model import CERTAINTIES
from web.guide.edition import Edition

_LEAST = 0.001
"""Shares below it are told as less than it."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of all answer sheets: in words, and as the width of a bar in per cent."""

    text: str
    width: float


@dataclass(frozen=True, slots=True)
class EndShown:
    """One outcome or certainty, with its shares."""

    id: str
    name: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class ViewShown:
    """The answer sheets of one view, and the share of each outcome with each certainty among them."""

    title: str
    certainties: tuple[str, ...]
    rows: Sequence[EndShown]


@dataclass(frozen=True, slots=True)
class EndsShown:
    """Where all answer sheets end: by outcome, by certainty, and by both in each view."""

    sheets: int
    views: tuple[str, ...]
    outcomes: Sequence[EndShown]
    certainties: Sequence[EndShown]
    details: Sequence[ViewShown]


def ends_shown(edition: Edition) -> EndsShown:
    """The shares under the edition's rules."""
    views = analyse(edition.table)
    names = {outcome: edition.wording.outcomes[outcome].name for outcome in edition.rules.outcomes}
    levels = {level: edition.wording.certainty.name[level] for level in reversed(CERTAINTIES)}
    return EndsShown(
        sum(view.sheets.sheets for view in views),
        tuple(edition.say(f"how.view.{view.view}") for view in views),
        _rows(edition, names, [_counts(view, lambda end: end.outcome) for view in views]),
        _rows(edition, levels, [_counts(view, lambda end: end.certainty) for view in views]),
        [_details(edition, view, names, levels) for view in views],
    )


_Counts = tuple[Mapping[str, int], int]
"""Sheets by what they end in, and all that these are a part of."""


def _counts(view: ViewAnalysis, of: Callable[[End], str | None]) -> _Counts:
    return sheets_by(view.ends, of), view.sheets.sheets


def _rows(edition: Edition, names: Mapping[str, str], columns: Sequence[_Counts]) -> list[EndShown]:
    """A row for each name that any column counts, those with most sheets first."""
    total = {name: sum(counts.get(name, 0) / whole for counts, whole in columns) for name in names}
    return [
        EndShown(name, names[name], tuple(_share(edition, counts.get(name, 0), whole) for counts, whole in columns))
        for name in sorted(names, key=lambda name: -total[name])
        if total[name]
    ]


def _details(edition: Edition, view: ViewAnalysis, names: Mapping[str, str], levels: Mapping[str, str]) -> ViewShown:
    reached = [level for level in levels if any(end.certainty == level for end in view.ends)]

    def at(level: str) -> Callable[[End], str | None]:
        return lambda end: end.outcome if end.certainty == level else None

    rows = _rows(edition, names, [_counts(view, at(level)) for level in reached])
    title = edition.say(f"how.sheets.{view.view}", count=view.sheets.sheets)
    return ViewShown(title, tuple(levels[level] for level in reached), rows)


def _share(edition: Edition, part: int, whole: int) -> Share:
    share = part / whole if whole else 0.0
    text = edition.say("how.hardly") if 0 < share < _LEAST else edition.share(part, whole)
    return Share(text, round(100 * share, 2))
