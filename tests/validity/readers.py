"""The two readers who answered the questions for the published situations, and what their answers come to together.

Each read the text alone, without the author's verdict and without the rules. An answer counts where either found it in
the text, unless the other found another one; a tick on the screening page counts where both made it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of one situation."""

    view: str
    answers: Mapping[str, str]
    ticks: frozenset[str]


def readings(reader: str) -> dict[str, Reading]:
    """By situation, what the `first` or the `second` reader answered."""
    written = yaml.safe_load((FOLDER / f"{reader}-reader.yaml").read_text(encoding="utf-8"))
    return {one["id"]: Reading(one["view"], one["answers"], frozenset(one.get("screening", ()))) for one in written}


def together(first: Reading, second: Reading) -> Reading:
    """Both readings as one."""
    answers = {
        question: option
        for question, option in {**second.answers, **first.answers}.items()
        if second.answers.get(question, option) == option
    }
    return Reading(first.view, answers, first.ticks & second.ticks)


def same_answer(first: Mapping[str, Reading], second: Mapping[str, Reading]) -> tuple[int, int]:
    """Of the questions that both answered, how many they answered alike, and how many there are."""
    pairs = [
        (reading.answers[question], second[case].answers[question])
        for case, reading in first.items()
        for question in reading.answers
        if question in second[case].answers
    ]
    return sum(one == other for one, other in pairs), len(pairs)
