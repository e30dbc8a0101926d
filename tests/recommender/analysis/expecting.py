"""A case made from a sheet."""

from recommender import AnswerSheet, SourceLocation, Table, decide, tally_of
from recommender.content.cases import Case

HERE = SourceLocation("cases.yaml", 1, 3)


def case_of(table: Table, sheet: AnswerSheet, name: str = "Somebody", claim: str | None = None) -> Case:
    """A case that expects all that the engine gives for this sheet."""
    decision = decide(table, tally_of(table, sheet))
    return Case(
        name=name,
        sheet=sheet,
        outcome=decision.outcome,
        never=None,
        certainty=decision.certainty,
        patterns=decision.patterns,
        without=tuple(pattern.id for pattern in table.rules.patterns if pattern.id not in decision.patterns),
        claim=claim,
        says=(),
        never_says=(),
        location=HERE,
    )
