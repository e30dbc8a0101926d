"""The audit: each kind of finding is located, and the shipped rules have no error and no unexplained warning."""

import copy
import datetime
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from recommender import RuleBase, Table, tabulate
from recommender.analysis.audit import audit
from recommender.analysis.due import ToReview
from recommender.analysis.finding import ERROR, WARNING, Finding
from recommender.core.errors import Fault, SourceLocation
from tests.all_sheets import read_sheet
from tests.rule_bases import SOURCE, Written, load_written

TODAY = datetime.date(2026, 11, 30)
NO_POINTS = {"coaching": 0, "mentoring": 0}


def question(name: str, *points: tuple[int, int], ordered: bool = False) -> Written:
    """A question with options a, b, c and so on, of these points."""
    given = zip("abcdef", points, strict=False)
    options = [{"id": option, "coaching": c, "mentoring": m, **SOURCE} for option, (c, m) in given]
    return {"id": name, "weight": 1, "ordered": ordered, "options": options}


def pattern(name: str, *when: dict[str, list[str]], **then: str) -> Written:
    return {"id": name, "when": list(when), **SOURCE} | ({"then": then} if then else {})


SOUND: Written = {
    "version": "1.0.0",
    "date": "2026-01-31",
    "views": ["self", "leader"],
    "approaches": ["coaching", "mentoring"],
    "outcomes": [{"id": "talk-first"}],
    "gates": [],
    "questions": [
        question("first", (0, 3), (1, 1), (3, 0), ordered=True),
        question("second", (3, 3), (2, 0), (0, 2)),
        question("third", (0, 3), (3, 3), (3, 0)),
    ],
    "patterns": [pattern("note", {"first": ["a"]})],
    "bands": {"clear": 4, "leaning": 2, "strong": 3, "unanswered": [{"from": 2, "cap": "leaning"}]},
}


def audited(rules: Written) -> list[Finding]:
    return list(audit(tabulate(load_written(rules)), ToReview(), today=TODAY))


def unexplained(findings: Iterable[Finding]) -> list[Finding]:
    """The errors, and the warnings that the rules do not explain."""
    return [finding for finding in findings if finding.severity == ERROR or not finding.because]


def kinds(findings: list[Finding]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(finding.severity, finding.kind, finding.at) for finding in findings]


def test_sound_rules_have_no_finding() -> None:
    assert audited(SOUND) == []


Change = Callable[[dict[str, Any]], object]
UNSOUND: dict[str, tuple[Change, tuple[str, str, tuple[str, ...]]]] = {
    "an outcome of the points that nobody gets": (
        lambda r: r["bands"].update(strong=99),
        (ERROR, "outcome-unreachable", ("both",)),
    ),
    "a pattern whose lines nobody meets": (
        lambda r: r["patterns"].append(pattern("never", {"view": ["self"], "only-leaders": ["c"]})),
        (ERROR, "pattern-never-holds", ("never",)),
    ),
    "a pattern that an earlier one always precedes": (
        lambda r: r["patterns"].extend(
            [
                pattern("wide", {"first": ["a"], "second": ["b", "c"]}, outcome="talk-first", certainty="clear"),
                pattern("narrow", {"first": ["a"], "second": ["b"]}, outcome="both", certainty="clear"),
            ]
        ),
        (ERROR, "pattern-never-decides", ("narrow",)),
    ),
    "a pattern that says what the points say": (
        lambda r: r["patterns"].append(
            pattern("same", {"first": ["c"], "second": ["b"], "third": ["c"]}, outcome="coaching", certainty="clear")
        ),
        (WARNING, "pattern-no-difference", ("same",)),
    ),
    "a cap that limits nothing": (
        lambda r: r["patterns"].append(pattern("cap", {"first": ["a"]}, cap="clear")),
        (WARNING, "pattern-no-difference", ("cap",)),
    ),
    "a question that changes nothing": (
        lambda r: r["questions"].append(question("idle", (0, 0), (0, 0))),
        (ERROR, "question-idle", ("idle",)),
    ),
    "two options that act alike": (
        lambda r: r["questions"][1]["options"].append({"id": "d", "coaching": 2, "mentoring": 0, **SOURCE}),
        (WARNING, "options-alike", ("second", "b", "d")),
    ),
    "an answer that decides alone": (
        lambda r: r["patterns"].append(pattern("alone", {"second": ["c"]}, outcome="talk-first", certainty="clear")),
        (WARNING, "answer-decides", ("second", "c")),
    ),
    "an ordered question whose points turn back": (
        lambda r: (
            r["questions"][0]["options"][1].update(coaching=0, mentoring=0)
            or r["questions"][0]["options"].insert(1, {"id": "d", "coaching": 2, "mentoring": 0, **SOURCE})
        ),
        (ERROR, "order-turns", ("first", "d", "b")),
    ),
    "an ordered question that pulls the wrong way": (
        lambda r: r["patterns"].append(
            pattern("wrong", {"first": ["b"], "second": ["b"]}, outcome="mentoring", certainty="clear")
        ),
        (WARNING, "order-breaks", ("first", "a", "b")),
    ),
    "more coaching than is declared": (
        lambda r: r.update(audit={"shares": {"coaching": [0, 1], "mentoring": [0, 100]}}),
        (ERROR, "house-bias", ("coaching",)),
    ),
    "an explanation of what is not found": (
        lambda r: r.update(
            audit={"explained": [{"finding": "options-alike", "at": ["first", "a", "b"], "because": "Ha."}]}
        ),
        (WARNING, "explained-in-vain", ("first", "a", "b")),
    ),
}


