"""The same peers as anybody would write them: names for the answers, one expression for each total, no packing.

`single` has them as quick as we could make them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import datalogic_py
import zen

from benchmarks.peers.expressions import (
    FIRST,
    OUTCOMES,
    SECOND,
    UNANSWERED,
    Answer,
    Given,
    Language,
    Number,
    decision_of,
    points_of,
    write,
)
from benchmarks.peers.single import Peer
from recommender.core.decision import AHEAD
from recommender.core.model import CERTAINTIES, NOT_SURE, VIEW, AnswerSheet
from recommender.core.tally import Table

TOTALS = (FIRST, SECOND, UNANSWERED)


def datalogic(table: Table) -> Peer:
    """JSONLogic in datalogic-py: a rule for the totals, and one that reads them beside the answers."""
    engine, decision = datalogic_py.Engine(), decision_of(table)
    totals = engine.compile([{"+": [write(points, _JSON) for points in total]} for total in _totals(table)])
    ends = engine.compile([write(decision.verdict, _JSON), write(decision.most, _JSON)])
    evaluate, fill = engine.session().evaluate, _filler(table)

    def decide(sheet: AnswerSheet) -> Answer:
        data = fill(sheet)
        data[FIRST], data[SECOND], data[UNANSWERED] = evaluate(totals, data)
        verdict, most = evaluate(ends, data)
        return _answer(verdict, most, data[FIRST], data[SECOND])

    return decide


def zen_expression(table: Table) -> Peer:
    """Two compiled zen expressions, for the totals and for the rest."""
    language, decision = _text(""), decision_of(table)
    totals = zen.compile_expression(f"[{', '.join(_sum(points, language) for points in _totals(table))}]").evaluate
    ends = zen.compile_expression(f"[{write(decision.verdict, language)}, {write(decision.most, language)}]").evaluate
    fill = _filler(table)

    def decide(sheet: AnswerSheet) -> Answer:
        data = fill(sheet)
        data[FIRST], data[SECOND], data[UNANSWERED] = totals(data)
        verdict, most = ends(data)
        return _answer(verdict, most, data[FIRST], data[SECOND])

    return decide


def zen_graph(table: Table) -> Peer:
    """A zen decision graph whose expression node has a row for each total, the verdict and the most certainty."""
    language, decision = _text("$."), decision_of(table)
    rows = {name: _sum(points, language) for name, points in zip(TOTALS, _totals(table), strict=True)}
    rows |= {"verdict": write(decision.verdict, language), "most": write(decision.most, language)}
    content = {"expressions": [{"id": key, "key": key, "value": value} for key, value in rows.items()]}
    kinds = {"in": ("inputNode", {}), "decide": ("expressionNode", content), "out": ("outputNode", {})}
    graph = {
        "nodes": [{"id": id, "name": id, "type": kind, "content": of} for id, (kind, of) in kinds.items()],
        "edges": [
            {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
            for one, other in (("in", "decide"), ("decide", "out"))
        ],
    }
    evaluate = zen.ZenEngine({"loader": {"type": "static", "content": {"guide": graph}}}).evaluate
    fill = _filler(table)

    def decide(sheet: AnswerSheet) -> Answer:
        result = evaluate("guide", fill(sheet))["result"]
        return _answer(result["verdict"], result["most"], result[FIRST], result[SECOND])

    return decide


PLAIN: Mapping[str, Callable[[Table], Peer]] = {
    "datalogic-py, plain": datalogic,
    "zen expression, plain": zen_expression,
    "zen graph, plain": zen_graph,
}
"""The peers by name."""


def _totals(table: Table) -> list[list[Number]]:
    return [points_of(table, field.of) for field in (*table.points, table.unanswered)]


def _filler(table: Table) -> Callable[[AnswerSheet], dict[str, Any]]:
    """What makes an engine's data of a sheet; a name that would read as a subtraction has no hyphen in it."""
    nothing = dict.fromkeys(table.answers, NOT_SURE)
    hyphened = {name: _name(name) for name in table.answers if _name(name) != name}

    def fill(sheet: AnswerSheet) -> dict[str, Any]:
        data: dict[str, Any] = {**nothing, **sheet.answers, VIEW: sheet.view}
        for name, without in hyphened.items():
            data[without] = data[name]
        return data

    return fill


def _name(question: str) -> str:
    return question.replace("-", "_")


def _answer(verdict: float, most: float, first: float, second: float) -> Answer:
    outcome, certainty = divmod(int(verdict), len(CERTAINTIES))
    return OUTCOMES[outcome], CERTAINTIES[min(certainty, int(most))], int(first), int(second)


def _sum(points: Sequence[Number], language: Language[str]) -> str:
    return " + ".join(write(number, language) for number in points)


def _text(before: str) -> Language[str]:
    """A zen expression; `before` comes before the name of a total."""

    def given(part: Given) -> str:
        options = ", ".join(f'"{option}"' for option in part.options)
        return f"({_name(part.question)} {'in' if part.among else 'not in'} [{options}])"

    def choose(cases: Sequence[tuple[str, str]], otherwise: str) -> str:
        for truth, number in reversed(cases):
            otherwise = f"({truth} ? {number} : {otherwise})"
        return otherwise

    return Language(
        given=given,
        leads=lambda part: f"{before}{part.side} - {before}{part.other} >= {part.by}",
        exceeds=lambda part: f"{before}{part.side} >= {AHEAD} * {before}{part.other}",
        reaches=lambda part: f"{before}{part.total} >= {part.least}",
        all_of=lambda parts: f"({' and '.join(parts)})",
        some_of=lambda parts: f"({' or '.join(parts)})",
        choose=choose,
        number=str,
    )


def _given(part: Given) -> Any:
    asked = {"in": [{"var": part.question}, list(part.options)]}
    return asked if part.among else {"!": asked}


_JSON: Language[Any] = Language(
    given=_given,
    leads=lambda part: {">=": [{"-": [{"var": part.side}, {"var": part.other}]}, part.by]},
    exceeds=lambda part: {">=": [{"var": part.side}, {"*": [AHEAD, {"var": part.other}]}]},
    reaches=lambda part: {">=": [{"var": part.total}, part.least]},
    all_of=lambda parts: {"and": list(parts)},
    some_of=lambda parts: {"or": list(parts)},
    choose=lambda cases, otherwise: {"if": [*(part for case in cases for part in case), otherwise]},
    number=lambda number: number,
)
"""JSONLogic."""
