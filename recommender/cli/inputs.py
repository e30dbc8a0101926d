"""The rules and the words that a command works with: the shipped ones, or those named on the command line."""

import os
from argparse import Namespace
from pathlib import Path

from recommender.content.words import Wording
from recommender.core.errors import GuideError
from recommender.core.tally import Table, tabulate
from recommender.loading.rules import load_rules
from recommender.loading.words import load_wording


def content_folder(arguments: Namespace) -> Path:
    """The folder of one language. Raises GuideError where it holds no words."""
    folder = Path(os.path.abspath(arguments.content))
    if not (folder / "questions.yaml").is_file():
        beside = ", ".join(sorted(other.parent.name for other in folder.parent.glob("*/questions.yaml"))) or "none"
        raise GuideError(
            f"{arguments.content} is not a folder of words: it has no questions.yaml. Languages beside it: {beside}."
        )
    return folder


def table_and_wording(arguments: Namespace) -> tuple[Table, Wording]:
    """The rules and the words. Faults of the rules are raised alone, since the words depend on them."""
    rules = load_rules(arguments.rules)
    wording = load_wording(content_folder(arguments), rules)
    return tabulate(rules), wording