def with_a_question_for_leaders(rules: dict[str, Any]) -> None:
    """A question with an option that only leaders are offered, which some cases need."""
    asked = question("only-leaders", (0, 3), (3, 0), (1, 3))
    asked["options"][2]["views"] = ["leader"]
    rules["questions"].append(asked)


@pytest.mark.parametrize(("change", "expected"), UNSOUND.values(), ids=UNSOUND)
def test_what_is_unsound_is_found(change: Change, expected: tuple[str, str, tuple[str, ...]]) -> None:
    rules = copy.deepcopy(SOUND)
    if expected[1] == "pattern-never-holds":
        with_a_question_for_leaders(rules)
    change(rules)
    findings = audited(rules)
    assert expected in kinds(findings)
    assert {finding.kind for finding in findings} <= {expected[1], "order-breaks", "options-alike"}
    assert [finding.severity for finding in findings] == sorted(finding.severity for finding in findings)


def test_what_is_alike_in_one_view_only_is_reported_with_the_view() -> None:
    rules = copy.deepcopy(SOUND)
    with_a_question_for_leaders(rules)
    rules["questions"][-1]["options"].append({"id": "d", "coaching": 1, "mentoring": 3, **SOURCE, "views": ["leader"]})
    (finding,) = audited(rules)
    assert finding.at == ("only-leaders", "c", "d")
    assert finding.message.endswith("in the view 'leader'")


def test_a_share_that_nobody_reaches_counts_as_none() -> None:
    rules = copy.deepcopy(SOUND)
    rules["patterns"].append(pattern("all", {"view": ["self", "leader"]}, outcome="talk-first", certainty="clear"))
    rules["audit"] = {"shares": {"coaching": [1, 50], "mentoring": [0, 50]}}
    bias = [finding for finding in audited(rules) if finding.kind == "house-bias"]
    assert [finding.at for finding in bias] == [("coaching",)] * 2
    assert bias[0].message.startswith("0.0 % of all sheets in the view 'self' end in 'coaching'")


def test_an_example_shows_what_is_found() -> None:
    rules = copy.deepcopy(SOUND)
    UNSOUND["an ordered question that pulls the wrong way"][0](rules)
    finding = next(f for f in audited(rules) if f.at == ("first", "a", "b"))
    assert finding.example is not None
    given = {q["id"]: finding.example.answers.get(q["id"], "not-sure") for q in rules["questions"]}
    ends = [read_sheet(rules, finding.example.view, given | {"first": option}).outcome for option in "ab"]
    assert finding.example.answers["first"] == "a"
    assert f"gives '{ends[1]}' where 'a' gives '{ends[0]}'" in finding.message


def test_a_warning_can_be_explained_and_an_error_cannot() -> None:
    rules = copy.deepcopy(SOUND)
    UNSOUND["two options that act alike"][0](rules)
    notes = {"finding": "options-alike", "at": ["second", "b", "d"], "because": "It is meant."}
    rules["audit"] = {"explained": [notes]}
    (finding,) = audited(rules)
    assert (finding.severity, finding.because) == (WARNING, "It is meant.")
    UNSOUND["a question that changes nothing"][0](rules)
    rules["audit"]["explained"].append({"finding": "question-idle", "at": ["idle"], "because": "It is not."})
    assert [finding.kind for finding in unexplained(audited(rules))] == ["question-idle", "explained-in-vain"]


def test_missing_words_are_errors_with_their_location() -> None:
    location = SourceLocation("content/fr/pages.yaml", 3, 1)
    fault = Fault(location, "'x' is missing", "add it")
    (finding,) = audit(tabulate(load_written(SOUND)), ToReview(), [fault], today=TODAY)
    assert (finding.severity, finding.kind, finding.location) == (ERROR, "wording", location)
    assert (finding.message, finding.hint) == ("'x' is missing", "add it")


def test_the_shipped_rules_have_no_error_and_every_warning_is_explained(table: Table) -> None:
    assert unexplained(audit(table, ToReview(), today=TODAY)) == []


def test_what_the_rules_say_of_their_audit_changes_no_digest(rules: RuleBase, written: Written) -> None:
    assert load_written({name: part for name, part in written.items() if name != "audit"}).digest == rules.digest
