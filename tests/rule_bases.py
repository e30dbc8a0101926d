"""Hypothesis strategies: small random rule bases without faults, and answer sheets for any rule base."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product
from typing import Any, NamedTuple, TypeVar

import yaml
from hypothesis import strategies as st

from recommender import NOT_SURE, VIEWS, AnswerSheet, FaultyFiles, RuleBase
from recommender.core.model import CERTAINTIES, GROUPS, LEVELS, NOTHING_ELSE
from recommender.loading.rules import rule_base_in
from recommender.loading.source_node import SourceFile, SourceNode
from tests.parsed import LOADER

LEFT_OUT = "left out"
FLAGS = (0, 0, 0, 1, 1, 2, 3)
SOURCE: dict[str, Any] = {"evidence": ["E1"], "grade": "A"}

Written = dict[str, Any]
"""A rule base, or a part of one, as YAML gives it."""

T = TypeVar("T")

LIMITED_VIEWS: list[list[str]] = [["self"], ["leader"], ["self", "leader"]]
SOME_VIEWS: list[Written] = [{}] * 6 + [{"views": views} for views in LIMITED_VIEWS]
ONLY_VIEWS = [*[None] * 6, *VIEWS]
ASKED: list[Written] = [
    {"weight": weight, "ordered": ordered, "fixed": fixed}
    for weight, ordered, fixed in product((1, 2, 3), (False, True), (False, False, True))
]
APPROACHES = (("coaching", "mentoring"), ("mentoring", "coaching"), ("rent", "buy"), ("b", "a-longer-way"))
IN_TURN = ((), ((1, 0),), ((0, 1),), ((0, 1), (1, 0)), ((1, 0), (1, 0)))
"""Outcomes that are one approach and then the other, by the places of the two."""

SOMETHING_ELSE = (1, 2, 0, 3, 25)
"""How many outcomes put something else first: the last with all others as many as there can be."""

GATES: list[Written] = [
    {"level": level, **SOURCE, "group": group, **views} for level, group, views in product(LEVELS, GROUPS, SOME_VIEWS)
]
EVERY_OTHER_DECIDES: list[Written] = [*[{}] * len(CERTAINTIES), *({"certainty": most} for most in CERTAINTIES)]
EVERY_OTHER_CAPS: list[Written] = [*[{}] * len(CERTAINTIES), *({"cap": most} for most in CERTAINTIES)]


class Alternatives(NamedTuple):
    """What a rule base chooses between: two approaches, and other outcomes, some of them the two in turn."""

    approaches: tuple[str, str]
    others: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def outcomes(self) -> list[str]:
        """All outcomes, with the two approaches as often as all of them together."""
        every = [*self.approaches, "both", "either", *(name for name, _ in self.others)]
        return [*self.approaches * (len(every) // 2), *every]

    def written(self) -> Written:
        """The keys of a rule base that name them."""
        others = [{"id": name, **({"in-turn": [*turns]} if turns else {})} for name, turns in self.others]
        return {"approaches": [*self.approaches], **({"outcomes": others} if others else {})}


@cache
def points(approaches: tuple[str, str]) -> list[Written]:
    """Every pair of points of an option."""
    return [
        {**dict(zip(approaches, pair, strict=True)), **source}
        for pair in product(range(4), repeat=2)
        for source in ([SOURCE] if any(pair) else [SOURCE, {}])
    ]


@cache
def below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


def pick(draw: st.DrawFn, among: Sequence[T]) -> T:
    """One of these. Much quicker than `sampled_from`, which looks at all of them each time."""
    return among[draw(below(len(among)))]


def new_alternatives(draw: st.DrawFn) -> Alternatives:
    approaches = pick(draw, APPROACHES)
    others = [
        (f"turn-{number}", tuple(approaches[place] for place in turns))
        for number, turns in enumerate(pick(draw, IN_TURN))
    ]
    others += [(f"first-{number}", ()) for number in range(pick(draw, SOMETHING_ELSE))]
    start = pick(draw, range(max(1, len(others))))
    return Alternatives(approaches, (*others[start:], *others[:start]))


def alternatives_of(rules: Written) -> Alternatives:
    """What a rule base chooses between."""
    first, second = rules["approaches"]
    others = rules.get("outcomes", [])
    return Alternatives((first, second), tuple((other["id"], tuple(other.get("in-turn", ()))) for other in others))


def new_option(draw: st.DrawFn, name: str, between: Alternatives) -> Written:
    return {"id": name, **pick(draw, points(between.approaches)), **pick(draw, SOME_VIEWS)}


def offers(draw: st.DrawFn, number: int, between: Alternatives) -> list[Written]:
    """So many options, now and then all of one view; a view that is asked has at least two."""
    only = pick(draw, ONLY_VIEWS)
    offered = [new_option(draw, name, between) for name in "abc"[:number]]
    for option in offered:
        if only:
            option["views"] = [only]
        # every view needs two options: give them all to both, one by one, until it has
        elif any(len(in_view(offered, view)) < 2 for view in VIEWS):
            option.pop("views", None)
    return offered


def offers_again(draw: st.DrawFn, first: list[Written], between: Alternatives) -> list[Written]:
    """The same options in the same views, with other points, and in each of these views one for nothing else."""
    views = sorted({view for option in first for view in option.get("views", VIEWS)})
    same = [*first, {"id": NOTHING_ELSE, "views": views}]
    every = points(between.approaches)
    return [{"id": option["id"], **pick(draw, every), "views": option.get("views", [*VIEWS])} for option in same]


def new_question(
    draw: st.DrawFn, name: str, between: Alternatives, first: Written | None = None, numbers: Sequence[int] = (2, 3)
) -> Written:
    """A question with one of these numbers of options, or the second answer to the `first`."""
    offered = offers_again(draw, first["options"], between) if first else offers(draw, pick(draw, numbers), between)
    asked = {"id": name, **pick(draw, ASKED), "options": offered}
    return asked | {"second-of": first["id"]} if first else asked


def list_of_questions(draw: st.DrawFn, between: Alternatives) -> list[Written]:
    """From 2 to 4 questions, now and then with the second answer to one of them."""
    asked: list[Written] = []
    for number in range(pick(draw, (2, 3, 4))):
        before = asked[-1] if asked and "second-of" not in asked[-1] else None
        first = before if before and pick(draw, (False, False, False, True)) else None
        asked.append(new_question(draw, f"q{number}", between, first))
    return asked


def new_gate(draw: st.DrawFn, name: str, between: Alternatives) -> Written:
    return {"id": name, "outcome": pick(draw, between.outcomes), **pick(draw, GATES)}


def new_line(draw: st.DrawFn, asked: Sequence[Written]) -> Written:
    allowed = {question["id"]: [*(o["id"] for o in question["options"]), NOT_SURE] for question in asked}
    allowed["view"] = list(VIEWS)
    names = pick(draw, some_of([*allowed], most=3))
    return {name: [*pick(draw, some_of(allowed[name]))] for name in names}


def some_of(items: Sequence[T], most: int | None = None) -> list[tuple[T, ...]]:
    """Every way to choose some of these, at least one and at most so many."""
    return [some for number in range(1, (most or len(items)) + 1) for some in combinations(items, number)]


def new_pattern(draw: st.DrawFn, name: str, asked: Sequence[Written], between: Alternatives) -> Written:
    when = [new_line(draw, asked) for _ in range(pick(draw, (1, 2)))]
    decides = pick(draw, EVERY_OTHER_DECIDES)
    then = decides | ({"outcome": pick(draw, between.outcomes)} if decides else {}) | pick(draw, EVERY_OTHER_CAPS)
    return {"id": name, "when": when, **SOURCE, **({"then": then} if then else {})}


def bands(draw: st.DrawFn, asked: int) -> Written:
    leaning = pick(draw, (1, 2, 3, 4))
    counts = pick(draw, [(), *some_of(range(1, asked + 1), most=2)])
    return {
        "clear": leaning + pick(draw, (1, 2, 3, 4, 5)),
        "leaning": leaning,
        "strong": pick(draw, range(1, 9)),
        "unanswered": [{"from": count, "cap": pick(draw, CERTAINTIES)} for count in counts],
    }


@st.composite
def rule_bases(draw: st.DrawFn) -> Written:
    """A rule base of 2 to 4 questions, with no fault in it."""
    between = new_alternatives(draw)
    asked = list_of_questions(draw, between)
    return {
        "version": "1.2.3",
        "date": "2026-01-31",
        "views": ["self", "leader"],
        **between.written(),
        "gates": [new_gate(draw, f"g{number}", between) for number in range(pick(draw, range(4)))],
        "questions": asked,
        "patterns": [new_pattern(draw, f"p{number}", asked, between) for number in range(pick(draw, range(5)))],
        "bands": bands(draw, len(asked)),
    }


def load_written(rules: Mapping[str, Any]) -> RuleBase:
    """A rule base, written as JSON, which is YAML as well, and loaded as if from a file."""
    file = SourceFile("rules.yaml", [])
    node = yaml.compose(json.dumps(rules, default=str), LOADER)
    assert node
    loaded = rule_base_in(SourceNode(node, file))
    if file.faults:
        raise FaultyFiles(file.faults)
    return loaded


def in_view(items: Sequence[Written], view: str) -> list[str]:
    """The ids of the options or gates that this view is offered."""
    return [item["id"] for item in items if view in item.get("views", VIEWS)]


@st.composite
def sheets(draw: st.DrawFn, rules: Written) -> AnswerSheet:
    """A sheet of answers to these rules, some "not sure", some left out, and now and then with flags."""
    view = pick(draw, VIEWS)
    given = {
        question["id"]: pick(draw, [*in_view(question["options"], view), NOT_SURE, LEFT_OUT])
        for question in rules["questions"]
    }
    offered = in_view(rules["gates"], view)
    flags = {pick(draw, offered) for _ in range(pick(draw, FLAGS))} if offered else ()
    answers = {name: answer for name, answer in given.items() if answer != LEFT_OUT}
    return AnswerSheet(view, answers, frozenset(flags))


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
