"""The engine: rules in, a recommendation with its reasons out. Pure: no web, no clock, no randomness, no network.

`load` gives a Guide, which is all that most programs need: see docs/python.md. The rest is what it is made of.
"""

from recommender.analysis.reachable_outcomes import reachable_outcomes
from recommender.content.words import Wording
from recommender.core.decision import Approach, Cap, Decision, decide
from recommender.core.errors import Fault, FaultyFiles, GuideError, InvalidAnswer, InvalidTable, SourceLocation
from recommender.core.model import NOT_SURE, VIEWS, AnswerSheet, RuleBase
from recommender.core.tally import Table, tabulate, tally_of
from recommender.explanation.counterfactuals import AnswerChange, Counterfactual, smallest_counterfactuals
from recommender.explanation.reasons import Reason
from recommender.explanation.recommend import Recommendation, recommend
from recommender.explanation.weight_sensitivity import WeightRange, WeightSensitivity
from recommender.face.guide import Guide, load
from recommender.face.result import Result
from recommender.loading.rules import load_rules
from recommender.loading.words import load_wording

__all__ = [
    "NOT_SURE",
    "VIEWS",
    "Approach",
    "Guide",
    "Result",
    "InvalidAnswer",
    "InvalidTable",
    "Cap",
    "AnswerChange",
    "Decision",
    "Fault",
    "FaultyFiles",
    "Counterfactual",
    "GuideError",
    "SourceLocation",
    "Reason",
    "Recommendation",
    "WeightSensitivity",
    "RuleBase",
    "AnswerSheet",
    "Table",
    "WeightRange",
    "Wording",
    "decide",
    "load",
    "load_rules",
    "load_wording",
    "reachable_outcomes",
    "recommend",
    "smallest_counterfactuals",
    "tabulate",
    "tally_of",
]
