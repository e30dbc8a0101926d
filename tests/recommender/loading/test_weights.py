"""A weight that is changed in the text of a rule base: the rules have it, and nothing else of the text is another."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from recommender import FaultyFiles, GuideError
from recommender.loading.rules import rules_in_text
from recommender.loading.weights import with_weight
from tests.conftest import ROOT
from tests.rule_bases import pick, rule_bases

SHIPPED = (ROOT / "rules" / "rulebase.yaml").read_text(encoding="utf-8")
COMMENTS = ["", "  # weight: 1", " # é \U0001f600, {weight: 3}"]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A rule base as text: in any layout, with comments where one may stand, perhaps with a mark of its encoding."""
    rules: dict[str, Any] = draw(rule_bases())
    flow = pick(draw, (None, True, False))
    text = yaml.safe_dump(rules, default_flow_style=flow, sort_keys=pick(draw, (True, False)), width=60)
    comment = pick(draw, COMMENTS)
    lines = [f"{line}{comment}" for line in text.splitlines()]
    return pick(draw, ("", "\ufeff")) + pick(draw, ("\n", "\r\n")).join(["# ü", *lines, ""])


@given(texts(), st.data())
def test_only_this_number_is_another_in_any_text(text: str, data: st.DataObject) -> None:
    before = rules_in_text(text, "rules")
    question = data.draw(st.sampled_from(before.questions))
    weight = data.draw(st.integers(1, 3))
    changed = with_weight(text, question.id, weight)
    after = rules_in_text(changed, "rules")
    wanted = {each.id: weight if each is question else each.weight for each in before.questions}
    assert {each.id: each.weight for each in after.questions} == wanted
    differing = [(old, new) for old, new in zip(text, changed, strict=True) if old != new]
    assert differing == ([] if weight == question.weight else [(str(question.weight), str(weight))])
    assert with_weight(changed, question.id, question.weight) == text


def test_one_line_of_the_shipped_rules_changes() -> None:
    changed = with_weight(SHIPPED, "experience", 3)
    lines = [(old, new) for old, new in zip(SHIPPED.splitlines(), changed.splitlines(), strict=True) if old != new]
    assert lines == [("    weight: 1", "    weight: 3")]
    assert rules_in_text(changed, "rules").question["experience"].weight == 3


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        (
            "questions: [{id: a, weight: &w 1}, {id: b, weight: *w}]",
            "questions: [{id: a, weight: &w 2}, {id: b, weight: *w}]",
        ),
        ('questions: [{id: b, weight: !!int "1"}]', 'questions: [{id: b, weight: !!int "2"}]'),
        ("questions:\n- {weight: 3, id: b} # 3", "questions:\n- {weight: 2, id: b} # 3"),
        ("questions: [{id: b, weight: 1}, {id: b, weight: 3}]", "questions: [{id: b, weight: 2}, {id: b, weight: 3}]"),
    ],
    ids=["shared", "tagged", "before its id", "the first of two"],
)
def test_a_number_is_found_however_it_is_written(text: str, changed: str) -> None:
    assert with_weight(text, "b", 2) == changed


@pytest.mark.parametrize(
    "text",
    [
        "questions: []",
        "a list",
        "questions: [{id: b}]",
        "questions: [{id: [b], weight: 1}]",
        "questions: [{id: b, weight: [1]}]",
    ],
)
def test_a_text_without_this_weight_says_so(text: str) -> None:
    with pytest.raises(GuideError, match="no weight for the question 'b'"):
        with_weight(text, "b", 2)


def test_a_text_that_is_not_yaml_says_where() -> None:
    with pytest.raises(FaultyFiles) as error:
        with_weight("questions: [", "b", 2)
    assert "this is not YAML" in str(error.value)
