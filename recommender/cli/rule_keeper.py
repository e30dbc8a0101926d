"""What the command line does for whoever edits the rules: analyse, audit, diff."""

import datetime
import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from recommender.analysis.analyse import analyse as analyse_table
from recommender.analysis.audit import ERROR
from recommender.analysis.audit import audit as audit_table
from recommender.analysis.diff import Case
from recommender.analysis.diff import diff as diff_tables
from recommender.cli.reports import (
    analysis_as_data,
    analysis_as_text,
    audit_as_data,
    audit_as_text,
    diff_as_data,
    diff_as_text,
)
from recommender.content.words import EvidenceSource
from recommender.core.errors import Fault, FaultyFiles
from recommender.core.model import AnswerSheet, RuleBase
from recommender.core.tally import tabulate
from recommender.loading.content import load_content
from recommender.loading.rules import load_rules
from recommender.loading.yaml_source import SourceNode, read

GOOD, BAD = 0, 1


def analyse(arguments: Namespace, out: TextIO) -> int:
    """Count, exactly, where all the sheets that there can be end."""
    rules = load_rules(arguments.rules)
    views = analyse_table(tabulate(rules))
    _write(arguments, out, analysis_as_data(views) if arguments.json else analysis_as_text(rules, views))
    return GOOD


def audit(arguments: Namespace, out: TextIO) -> int:
    """Look for what is wrong or odd in the rules, over all sheets. Ends with 1 where there is an error."""
    rules = load_rules(arguments.rules)
    register, faults = _register_and_faults(arguments, rules)
    today = arguments.today or datetime.datetime.now(datetime.UTC).date()
    findings = audit_table(tabulate(rules), register.items(), faults, today=today)
    _write(arguments, out, audit_as_data(findings) if arguments.json else audit_as_text(findings))
    return BAD if any(finding.severity == ERROR for finding in findings) else GOOD


def diff(arguments: Namespace, out: TextIO) -> int:
    """Say what a change of the rules does: to all sheets, and to the named cases."""
    old, new = (tabulate(load_rules(path)) for path in (arguments.old, arguments.new))
    cases = [case for place in arguments.cases for path in _files(place) for case in _cases(path)]
    change = diff_tables(old, new, cases)
    _write(arguments, out, diff_as_data(change) if arguments.json else diff_as_text(change))
    return GOOD


def _register_and_faults(arguments: Namespace, rules: RuleBase) -> tuple[Mapping[str, EvidenceSource], Sequence[Fault]]:
    """The evidence by key; or, where anything beside the rules has faults, none and these."""
    try:
        content = load_content(arguments.guidance, arguments.content.parent, rules)
    except FaultyFiles as error:
        return {}, error.faults
    return content.languages[arguments.content.name].wording.evidence, ()


def _files(place: Path) -> list[Path]:
    """A file of cases itself, or those in a folder."""
    return sorted(place.glob("*.yaml")) if place.is_dir() else [place]


def _cases(path: Path) -> list[Case]:
    """The cases of one file: each has a `name` or an `id`, a view, answers, and may have ticks. Raises FaultyFiles."""
    root = read(path)
    cases = [_case(item) for item in root.items()]
    if root.file.faults:
        raise FaultyFiles(root.file.faults)
    return cases


def _case(value: SourceNode) -> Case:
    fields = {key.text(): inner for key, inner in value.pairs()}
    for needed in ("view", "answers"):
        if needed not in fields:
            value.fault(f"'{needed}' is missing")
    answers = fields["answers"].pairs() if "answers" in fields else []
    screening = fields["screening"].items() if "screening" in fields else []
    name = fields.get("name") or fields.get("id")
    return Case(
        name.text() if name else str(value.location),
        AnswerSheet(
            fields["view"].text() if "view" in fields else "",
            {key.text(): option.text() for key, option in answers},
            frozenset(tick.text() for tick in screening),
        ),
    )


def _write(arguments: Namespace, out: TextIO, report: Any) -> None:
    if arguments.json:
        json.dump(report, out, ensure_ascii=False, indent=2)
        out.write("\n")
    else:
        out.write(report)
