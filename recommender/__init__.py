"""The engine: rules in, a recommendation with its reasons out. Pure: no web, no clock, no chance, no network."""

from recommender.analysis.reachable_outcomes import possible_outcomes
from recommender.content.words import Wording
from recommender.core.decision import Approach, Cap, Decision, decide
from recommender.core.errors import BadAnswer, BadTable, Fault, FaultyFiles, GuideError, Place
from recommender.core.model import NOT_SURE, VIEWS, RuleBase, Sheet
from recommender.core.tally import Table, tabulate, tally_of
from recommender.explanation.counterfactuals import Change, Flip, smallest_flips
from recommender.explanation.reasons import Reason
from recommender.explanation.recommend import Recommendation, recommend
from recommender.explanation.weight_sensitivity import Robustness, WeightRange
from recommender.loading.rules import load_rules
from recommender.loading.words import load_wording

__all__ = [
    "NOT_SURE",
    "VIEWS",
    "Approach",
    "BadAnswer",
    "BadTable",
    "Cap",
    "Change",
    "Decision",
    "Fault",
    "FaultyFiles",
    "Flip",
    "GuideError",
    "Place",
    "Reason",
    "Recommendation",
    "Robustness",
    "RuleBase",
    "Sheet",
    "Table",
    "WeightRange",
    "Wording",
    "decide",
    "load_rules",
    "load_wording",
    "possible_outcomes",
    "recommend",
    "smallest_flips",
    "tabulate",
    "tally_of",
]
