"""People for a picture: the rows of a file after scoring, with the columns that came with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recommender.core.model import RuleBase
from recommender.team.overview import TeamOverview, TeamRows, overview


@dataclass(frozen=True)
class People:
    """Rows that were scored, and columns."""

    rows: TeamRows
    columns: Mapping[str, Sequence[str]]

    def picture(self, rules: RuleBase) -> TeamOverview:
        return overview(self.rows, self.columns, rules)


def people(outcomes: Sequence[str], columns: Mapping[str, Sequence[str]] | None = None, **given: object) -> People:
    """People with these outcomes. All else is the same for all of them, where it is not given."""
    count = len(outcomes)
    plain = {
        "leads": np.zeros(count, np.int64),
        "blocks": ["nothing"] * count,
        "certainties": ["close"] * count,
        "scored": np.ones(count, np.bool_),
    }
    return People(TeamRows(outcomes=outcomes, **{**plain, **given}), columns or {})  # type: ignore[arg-type]


def anybody(rules: RuleBase, seed: int, most: int = 80) -> People:
    """A small file made from a number: uneven outcomes, and columns of which some lie within others, or nearly so."""
    chance = np.random.default_rng(seed)
    count = int(chance.integers(5, most + 1))
    weights = chance.dirichlet(np.full(len(rules.outcomes), 0.3))
    finest = np.sort(chance.integers(0, 14, count))
    columns = {}
    for number in range(int(chance.integers(1, 6))):
        coarser = chance.integers(0, int(chance.integers(2, 9)), 14)[finest] if number else finest
        astray = chance.random(count) < chance.choice([0, 0, 0.05, 1])
        columns[f"column {number}"] = [f"g{code}" for code in np.where(astray, chance.integers(0, 6, count), coarser)]
    return people(
        chance.choice(rules.outcomes, count, p=weights).tolist(),
        columns,
        leads=chance.integers(-20, 21, count),
        blocks=chance.choice(["facts", "drive", "path", "nothing", ""], count).tolist(),
        certainties=chance.choice(["close", "leaning", "clear"], count).tolist(),
        scored=chance.random(count) < chance.choice([1, 0.9]),
    )
