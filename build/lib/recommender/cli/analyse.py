"""`analyse`: where all possible answer sheets end."""

from argparse import Namespace
from typing import TextIO

from recommender.analysis.analyse import analyse
from recommender.cli.output import DONE, write_json
from recommender.cli.reports import analysis_as_data, analysis_as_text
from recommender.core.tally import tabulate
from recommender.loading.rules import load_rules


def run(arguments: Namespace, out: TextIO) -> int:
    """Count, exactly, where all possible answer sheets end."""
    rules = load_rules(arguments.rules)
    views = analyse(tabulate(rules))
    if arguments.json:
        write_json(analysis_as_data(views), out)
    else:
        out.write(analysis_as_text(rules, views))
    return DONE
