"""The engine: rules in, a recommendation with its reasons out. Pure: no web, no clock, no chance, no network."""

from recommender.decide import Approach, Cap, Decision, decide
from recommender.errors import BadAnswer, BadTable, Fault, FaultyFiles, GuideError, Place
from recommender.explain import Recommendation, recommend
from recommender.flips import Change, Flip, smallest_flips
from recommender.load import load_rules
from recommender.load_wording import load_wording
from recommender.model import NOT_SURE, VIEWS, RuleBase, Sheet
from recommender.possible import possible_outcomes
from recommender.reasons import Reason
from recommender.robustness import Robustness, WeightRange
from recommender.tally import Table, tabulate, tally_of
from recommender.wording import Wording

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
