"""The prior of the fit: the points that research supports for each answer, read from validity/research.yaml."""

from collections.abc import Mapping
from pathlib import Path

from recommender import RuleBase
from recommender.core.model import MOST_POINTS
from recommender.loading.source_node import SourceNode
from recommender.loading.yaml_source import load
from validity.cases import FOLDER

RESEARCH = FOLDER / "research.yaml"

Points = Mapping[str, Mapping[str, tuple[int, int]]]
"""The points of each option toward the two approaches, by question and option."""


def load_research(rules: RuleBase, path: Path = RESEARCH) -> Points:
    """The points of every option of these rules. Raises FaultyFiles with all that is wrong in the file."""
    return load(path, lambda root: _all_points(root, rules))


def _all_points(root: SourceNode, rules: RuleBase) -> Points:
    return {
        name: {option: _points(value, rules) for option, value in entry.fields(_options(rules, name)).items()}
        for name, entry in root.fields([question.id for question in rules.questions]).items()
    }


def _options(rules: RuleBase, question: str) -> list[str]:
    return [option.id for option in rules.question[question].options]


def _points(value: SourceNode, rules: RuleBase) -> tuple[int, int]:
    both = [item.integer(0, MOST_POINTS) for item in value.items()]
    if value.is_list and len(both) != 2:
        value.fault(f"expected two numbers: {', '.join(rules.approaches)}", "write [2, 0]")
    return (both[0], both[1]) if len(both) == 2 else (0, 0)
