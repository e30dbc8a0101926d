"""Reading the evidence register, and the dates of what is checked from time to time."""

import datetime
from collections.abc import Collection, Mapping

from recommender.content.words import EvidenceSource
from recommender.core.errors import Fault
from recommender.core.hints import did_you_mean
from recommender.core.model import Gate, Option, Pattern, RuleBase
from recommender.loading.source_node import SourceNode
from recommender.loading.word_files import WordFiles, by_id

REVIEW_DATES = ("checked", "review-by")
MOST_YEARS = 5
"""No longer between two checks: a day after that is a slip of the pen, which would silence the audit."""


def read_register(files: WordFiles) -> dict[str, EvidenceSource]:
    """The register beside the languages, in the words of the language whose files these are."""
    sources = by_id(files.read("../evidence.yaml"), None, lambda _, value: value)
    says = by_id(files.read("evidence.yaml"), sources or None, lambda _, value: value.text())
    return {key: _source(value, says.get(key, "")) for key, value in sources.items()}


def review_dates(fields: Mapping[str, SourceNode]) -> tuple[datetime.date, datetime.date]:
    """The day of the last check, and the later day by which the next is due."""
    checked, review_by = (fields[name].date() for name in REVIEW_DATES)
    if datetime.date.min in (checked, review_by):
        return checked, review_by
    if not 0 < (review_by - checked).days <= 366 * MOST_YEARS:
        message = f"the review on {review_by} is not within {MOST_YEARS} years after the check on {checked}"
        fields["review-by"].fault(message, "write the day by which it should be checked again")
    return checked, review_by


def check_cited(rules: RuleBase, register: Collection[str], faults: list[Fault]) -> None:
    """Every key that the rules cite must be in the register. The fault is at the location in the rules."""
    options = [option for question in rules.questions for option in question.options]
    items: list[Gate | Option | Pattern] = [*rules.gates, *options, *rules.patterns]
    for item in items:
        for key in item.evidence.keys if item.evidence else ():
            if key not in register:
                message = f"'{item.id}' cites '{key}', which is not in the evidence register"
                hint = f"{did_you_mean(key, register)} (a new source goes into content/evidence.yaml)"
                faults.append(Fault(item.location, message, hint))


def _source(value: SourceNode, says: str) -> EvidenceSource:
    fields = value.fields(("cite", "url", "seen", *REVIEW_DATES))
    url = fields["url"].text()
    if not url.startswith(("https://", "http://")):
        fields["url"].fault("a source's address starts with https:// or http://")
    checked, review_by = review_dates(fields)
    return EvidenceSource(
        cite=fields["cite"].text(),
        url=url,
        seen=fields["seen"].choice(("own", "secondhand"), "word"),
        says=says,
        checked=checked,
        review_by=review_by,
        location=value.location,
    )
