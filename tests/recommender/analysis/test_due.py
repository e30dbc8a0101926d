"""Sources and contacts that are due: each is named with its date and what rests on it, and none too early."""

import datetime
from dataclasses import replace

import pytest

from recommender import RuleBase, Wording
from recommender.analysis.due import ToReview, due_for_review
from recommender.analysis.finding import WARNING
from recommender.content.contacts import Contact
from recommender.core.errors import SourceLocation
from recommender.loading.guidance import load_guidance
from tests.conftest import ROOT

CHECKED, BY = datetime.date(2026, 11, 21), datetime.date(2027, 11, 21)
WHERE = SourceLocation("contacts.yaml", 1, 1)
GUIDANCE = ROOT / "rules" / "guidance.yaml"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (datetime.date(2027, 9, 22), None),
        (datetime.date(2027, 9, 23), "to be reviewed by 2027-11-21, last checked on 2026-11-21"),
        (BY, "to be reviewed by 2027-11-21, last checked on 2026-11-21"),
        (datetime.date(2027, 11, 22), "due for review since 2027-11-21, last checked on 2026-11-21"),
    ],
)
def test_a_contact_is_named_from_sixty_days_before_its_review(
    rules: RuleBase, day: datetime.date, said: str | None
) -> None:
    contact = Contact("A line", "", "https://example.org", CHECKED, BY, WHERE)
    found = [
        (finding.severity, finding.kind, finding.at, finding.location, finding.message)
        for finding in due_for_review(rules, ToReview(contacts=[contact]), day)
    ]
    assert found == ([(WARNING, "contact-due", ("A line",), WHERE, said)] if said else [])


def test_all_that_rests_on_a_source_is_named(rules: RuleBase, wording: Wording) -> None:
    source = replace(wording.evidence["F24"], review_by=BY)
    (finding,) = due_for_review(rules, ToReview({"F24": source}), BY + datetime.timedelta(1))
    assert (finding.kind, finding.at, finding.location) == ("evidence-due", ("F24",), source.location)
    resting = finding.message.split("; ", 1)[1]
    gates, options, patterns = resting.removeprefix("these rest on it: ").split("; ")
    for kind, named in (("gates", gates), ("options", options), ("patterns", patterns)):
        assert named.startswith(f"{kind} ")
    cited = {gate.id for gate in rules.gates if "F24" in gate.evidence.keys}
    cited |= {pattern.id for pattern in rules.patterns if "F24" in pattern.evidence.keys}
    for question in rules.questions:
        cited |= {f"{question.id}={o.id}" for o in question.options if o.evidence and "F24" in o.evidence.keys}
    assert {name for part in (gates, options, patterns) for name in part.split(" ", 1)[1].split(", ")} == cited


def test_a_source_that_nothing_cites_is_named_all_the_same(rules: RuleBase, wording: Wording) -> None:
    sources, guidance = {"X1": replace(wording.evidence["F24"], review_by=BY)}, load_guidance(GUIDANCE, rules)
    (finding,) = due_for_review(rules, ToReview(sources, guidance=guidance), BY)
    assert finding.message.endswith("; nothing rests on it")


def test_where_only_the_rules_are_known_nothing_is_said_of_the_guidance(rules: RuleBase, wording: Wording) -> None:
    (finding,) = due_for_review(rules, ToReview({"X1": replace(wording.evidence["F24"], review_by=BY)}), BY)
    assert finding.message.endswith("; no rule rests on it")
