"""What the JSON interface answers about people, and about all possible answers: by ids, and for one person in words."""

from fractions import Fraction
from functools import lru_cache
from typing import Any

from recommender import AnswerSheet, Recommendation, Table, decide, recommend, tally_of
from recommender.analysis.analyse import Count, ViewAnalysis, analyse
from recommender.explanation.caveats import caveats, help_first
from recommender.explanation.serialise import as_data, rules_as_data
from web.documents.advice import steps_for
from web.documents.api_answer_schemas import DECISION_FIELDS
from web.documents.verdict import verdict_words
from web.guide.edition import Edition
from web.links.disclosure import verdict_of


def decision_as_data(table: Table, sheet: AnswerSheet) -> dict[str, Any]:
    """The outcome for a sheet without its reasons, which takes a hundredth of the time."""
    decision = decide(table, tally_of(table, sheet))
    data = as_data(table.rules, Recommendation(sheet, decision, (), (), (), (), None))
    return {field: data[field] for field in DECISION_FIELDS}


def recommendation_as_data(table: Table, sheet: AnswerSheet) -> dict[str, Any]:
    """The recommendation for a sheet."""
    return as_data(table.rules, recommend(table, sheet))


def result_as_data(edition: Edition, sheet: AnswerSheet) -> dict[str, Any]:
    """The recommendation for a sheet, and the words with which to show it."""
    recommendation = recommend(edition.table, sheet)
    return {**as_data(edition.rules, recommendation), "words": _words(edition, recommendation)}


def _words(edition: Edition, recommendation: Recommendation) -> dict[str, Any]:
    """The words of a result: its headline and the help that comes first, and what the answers point to, if scored."""
    decision, wording, view = recommendation.decision, edition.wording, recommendation.sheet.view
    approach, headline = decision.approach, wording.outcomes[decision.outcome].headline[view]
    shown = None
    if approach:
        said = verdict_words(edition, verdict_of(edition.rules, view, approach))
        steps = steps_for(edition, recommendation.sheet, approach.outcome)
        shown = {"headline": said.headline, "meaning": said.meaning, "steps": steps}
        headline = headline if decision.gates else said.headline
    first = help_first(wording, view, decision.gates)
    return {
        "language": edition.language,
        "headline": headline,
        "help_first": [{"title": h.title, "say": h.say[view], "steps": list(h.steps[view])} for h in first],
        "certainty": approach and wording.certainty.name[approach.certainty],
        "certainty_means": approach and wording.certainty.means[approach.certainty],
        "caveats": list(caveats(edition.rules, wording, recommendation)),
        "approach": shown,
    }


@lru_cache(maxsize=8)
def audit_as_data(table: Table) -> dict[str, Any]:
    """Where all possible answer sheets end. Counted once for each table: it takes a third of a second."""
    return {"rules": rules_as_data(table.rules), "views": [_view(view) for view in analyse(table)]}


def _view(view: ViewAnalysis) -> dict[str, Any]:
    whole = view.sheets.sheets
    outcomes = sorted(view.outcomes().items(), key=lambda item: -item[1].sheets)
    ends = sorted(view.ends.items(), key=lambda item: -item[1].sheets)
    return {
        "view": view.view,
        "sheets": str(whole),
        "answered": str(view.sheets.answered),
        "outcomes": [{"outcome": outcome, **_counted(count, whole)} for outcome, count in outcomes],
        "ends": [{**end._asdict(), **_counted(count, whole)} for end, count in ends],
        "ties": _counted(view.ties, whole),
        "mean": {side: float(mean) for side, mean in view.mean.items()},
    }


def _counted(count: Count, whole: int) -> dict[str, Any]:
    """A number of sheets as text, since other languages cannot hold it as a number, and its share of all."""
    return {"sheets": str(count.sheets), "share": float(Fraction(count.sheets, whole))}
