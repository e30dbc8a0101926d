"""What a change of the rules does to all possible answer sheets: shares before and after, and which sheets move."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from recommender.analysis.analyse import End, sheets_by
from recommender.analysis.diff import Diff, Move, ViewDiff
from recommender.core.model import CERTAINTIES
from web.documents.desk.names import answers_in_words, outcome_name, percent
from web.guide.edition import Edition, TemplateValues


@dataclass(frozen=True, slots=True)
class ShareShown:
    """The share of one outcome or certainty before and after, the change, and both as widths of bars in per cent."""

    name: str
    before: str
    after: str
    change: str
    widths: tuple[float, float]


@dataclass(frozen=True, slots=True)
class MoveShown:
    """Sheets that go from one outcome to another: how many, and the answers of one of them."""

    old: str
    new: str
    share: str
    sheets: int
    example: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ViewShares:
    """One view: how many sheets get another outcome, the shares, and the moves, the most frequent first."""

    title: str
    moved: str
    outcomes: Sequence[ShareShown]
    certainties: Sequence[ShareShown]
    moves: Sequence[MoveShown]


@dataclass(frozen=True, slots=True)
class DeskShares(TemplateValues):
    """All views. `parts` says which questions, options, gates and patterns are new, and which are gone."""

    template = "desk-shares.html"
    changed: bool
    parts: Sequence[str]
    views: Sequence[ViewShares]


def shares_shown(edition: Edition, change: Diff, outcomes: Sequence[str], *, changed: bool) -> DeskShares:
    """The effect of a change. `outcomes` are those of both rule bases, in order."""
    names = (("how.dropped", change.only_old), ("how.added", change.only_new))
    parts = [edition.say(text, parts=", ".join(ids)) for text, ids in names if ids]
    return DeskShares(changed, parts, [_view(edition, view, outcomes) for view in change.views])


def moved_in_words(edition: Edition, view: ViewDiff) -> str:
    """How many sheets of a view get another outcome."""
    title = edition.say(f"how.view.{view.view}")
    if not view.moves:
        return edition.say("desk.no-move", view=title)
    return edition.say("desk.moved", view=title, share=percent(edition, view.moved, view.sheets))


def _view(edition: Edition, view: ViewDiff, outcomes: Sequence[str]) -> ViewShares:
    names = {outcome: outcome_name(edition, outcome) for outcome in outcomes}
    levels = {level: edition.wording.certainty.name[level] for level in reversed(CERTAINTIES)}
    return ViewShares(
        edition.say(f"how.view.{view.view}"),
        moved_in_words(edition, view),
        _lines(edition, view, names, lambda end: end.outcome),
        _lines(edition, view, levels, lambda end: end.certainty),
        [_move(edition, move, view.sheets) for move in view.moves],
    )


def _lines(
    edition: Edition,
    view: ViewDiff,
    names: Mapping[str, str],
    of: Callable[[End], str],
) -> list[ShareShown]:
    """A line for each name that any sheet has before or after."""
    before, after = (sheets_by(ends, of) for ends in (view.before, view.after))
    counts = {name: (before.get(name, 0), after.get(name, 0)) for name in names}
    sums = sum(before.values()), sum(after.values())
    return [_line(edition, names[name], pair, sums) for name, pair in counts.items() if any(pair)]


def _line(edition: Edition, name: str, counts: tuple[int, int], sums: tuple[int, int]) -> ShareShown:
    before, after = (100 * part / whole for part, whole in zip(counts, sums, strict=True))
    same = counts[0] * sums[1] == counts[1] * sums[0]
    return ShareShown(
        name,
        percent(edition, counts[0], sums[0]),
        percent(edition, counts[1], sums[1]),
        "" if same else _points(edition, after - before),
        (round(before, 2), round(after, 2)),
    )


def _points(edition: Edition, change: float) -> str:
    """A change that there is, in percentage points, with its sign."""
    sign = "+" if change > 0 else "\N{MINUS SIGN}"
    return f"{sign}{edition.decimal(max(abs(change), 0.01))}"


def _move(edition: Edition, move: Move, sheets: int) -> MoveShown:
    return MoveShown(
        outcome_name(edition, move.old),
        outcome_name(edition, move.new),
        percent(edition, move.sheets, sheets),
        move.sheets,
        answers_in_words(edition, move.example),
    )
