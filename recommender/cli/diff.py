"""`diff`: what a change of the rules does."""

from argparse import Namespace
from pathlib import Path
from typing import TextIO

from recommender.analysis.diff import NamedSheet, diff
from recommender.cli.output import DONE, write_json
from recommender.cli.reports import diff_as_data, diff_as_text
from recommender.core.model import AnswerSheet
from recommender.core.tally import tabulate
from recommender.loading.cases import case_files
from recommender.loading.rules import load_rules
from recommender.loading.source_node import SourceNode
from recommender.loading.yaml_source import load


def run(arguments: Namespace, out: TextIO) -> int:
    """Print what a change of the rules does: to all possible answer sheets, and to the named cases."""
    old, new = (tabulate(load_rules(path)) for path in (arguments.old, arguments.new))
    cases = [case for path in arguments.cases for file in case_files(path) for case in _cases(file)]
    change = diff(old, new, cases)
    if arguments.json:
        write_json(diff_as_data(change), out)
    else:
        out.write(diff_as_text(change))
    return DONE


def _cases(path: Path) -> list[NamedSheet]:
    """The cases of one file: each has a `name` or an `id`, a view, answers, and perhaps `screening` flags."""
    return load(path, lambda root: [_case(item) for item in root.items()])


def _case(value: SourceNode) -> NamedSheet:
    fields = {key.text(): inner for key, inner in value.pairs()}
    for required in ("view", "answers"):
        if required not in fields:
            value.fault(f"'{required}' is missing")
    answers = fields["answers"].pairs() if "answers" in fields else []
    screening = fields["screening"].items() if "screening" in fields else []
    name = fields.get("name") or fields.get("id")
    return NamedSheet(
        name.text() if name else str(value.location),
        AnswerSheet(
            fields["view"].text() if "view" in fields else "",
            {key.text(): option.text() for key, option in answers},
            frozenset(flag.text() for flag in screening),
        ),
    )
