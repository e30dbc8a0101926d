"""Where random answers end: `python -m benchmarks.balance`. A sample of what the rules do, and whom they favour."""

from collections import Counter

from benchmarks.engine import PROJECT, random_sheets
from recommender import Decision, decide, load_rules, tabulate, tally_of

SHEETS = 50_000


def main() -> None:
    rules = load_rules(PROJECT / "rules" / "rulebase.yaml")
    table = tabulate(rules)
    decisions = [decide(table, tally_of(table, sheet)) for sheet in random_sheets(rules, SHEETS)]
    approaches = [decision.approach for decision in decisions if decision.approach]
    coaching = sum(approach.coaching for approach in approaches) / SHEETS
    mentoring = sum(approach.mentoring for approach in approaches) / SHEETS
    print(f"{SHEETS} random sheets, every question answered, nothing ticked (a sample, not an exact count)")
    print(f"mean points: coaching {coaching:.1f}, mentoring {mentoring:.1f}\n")
    tell("outcome", Counter(decision.outcome for decision in decisions))
    tell("certainty", Counter(str(decision.certainty) for decision in decisions))
    tell("decided by", Counter(_decided_by(decision) for decision in decisions))


def _decided_by(decision: Decision) -> str:
    return decision.approach and decision.approach.pattern or "the band of the lead"


def tell(what: str, counts: Counter[str]) -> None:
    """Print each value with its share, the most frequent first."""
    print(what)
    for value, count in counts.most_common():
        print(f"  {100 * count / counts.total():5.1f} %  {value}")


if __name__ == "__main__":
    main()
