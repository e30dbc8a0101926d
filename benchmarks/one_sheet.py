"""How long one sheet takes, beside other rule engines: `python -m benchmarks.one_sheet`.

Every engine decides the same sheets, and must come to the same outcome, certainty and totals before anything is timed.
"""

from collections.abc import Callable

from benchmarks.peers.plain import PLAIN
from benchmarks.peers.single import SINGLE
from benchmarks.timing import Work, line, medians
from benchmarks.work import PROJECT, RULES, sheets, shipped
from recommender import AnswerSheet, Table, load_rules, load_wording, recommend, tabulate, tally_of
from recommender.core.decision import approach_of

SHEETS = 400
PASSES = 5
ROUNDS = 9

Answer = tuple[str, str | None, int, int]


def ours(table: Table) -> Callable[[AnswerSheet], Answer]:
    """What a sheet's tallies come to."""

    def decided(sheet: AnswerSheet) -> Answer:
        approach = approach_of(table, tally_of(table, sheet))
        return approach.outcome, approach.certainty, *approach.points

    return decided


def main() -> None:
    table = shipped()
    everybody = sheets(table, SHEETS)
    deciders = {"ours": ours(table), **{name: peer(table) for name, peer in {**SINGLE, **PLAIN}.items()}}
    expected = [deciders["ours"](sheet) for sheet in everybody]
    for name, decided in deciders.items():
        if [decided(sheet) for sheet in everybody] != expected:
            raise SystemExit(f"{name} decides otherwise: nothing is timed.")

    def each(work: Callable[[AnswerSheet], object], passes: int = 1) -> Work:
        return lambda: [work(sheet) for _ in range(passes) for sheet in everybody]

    print(f"one sheet, {SHEETS} random ones, all equal (medians)")
    seconds = medians({name: each(decided, PASSES) for name, decided in deciders.items()}, ROUNDS)
    for name, taken in seconds.items():
        line(name, taken / SHEETS / PASSES, "" if name == "ours" else f"{taken / seconds['ours']:6.1f} times ours")
    print("one sheet, explained")
    explained = {
        "reasons, changes, what is possible, weights": each(lambda sheet: recommend(table, sheet)),
        "load the rules and the words": lambda: load_wording(PROJECT / "content" / "en", load_rules(RULES)),
        "tabulate the rules": lambda: tabulate(table.rules),
    }
    for name, taken in medians(explained, 5).items():
        line(name, taken if "rules" in name else taken / SHEETS)


if __name__ == "__main__":
    main()
