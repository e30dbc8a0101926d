"""Peers that decide one sheet at a time: each function here compiles the rules once, and returns what decides a sheet.

All get the answers in the order of the questions, which they take up faster than a mapping, and have the decision
compiled for each view. Sums are made once, as one number: from the lowest bit up, the count of unanswered questions,
the first total, and the lead plus what keeps it above zero, so that a lead is compared without taking it out. Each
engine answers with one number: above those bits the most certainty, and above that the verdict.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise, product
from operator import itemgetter
from typing import Any

import datalogic_py
import rule_engine
import zen

from benchmarks.peers.expressions import (
    FIRST,
    OUTCOMES,
    UNANSWERED,
    Answer,
    Exceeds,
    Given,
    Language,
    Leads,
    Reaches,
    write,
)
from benchmarks.peers.json_logic import json_logic
from benchmarks.peers.packing import Packing, bound_of, high_part, packed_points, packing_of
from recommender.core.decision import AHEAD
from recommender.core.model import CERTAINTIES, NOT_SURE, VIEWS, AnswerSheet
from recommender.core.tally import Table

Peer = Callable[[AnswerSheet], Answer]


def in_order(table: Table) -> Callable[[Mapping[str, str]], Sequence[str]]:
    """What gives a sheet's answers in the order of the questions."""
    questions = tuple(table.answers)
    pick = itemgetter(*questions)

    def ordered(answers: Mapping[str, str]) -> Sequence[str]:
        try:
            return pick(answers)  # type: ignore[no-any-return]
        except KeyError:
            return [answers.get(question, NOT_SURE) for question in questions]

    return ordered


def reader(packing: Packing) -> Callable[[int], Answer]:
    """What reads an answer out of an engine's number."""
    verdicts = product(OUTCOMES, CERTAINTIES, CERTAINTIES)
    ends = [(outcome, min(one, most, key=CERTAINTIES.index)) for outcome, one, most in verdicts]
    width, unanswered, lead, offset = packing.width, packing.unanswered, packing.lead, packing.offset
    below_lead, below_end = (1 << packing.first) - 1, (1 << width - lead) - 1

    def read(number: int) -> Answer:
        outcome, certainty = ends[number >> width]
        first = number >> unanswered & below_lead
        return outcome, certainty, first, first - (number >> lead & below_end) + offset

    return read


def datalogic(table: Table) -> Peer:
    """JSONLogic in datalogic-py: one rule a view, in a session. `map` over one sum is what JSONLogic has as a name."""
    engine, packing = datalogic_py.Engine(), packing_of(table)
    evaluate, read, ordered = engine.session().evaluate, reader(packing), in_order(table)
    rules = {view: engine.compile(json_logic(table, packing, view)) for view in VIEWS}

    def decide(sheet: AnswerSheet) -> Answer:
        return read(evaluate(rules[sheet.view], ordered(sheet.answers))[0])

    return decide


def zen_expression(table: Table) -> Peer:
    """One compiled zen expression a view. A name can only be set where the data is a mapping, so it is one of one."""
    packing = packing_of(table)
    read, ordered = reader(packing), in_order(table)
    evaluate = {view: zen.compile_expression(_zen_text(table, packing, view)).evaluate for view in VIEWS}

    def decide(sheet: AnswerSheet) -> Answer:
        return read(int(evaluate[sheet.view]({"a": ordered(sheet.answers)})))

    return decide


def zen_graph(table: Table) -> Peer:
    """A zen decision graph a view, with one expression node, from a static loader, which keeps it compiled."""
    packing = packing_of(table)
    read, ordered = reader(packing), in_order(table)
    content = {view: _graph(_zen_text(table, packing, view)) for view in VIEWS}
    evaluate = zen.ZenEngine({"loader": {"type": "static", "content": content}}).evaluate

    def decide(sheet: AnswerSheet) -> Answer:
        return read(int(evaluate(sheet.view, {"a": ordered(sheet.answers)})["result"]["number"]))

    return decide


