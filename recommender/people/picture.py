"""The picture of the people in a file: their results counted, by each column of theirs too."""

import numpy as np

from recommender.core.model import RuleBase
from recommender.people.score_people import ScoredPeople
from recommender.team.overview import TeamOverview, TeamRows, overview


def picture_of(scored: ScoredPeople, rules: RuleBase) -> TeamOverview:
    """The picture, in which no figure of few people is shown or can be worked out."""
    results, people = scored.results, scored.people
    outcomes = results["outcome"]
    rows = TeamRows(
        outcomes.fillna("").tolist(),
        results["lead"].fillna(0).to_numpy(np.int64),
        _answers(scored, rules.obstacle) if rules.obstacle else (),
        results["certainty"].fillna("").tolist(),
        outcomes.notna().to_numpy(),
    )
    columns = {name: people.frame[name].str.strip().tolist() for name in people.own_columns}
    return overview(rows, columns, rules)


def _answers(scored: ScoredPeople, question: str) -> list[str]:
    """Each person's answer to a question by its id, "" where there is none."""
    people = scored.people
    if question not in people.columns:
        return [""] * len(people.frame)
    cells = people.frame[people.columns[question]]
    return cells.map({text: scored.texts.answer(question, text) for text in cells.unique()}).tolist()
