"""`audit`: what is wrong or odd in the rules."""

import datetime
from argparse import Namespace
from collections.abc import Sequence
from typing import TextIO

from recommender.analysis.audit import audit
from recommender.analysis.due import ToReview
from recommender.analysis.finding import ERROR
from recommender.cli.inputs import content_folder
from recommender.cli.output import DONE, FAILED, write_json
from recommender.cli.reports import audit_as_data, audit_as_text
from recommender.core.errors import Fault, FaultyFiles
from recommender.core.model import RuleBase
from recommender.core.tally import tabulate
from recommender.loading.content import load_content
from recommender.loading.rules import load_rules


def run(arguments: Namespace, out: TextIO) -> int:
    """Look for what is wrong or odd in the rules, over all possible answer sheets, and for sources to check again.

    An error exits with 1, and warnings with 0.
    """
    rules = load_rules(arguments.rules)
    to_review, faults = _to_review_and_faults(arguments, rules)
    today = arguments.today or datetime.datetime.now(datetime.UTC).date()
    findings = audit(tabulate(rules), to_review, faults, today=today)
    if arguments.json:
        write_json(audit_as_data(findings), out)
    else:
        out.write(audit_as_text(findings))
    return FAILED if any(finding.severity == ERROR for finding in findings) else DONE


def _to_review_and_faults(arguments: Namespace, rules: RuleBase) -> tuple[ToReview, Sequence[Fault]]:
    """The sources and contacts; or, where the words or the guidance have faults, none and these."""
    folder = content_folder(arguments)
    try:
        content = load_content(arguments.guidance, folder.parent, rules)
    except FaultyFiles as error:
        return ToReview(), error.faults
    sources = content.languages[folder.name].wording.evidence
    return ToReview(sources, content.contacts, content.guidance, content.efforts, content.background), ()
