"""The cases in the folder `cases`, under the shipped rules."""

from recommender import load_rules
from recommender.loading.cases import load_cases
from tests.conftest import ROOT

RULES = load_rules(ROOT / "rules" / "rulebase.yaml")
BOOK = load_cases(ROOT / "tests" / "cases", RULES)
CASES = {case.name: case for case in BOOK.cases}
