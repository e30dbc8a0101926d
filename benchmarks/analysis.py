"""How long it takes to know exactly what rules do: `python -m benchmarks.analysis`.

The shipped rules, and made-up ones of 14 and of 30 questions with 4 options each and "not sure".
"""

import datetime
import random
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks.timing import Work, line, medians
from recommender import VIEWS, Table, load_rules, load_wording, tabulate
from recommender.analysis.analyse import analyse
from recommender.analysis.audit import audit
from recommender.analysis.diff import diff
from recommender.analysis.due import ToReview
from recommender.analysis.influence import influences

PROJECT = Path(__file__).resolve().parent.parent
RULES = PROJECT / "rules" / "rulebase.yaml"
ROUNDS = 5
SOURCE = {"evidence": ["E1"], "grade": "A"}


def made_up(questions: int, patterns: int, seed: int = 1) -> Table:
    """Made-up rules: questions of 4 options, and patterns of up to two lines that ask three neighbouring questions."""
    chance = random.Random(seed)
    names = [f"q{number}" for number in range(questions)]
    points = {name: [(chance.randint(0, 3), chance.randint(0, 3)) for _ in range(4)] for name in names}
    rules = {
        "version": "1.0.0",
        "date": "2026-01-01",
        "views": list(VIEWS),
        "approaches": ["first", "second"],
        "outcomes": [
            {"id": "first-then-second", "in-turn": ["first", "second"]},
            {"id": "course-first"},
            {"id": "talk-first"},
        ],
        "gates": [],
        "questions": [
            {
                "id": name,
                "weight": 1,
                "ordered": chance.random() < 0.5,
                "options": [
                    {"id": f"o{place}", "first": first, "second": second, **SOURCE}
                    for place, (first, second) in enumerate(points[name])
                ],
            }
            for name in names
        ],
        "patterns": [
            {"id": f"p{number}", "when": [_line(names, chance) for _ in range(chance.randint(1, 2))]}
            | {"then": _then(number, chance), **SOURCE}
            for number in range(patterns)
        ],
        "bands": {"clear": 10, "leaning": 4, "strong": 10, "unanswered": [{"from": 4, "cap": "leaning"}]},
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(yaml.safe_dump(rules, sort_keys=False), encoding="utf-8")
        return tabulate(load_rules(path))


def _line(names: list[str], chance: random.Random) -> Mapping[str, list[str]]:
    start = chance.randint(0, len(names) - 4)
    asked = chance.sample(names[start : start + 5], 3)
    return {name: sorted(chance.sample([f"o{place}" for place in range(4)], chance.randint(1, 2))) for name in asked}


def _then(number: int, chance: random.Random) -> Mapping[str, Any]:
    outcomes = ("first", "second", "both", "course-first", "talk-first", "first-then-second")
    if number == 0:
        return {"cap": "close"}
    return {"outcome": chance.choice(outcomes), "certainty": chance.choice(["leaning", "clear"])}


def everything(table: Table) -> object:
    """What `analyse` prints: every end with its count, and for each question and answer what depends on it."""
    return analyse(table), [influences(table, view) for view in VIEWS]


def main() -> None:
    shipped = tabulate(load_rules(RULES))
    register = load_wording(PROJECT / "content" / "en", shipped.rules).evidence
    weight_changed = _changed("weight: 1", "weight: 2")
    point_changed = _changed("coaching: 3", "coaching: 2")
    fourteen, thirty = made_up(14, 12), made_up(30, 7)
    today = datetime.date(2026, 11, 21)
    print("all sheets there can be, both views (medians)")
    works: dict[str, Work] = {
        "analyse, shipped rules": lambda: everything(shipped),
        "analyse, 14 questions of 5 answers": lambda: everything(fourteen),
        "analyse, 30 questions of 5 answers": lambda: everything(thirty),
        "audit, shipped rules": lambda: audit(shipped, ToReview(register), today=today),
        "diff, one point changed": lambda: diff(shipped, point_changed),
        "diff, one weight changed": lambda: diff(shipped, weight_changed),
    }
    for name, seconds in medians(works, ROUNDS).items():
        line(name, seconds)


def _changed(old: str, new: str) -> Table:
    """The shipped rules with the first such text replaced."""
    text = RULES.read_text(encoding="utf-8")
    if old not in text:
        raise SystemExit(f"There is no '{old}' in {RULES.name} any more: choose another change to measure.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return tabulate(load_rules(path))


if __name__ == "__main__":
    main()
