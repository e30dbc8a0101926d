"""How often the guide agrees with the authors of published situations: `make validity`.

Two readers answered the questions for each situation from its text alone (`readers.py`). A text of a sentence or two
answers about five questions of 14, so the guide often says that it knows too little: `either`, hard to call.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from recommender import Table, decide, load_rules, tabulate, tally_of
from recommender.decide import approach_of, settle
from recommender.load_guidance import load_situations
from recommender.situations import SOMETHING_ELSE, VERDICTS, Situation, as_verdict

ROOT = Path(__file__).resolve().parents[2]
LEADER_ALONE = "leader-view-alone"

Share = tuple[int, int]
"""Of how many cases something is true, and how many there are."""


@dataclass(frozen=True, slots=True)
class Case:
    """A published situation, and what the guide says of it: outcome, certainty (None: not scored) and lead.

    `otherwise` is how sure it would be if every question had been answered and a leader were not alone: missing answers
    alone keep all of these short texts from being clear.
    """

    situation: Situation
    outcome: str
    certainty: str | None
    lead: int
    otherwise: str

    @property
    def said(self) -> str:
        """The outcome as an author would give it."""
        return as_verdict(self.outcome)

    @property
    def agrees(self) -> bool:
        return self.said == self.situation.verdict

    @property
    def leans(self) -> str:
        """The verdict, or, where the guide says `either`, the side that has more points."""
        if self.said != "either" or not self.lead:
            return self.said
        return "coaching" if self.lead > 0 else "mentoring"


def cases() -> list[Case]:
    """Every published situation, decided under the shipped rules."""
    table = tabulate(load_rules(ROOT / "rules" / "rulebase.yaml"))
    situations = load_situations(ROOT / "content" / "situations.yaml", table.rules)
    return [_case(table, situation) for situation in situations]


def _case(table: Table, situation: Situation) -> Case:
    tally = tally_of(table, situation.sheet)
    decision, approach = decide(table, tally), approach_of(table, tally)
    numbers = {pattern.id: number for number, pattern in enumerate(table.rules.patterns)}
    capping = tuple(numbers[name] for name in decision.patterns if _caps(table, name) and name != LEADER_ALONE)
    decisive = numbers[approach.pattern] if approach.pattern else None
    otherwise = settle(table, decisive, capping, approach.coaching, approach.mentoring, 0)
    return Case(situation, decision.outcome, decision.certainty, approach.lead, otherwise.certainty)


def _caps(table: Table, name: str) -> bool:
    return any(pattern.cap for pattern in table.rules.patterns if pattern.id == name)


def share(some: Sequence[Case], what: Callable[[Case], bool]) -> Share:
    """Of how many cases it is true, and how many there are."""
    return sum(map(what, some)), len(some)


def figures(every: Sequence[Case]) -> dict[str, Share]:
    """The figures by name."""
    plain = [case for case in every if case.situation.plain]
    harder = [case for case in plain if not case.situation.asks]
    first = [case for case in every if case.situation.verdict == SOMETHING_ELSE]
    contested = [case for case in every if case.situation.contested]
    return {
        "agreement, core cases": share(plain, lambda case: case.agrees),
        "agreement, core cases that do not ask for a kind of help": share(harder, lambda case: case.agrees),
        "agreement, all cases": share(every, lambda case: case.agrees),
        "agreement, core cases where the guide does not say either": share(
            [case for case in plain if case.said != "either"], lambda case: case.agrees
        ),
        "agreement, core cases, where either counts as the side ahead": share(
            plain, lambda case: case.leans == case.situation.verdict
        ),
        "something else first, found where its author says so": share(first, lambda case: case.agrees),
        "contested cases that do not come out clear": share(contested, lambda case: case.certainty != "clear"),
        "the same, if missing answers and a leader alone took nothing off": share(
            contested, lambda case: case.otherwise != "clear"
        ),
    }


def main() -> None:
    every = cases()
    for name, (count, of) in figures(every).items():
        print(f"{name:<66}{count:4} of {of:3}{100 * count / of:6.0f} %")
    print("\nthe author's verdict (rows) and ours (columns)")
    seen = Counter((case.situation.verdict, case.said) for case in every)
    columns = (*VERDICTS, "either")
    print(" " * 26 + "".join(f"{column[:14]:>16}" for column in columns))
    for verdict in VERDICTS:
        print(f"  {verdict:<24}" + "".join(f"{seen[verdict, column] or '·':>16}" for column in columns))
    print("\nwhere we differ")
    for case in every:
        if not case.agrees:
            names = {"plain": "core", "contested": "contested", "asks": "asks"}
            marks = " ".join(mark for name, mark in names.items() if getattr(case.situation, name))
            ours = f"{case.outcome} ({case.certainty}, lead {case.lead:+})"
            print(f"  {case.situation.id}  author {case.situation.verdict:<24} ours {ours:<46} {marks}")


if __name__ == "__main__":
    main()
