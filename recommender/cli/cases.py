"""`cases`: whether named cases end as they should, and which rules they cover."""

from argparse import Namespace
from typing import TextIO

from recommender.analysis.case_results import run_cases
from recommender.analysis.coverage import coverage
from recommender.cli.case_reports import cases_as_data, cases_as_text
from recommender.cli.output import DONE, FAILED, write_json
from recommender.core.tally import tabulate
from recommender.loading.cases import load_cases
from recommender.loading.rules import load_rules


def run(arguments: Namespace, out: TextIO) -> int:
    """Run the named cases in a folder, and show which rules they cover. A case that fails exits with 1."""
    rules = load_rules(arguments.rules)
    book, table = load_cases(arguments.cases, rules), tabulate(rules)
    results = run_cases(table, book.cases)
    covered = coverage(table, book)
    if arguments.json:
        write_json(cases_as_data(results, covered), out)
    else:
        out.write(cases_as_text(results, covered))
    return DONE if all(result.passes for result in results) else FAILED
