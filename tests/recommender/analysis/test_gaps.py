"""What the rules do not rest on, told from the rules, the register and the cases that were counted."""

import datetime

from recommender import RuleBase, Wording
from recommender.analysis.gaps import gaps_of
from recommender.content.words import EvidenceSource
from recommender.core.errors import SourceLocation
from recommender.core.parts import evidence_of_parts, parts_of
from tests.rule_bases import load_written

DAY = datetime.date(2026, 1, 1)


def source(seen: str) -> EvidenceSource:
    return EvidenceSource("cite", "https://example.org", seen, "says", DAY, DAY, SourceLocation("evidence.yaml", 1, 1))


REGISTER = {"E1": source("own"), "E2": source("secondhand"), "E3": source("secondhand")}
WRITTEN = {
    "version": "1.2.3",
    "date": "2026-01-31",
    "views": ["self", "leader"],
    "approaches": ["coaching", "mentoring"],
    "outcomes": [{"id": "talk-first"}],
    "gates": [
        {"id": "g", "outcome": "talk-first", "level": "stop", "group": "first", "evidence": ["E2"], "grade": "D"}
    ],
    "questions": [
        {
            "id": "q",
            "weight": 1,
            "options": [
                {"id": "a", "coaching": 1, "mentoring": 0, "evidence": ["E1", "E2"], "grade": "A"},
                {"id": "b", "coaching": 0, "mentoring": 0},
            ],
        }
    ],
    "patterns": [{"id": "p", "when": [{"q": ["a"]}], "evidence": ["E1"], "grade": "D"}],
    "bands": {"clear": 5, "leaning": 2, "strong": 3, "unanswered": []},
}


def test_each_gap_is_found_where_it_is_and_nowhere_else() -> None:
    practice = {"gate g": {}, "option q=a": {"coaching": 2}, "option q=b": {"coaching": 0}}
    gaps = gaps_of(load_written(WRITTEN), REGISTER, practice)
    assert gaps.judgement == ("gate g", "pattern p")
    assert gaps.secondhand == ("gate g",)
    assert gaps.untried == ("gate g", "option q=b")
    assert gaps.unsupported == ("option q=b",)
    assert gaps.unseen == ("E2",)


def test_no_part_is_untried_where_no_cases_were_counted(rules: RuleBase, wording: Wording) -> None:
    assert gaps_of(rules, wording.evidence, {}).untried == ()


def test_every_part_but_questions_has_its_evidence_listed(rules: RuleBase) -> None:
    listed = evidence_of_parts(rules)
    assert [*listed] == [part for part in parts_of(rules) if not part.startswith("question ")]
    assert listed["option goal=skill"] == rules.question["goal"].options[1].evidence
