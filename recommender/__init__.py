"""The engine: rules in, a recommendation with its reasons out. Pure: no web, no clock, no chance, no network."""

from recommender.analysis.possible import possible_outcomes
from recommender.content.wording import Wording
from recommender.core.decide import Approach, Cap, Decision, decide
from recommender.core.errors import BadAnswer, BadTable, Fault, FaultyFiles, GuideError, Place
from recommender.core.model import NOT_SURE, VIEWS, RuleBase, Sheet
from recommender.core.tally import Table, tabulate, tally_of
from recommender.explanation.explain import Recommendation, recommend
from recommender.explanation.flips import Change, Flip, smallest_flips
from recommender.explanation.reasons import Reason
from recommender.explanation.robustness import Robustness, WeightRange
from recommender.loading.load import load_rules
from recommender.loading.load_wording import load_wording

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
