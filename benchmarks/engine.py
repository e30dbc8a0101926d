"""How long one recommendation takes: `python -m benchmarks.engine`. Medians over random sheets of the shipped rules."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from recommender import VIEWS, RuleBase, Sheet, decide, load_rules, load_wording, recommend, tabulate, tally_of

PROJECT = Path(__file__).resolve().parent.parent
SHEETS = 400
ROUNDS = 5


def random_sheets(rules: RuleBase, count: int, seed: int = 1) -> list[Sheet]:
    """Sheets with every question answered by chance, in both views, without ticks."""
    chance = random.Random(seed)
    views = [chance.choice(VIEWS) for _ in range(count)]
    return [Sheet(view, {q.id: chance.choice(q.options_for(view)).id for q in rules.questions}) for view in views]


def microseconds(work: Callable[[Sheet], object], sheets: Sequence[Sheet]) -> float:
    """The median over all sheets of the least of some rounds, in microseconds."""

    def once(sheet: Sheet) -> int:
        start = time.perf_counter_ns()
        work(sheet)
        return time.perf_counter_ns() - start

    return statistics.median(min(once(sheet) for _ in range(ROUNDS)) for sheet in sheets) / 1000


def main() -> None:
    start = time.perf_counter()
    rules = load_rules(PROJECT / "rules" / "rulebase.yaml")
    table = tabulate(rules)
    load_wording(PROJECT / "content" / "en", rules)
    print(f"load the rules and the words            {1000 * (time.perf_counter() - start):8.1f} ms")
    sheets = random_sheets(rules, SHEETS)
    decided = microseconds(lambda sheet: decide(table, tally_of(table, sheet)), sheets)
    explained = microseconds(lambda sheet: recommend(table, sheet), sheets)
    print(f"one decision                            {decided / 1000:8.3f} ms")
    print(f"one recommendation with its explanation {explained / 1000:8.3f} ms")


if __name__ == "__main__":
    main()
