"""What `make fit` prints: how often results were said to fit, for those who keep the rules."""

import os
import sys
from collections.abc import Iterator, Sequence

from recommender.core.errors import DatabaseUnavailable, InvalidSetting
from web.services.fit_rows import FEWEST, FitRow, Share, fit_rows
from web.services.services import find_fit_counts, folder_of

_WAYS = {"now": "with the result", "review": "at the review"}
_NOTE = (
    "How often results were said to fit. Whoever wants to answers, and can do so more than once: take it as a hint.",
    f"In brackets are 95 % intervals (Wilson). A line has figures once it has {FEWEST} answers.",
)


def fit_report(rows: Sequence[FitRow]) -> str:
    """The rows as text."""
    if not rows:
        return "Nobody has answered yet. Results ask if they fit where COACH_OR_MENTOR_FIT is on.\n"
    return "\n".join([*_NOTE, *_lines(rows)]) + "\n"


def _lines(rows: Sequence[FitRow]) -> Iterator[str]:
    names = [f"{row.cell.outcome}, {row.cell.certainty}, {_WAYS[row.cell.asked]}" for row in rows]
    width, version = max(map(len, names)), ""
    for row, name in zip(rows, names, strict=True):
        if row.cell.version != version:
            version = row.cell.version
            yield f"\nRules {version}"
        yield f"  {name:{width}}  {_said(row)}"


def _said(row: FitRow) -> str:
    if row.total is None or row.shares is None:
        return f"fewer than {FEWEST} answers"
    shares = (f"{answer} {_percent(share, row.total)}" for answer, share in row.shares.items())
    return f"{row.total} answers: {', '.join(shares)}"


def _percent(share: Share, total: int) -> str:
    return f"{share.count / total:.0%} ({100 * share.low:.0f} to {100 * share.high:.0f})".replace("%", " %")


def main() -> int:
    """Print the counts of the database that the settings name."""
    try:
        rows = fit_rows(find_fit_counts(os.environ, folder_of(os.environ)).read())
    except (DatabaseUnavailable, InvalidSetting) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(fit_report(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