def rule_engine_rules(table: Table) -> Peer:
    """Two rule-engine rules a view, the sums and then the rest: what it has as a name is slower than a second rule."""
    packing = packing_of(table)
    places = {_symbol(place): place for place in range(len(table.answers))} | {"t": len(table.answers)}
    context = rule_engine.Context(resolver=lambda answers, name: answers[places[name]])
    read, ordered = reader(packing), in_order(table)
    language = _ternaries(table, packing, _symbol)
    sums = rule_engine.Rule(_sum_text(table, packing, language), context).evaluate
    rest = {view: rule_engine.Rule(_end_text(table, packing, view, language), context).evaluate for view in VIEWS}

    def decide(sheet: AnswerSheet) -> Answer:
        answers = ordered(sheet.answers)
        return read(int(rest[sheet.view]((*answers, sums(answers)))))

    return decide


SINGLE: Mapping[str, Callable[[Table], Peer]] = {
    "datalogic-py": datalogic,
    "zen expression": zen_expression,
    "zen graph": zen_graph,
    "rule-engine": rule_engine_rules,
}
"""The peers by name."""


def _symbol(place: int) -> str:
    return f"q{place}"


def _ternaries(table: Table, packing: Packing, answer: Callable[[int], str]) -> Language[str]:
    """The text that zen and rule-engine share. Comparing one by one is quicker in both than `in` with a list."""
    place = {question: number for number, question in enumerate(table.answers)}

    def given(part: Given) -> str:
        sign, word = ("==", " or ") if part.among else ("!=", " and ")
        name = answer(place[part.question])
        return "(" + word.join(f'{name} {sign} "{option}"' for option in part.options) + ")"

    def leads(part: Leads) -> str:
        bound = bound_of(packing, part)
        return f"t >= {bound}" if bound > 0 else f"t < {-bound}"

    def exceeds(part: Exceeds) -> str:
        first = f"(t % {1 << packing.lead} - t % {1 << packing.unanswered})"
        lead = f"((t - t % {1 << packing.lead}) / {1 << packing.first} - {packing.offset << packing.unanswered})"
        more = f"{AHEAD} * {lead}" if part.side == FIRST else f"0 - {lead}"
        return f"({more} >= {AHEAD - 1} * {first})"

    def reaches(part: Reaches) -> str:
        if part.total == UNANSWERED:
            return f"(t % {1 << packing.unanswered} >= {part.least})"
        first = f"t % {1 << packing.lead}"
        if part.total == FIRST:
            return f"({first} >= {part.least << packing.unanswered})"
        lead = f"(t - {first}) / {1 << packing.first}"  # as high as the first total
        return f"({lead} - {first} <= {packing.offset - part.least << packing.unanswered})"

    def choose(cases: Sequence[tuple[str, str]], otherwise: str) -> str:
        for truth, number in reversed(cases):
            otherwise = f"({truth} ? {number} : {otherwise})"
        return otherwise

    return Language(
        given=given,
        leads=leads,
        exceeds=exceeds,
        reaches=reaches,
        all_of=lambda parts: f"({' and '.join(parts)})",
        some_of=lambda parts: f"({' or '.join(parts)})",
        choose=choose,
        number=str,
    )


def _sum_text(table: Table, packing: Packing, language: Language[str]) -> str:
    return " + ".join(write(points, language) for points in packed_points(table, packing))


def _end_text(table: Table, packing: Packing, view: str, language: Language[str]) -> str:
    verdict, most = high_part(table, packing, view, language)
    return f"{verdict} + {most} + t"


def _zen_text(table: Table, packing: Packing, view: str) -> str:
    language = _ternaries(table, packing, lambda place: f"a[{place}]")
    return f"t = {_sum_text(table, packing, language)}; {_end_text(table, packing, view, language)}"


def _graph(expression: str) -> dict[str, Any]:
    """A decision graph of one expression node."""
    content = {"expressions": [{"id": "number", "key": "number", "value": expression}]}
    nodes = {"in": ("inputNode", {}), "decide": ("expressionNode", content), "out": ("outputNode", {})}
    return {
        "nodes": [{"id": id, "name": id, "type": kind, "content": of} for id, (kind, of) in nodes.items()],
        "edges": [
            {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
            for one, other in pairwise(nodes)
        ],
    }
