"""How often the guide agrees with the authors of published situations: `python -m tests.validity.agreement`."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recommender import decide, load_rules, tabulate, tally_of
from recommender.load_guidance import load_situations
from recommender.model import BAND_OUTCOMES
from recommender.situations import VERDICTS, Situation
from tests.conftest import ROOT

CHOICES = (*BAND_OUTCOMES, "mentoring-then-coaching")


@dataclass(frozen=True, slots=True)
class Case:
    """A published situation, and what the guide says of it."""

    situation: Situation
    outcome: str
    certainty: str | None

    @property
    def said(self) -> str:
        """The outcome as a verdict; `either` is one that no author gives."""
        return self.outcome if self.outcome in CHOICES else "something-else"

    @property
    def agrees(self) -> bool:
        return self.said == self.situation.verdict


def cases() -> list[Case]:
    """Every published situation, decided under the shipped rules."""
    table = tabulate(load_rules(ROOT / "rules" / "rulebase.yaml"))
    situations = load_situations(ROOT / "content" / "situations.yaml", table.rules)
    decisions = [(situation, decide(table, tally_of(table, situation.sheet))) for situation in situations]
    return [Case(situation, decision.outcome, decision.certainty) for situation, decision in decisions]


def share(some: Sequence[Case], what: Callable[[Case], bool]) -> tuple[int, int]:
    """Of how many cases it is true, and how many there are."""
    return sum(map(what, some)), len(some)


def figures(every: Sequence[Case]) -> dict[str, tuple[int, int]]:
    """The figures by name: of how many cases it is true, of how many."""
    plain = [case for case in every if case.situation.plain]
    return {
        "agreement, plain cases": share(plain, lambda case: case.agrees),
        "agreement, plain cases that do not ask for a kind of help": share(
            [case for case in plain if not case.situation.asks], lambda case: case.agrees
        ),
        "agreement, all cases": share(every, lambda case: case.agrees),
        "something else first, found where its author says so": share(
            [case for case in every if case.situation.verdict == "something-else"], lambda case: case.agrees
        ),
        "contested cases that do not come out quite sure": share(
            [case for case in every if case.situation.contested], lambda case: case.certainty != "clear"
        ),
    }


def main() -> None:
    every = cases()
    for name, (count, of) in figures(every).items():
        print(f"{name:<60}{count:4} of {of:3}{100 * count / of:6.0f} %")
    print("\nthe author's verdict (rows) and ours (columns)")
    seen = Counter((case.situation.verdict, case.said) for case in every)
    columns = (*VERDICTS, "either")
    print(" " * 26 + "".join(f"{column[:14]:>16}" for column in columns))
    for verdict in VERDICTS:
        print(f"  {verdict:<24}" + "".join(f"{seen[verdict, column] or '·':>16}" for column in columns))
    print("\nwhere we differ")
    for case in every:
        if not case.agrees:
            marks = " ".join(name for name in ("plain", "contested", "asks") if getattr(case.situation, name))
            ours = f"{case.outcome} ({case.certainty})"
            print(f"  {case.situation.id}  author {case.situation.verdict:<24} ours {ours:<38} {marks}")


if __name__ == "__main__":
    main()
