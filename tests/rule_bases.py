"""Hypothesis strategies: small random rule bases without faults, and answer sheets for any rule base."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from recommender import NOT_SURE, VIEWS, AnswerSheet, RuleBase, load_rules
from recommender.core.model import CERTAINTIES, GROUPS, LEVELS, NOTHING_ELSE, OUTCOMES

LEFT_OUT = "left out"
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
SOURCE: dict[str, Any] = {"evidence": ["E1"], "grade": "A"}

Written = dict[str, Any]
"""A rule base, or a part of one, as YAML gives it."""

limited_views: list[list[str]] = [["self"], ["leader"], ["self", "leader"]]
some_views = st.one_of(st.none(), st.none(), st.sampled_from(limited_views))
side_outcomes = st.sampled_from(["coaching", "mentoring"])
outcomes = st.one_of(side_outcomes, st.sampled_from(OUTCOMES))
certainties = st.sampled_from(CERTAINTIES)


@st.composite
def options(draw: st.DrawFn, name: str) -> Written:
    option: Written = {"id": name, "coaching": draw(st.integers(0, 3)), "mentoring": draw(st.integers(0, 3))}
    if option["coaching"] or option["mentoring"] or draw(st.booleans()):
        option |= SOURCE
    views = draw(some_views)
    return option | {"views": views} if views else option


@st.composite
def offers(draw: st.DrawFn) -> list[Written]:
    """Two or three options, now and then all of one view; a view that is asked has at least two."""
    offered = [draw(options(name)) for name in "abc"[: draw(st.integers(2, 3))]]
    only = draw(st.sampled_from([None] * 6 + [*VIEWS]))
    for option in offered:
        if only:
            option["views"] = [only]
        # every view needs two options: give them all to both, one by one, until it has
        elif any(len(in_view(offered, view)) < 2 for view in VIEWS):
            option.pop("views", None)
    return offered


@st.composite
def offers_again(draw: st.DrawFn, first: list[Written]) -> list[Written]:
    """The same options in the same views, with other points, and in each of these views one for nothing else."""
    views = sorted({view for option in first for view in option.get("views", VIEWS)})
    same = [*first, {"id": NOTHING_ELSE, "views": views}]
    return [draw(options(option["id"])) | {"views": option.get("views", [*VIEWS])} for option in same]


@st.composite
def questions(draw: st.DrawFn, name: str, first: Written | None = None) -> Written:
    """A question, or the second answer to the `first`."""
    question = {
        "id": name,
        "weight": draw(st.integers(1, 3)),
        "ordered": draw(st.booleans()),
        "fixed": draw(st.sampled_from([False, False, True])),
        "options": draw(offers_again(first["options"]) if first else offers()),
    }
    return question | {"second-of": first["id"]} if first else question


@st.composite
def lists_of_questions(draw: st.DrawFn) -> list[Written]:
    """From 2 to 4 questions, now and then with the second answer to one of them."""
    asked: list[Written] = []
    for number in range(draw(st.integers(2, 4))):
        before = asked[-1] if asked and "second-of" not in asked[-1] else None
        first = before if draw(st.sampled_from([False, False, False, True])) else None
        asked.append(draw(questions(f"q{number}", first)))
    return asked


@st.composite
def gates(draw: st.DrawFn, name: str) -> Written:
    gate: Written = {"id": name, "outcome": draw(outcomes), "level": draw(st.sampled_from(LEVELS)), **SOURCE}
    gate["group"] = draw(st.sampled_from(GROUPS))
    views = draw(some_views)
    return gate | {"views": views} if views else gate


@st.composite
def lines(draw: st.DrawFn, asked: Sequence[Written]) -> Written:
    allowed = {question["id"]: [*(o["id"] for o in question["options"]), NOT_SURE] for question in asked}
    allowed["view"] = list(VIEWS)
    names = draw(st.lists(st.sampled_from(list(allowed)), min_size=1, max_size=3, unique=True))
    return {name: draw(st.lists(st.sampled_from(allowed[name]), min_size=1, unique=True)) for name in names}


@st.composite
def patterns(draw: st.DrawFn, name: str, asked: Sequence[Written]) -> Written:
    pattern: Written = {"id": name, "when": draw(st.lists(lines(asked), min_size=1, max_size=2)), **SOURCE}
    then: Written = {}
    if draw(st.booleans()):
        then |= {"outcome": draw(outcomes), "certainty": draw(certainties)}
    if draw(st.booleans()):
        then["cap"] = draw(certainties)
    return pattern | {"then": then} if then else pattern


@st.composite
def bands(draw: st.DrawFn, asked: int) -> Written:
    leaning = draw(st.integers(1, 4))
    counts = draw(st.sets(st.integers(1, asked), max_size=2))
    return {
        "clear": leaning + draw(st.integers(1, 5)),
        "leaning": leaning,
        "strong": draw(st.integers(1, 8)),
        "unanswered": [{"from": count, "cap": draw(certainties)} for count in sorted(counts)],
    }


@st.composite
def rule_bases(draw: st.DrawFn) -> Written:
    """A rule base of 2 to 4 questions, with no fault in it."""
    asked = draw(lists_of_questions())
    return {
        "version": "1.2.3",
        "date": "2026-01-31",
        "views": ["self", "leader"],
        "approaches": ["coaching", "mentoring"],
        "gates": [draw(gates(f"g{number}")) for number in range(draw(st.integers(0, 3)))],
        "questions": asked,
        "patterns": [draw(patterns(f"p{number}", asked)) for number in range(draw(st.integers(0, 4)))],
        "bands": draw(bands(len(asked))),
    }


def load_written(rules: Mapping[str, Any]) -> RuleBase:
    """Write a rule base to a file, and load it from there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(yaml.dump(dict(rules), Dumper=DUMPER, sort_keys=False), encoding="utf-8")
        return load_rules(path)


def in_view(items: Sequence[Written], view: str) -> list[str]:
    """The ids of the options or gates that this view is offered."""
    return [item["id"] for item in items if view in item.get("views", VIEWS)]


@st.composite
def sheets(draw: st.DrawFn, rules: Written) -> AnswerSheet:
    """A sheet of answers to these rules, some "not sure", some left out, and now and then with flags."""
    view = draw(st.sampled_from(VIEWS))
    given = {
        question["id"]: draw(st.sampled_from([*in_view(question["options"], view), NOT_SURE, LEFT_OUT]))
        for question in rules["questions"]
    }
    offered = in_view(rules["gates"], view) if draw(st.booleans()) else []
    flags = draw(st.sets(st.sampled_from(offered), max_size=3)) if offered else set()
    return AnswerSheet(view, {name: answer for name, answer in given.items() if answer != LEFT_OUT}, frozenset(flags))


@st.composite
def rule_bases_with_sheets(draw: st.DrawFn) -> tuple[Written, AnswerSheet]:
    """A rule base, and a sheet of answers to it."""
    rules = draw(rule_bases())
    return rules, draw(sheets(rules))


def every_sheet(rules: Written) -> Iterator[AnswerSheet]:
    """All possible answer sheets of both views, with no flag, each flag alone, and all flags."""
    for view in VIEWS:
        offered = in_view(rules["gates"], view)
        flags = {frozenset(some) for some in [[], offered, *([flag] for flag in offered)]}
        names = [question["id"] for question in rules["questions"]]
        answers = [[*in_view(question["options"], view), NOT_SURE] for question in rules["questions"]]
        for given in product(*answers):
            for some in sorted(flags, key=sorted):
                yield AnswerSheet(view, dict(zip(names, given, strict=True)), some)
