"""JSONLogic, as datalogic reads it."""

from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.peers.expressions import (
    FIRST,
    UNANSWERED,
    Exceeds,
    Given,
    Language,
    Leads,
    Number,
    Reaches,
)
from benchmarks.peers.packing import Packing, bound_of, high_part, packed_points
from recommender.core.decision import AHEAD
from recommender.core.tally import Table


def json_logic(table: Table, packing: Packing, view: str) -> dict[str, Any]:
    place = {question: number for number, question in enumerate(table.answers)}
    inside = _operators(packing, lambda question: {"val": [[1], place[question]]})
    sums = {"+": [_switch(points, place) for points in packed_points(table, packing)]}
    return {"map": [[sums], {"+": [*high_part(table, packing, view, inside), {"var": ""}]}]}


def _switch(points: Number, place: Mapping[str, int]) -> Any:
    """A question's points as one look-up, which is quicker than comparing one by one."""
    if isinstance(points, int):
        return points
    cases = [(part, number) for part, number in points.cases if isinstance(part, Given)]
    options = [[option, number] for part, number in cases for option in part.options]
    return {"switch": [{"var": place[cases[0][0].question]}, options, points.otherwise]}


def _operators(packing: Packing, answer: Callable[[str], Any]) -> Language[Any]:
    """JSONLogic; one option is compared, and of several it is asked whether the answer is in the list."""
    sums = {"var": ""}

    def given(part: Given) -> Any:
        name = answer(part.question)
        asked = {"===": [name, part.options[0]]} if len(part.options) == 1 else {"in": [name, list(part.options)]}
        return asked if part.among else {"!": asked}

    def reaches(part: Reaches) -> Any:
        if part.total == UNANSWERED:
            return {">=": [{"%": [sums, 1 << packing.unanswered]}, part.least]}
        first = {"floor": {"/": [{"%": [sums, 1 << packing.lead]}, 1 << packing.unanswered]}}
        if part.total == FIRST:
            return {">=": [first, part.least]}
        lead = {"floor": {"/": [sums, 1 << packing.lead]}}
        return {">=": [{"-": [first, lead]}, part.least - packing.offset]}

    def exceeds(part: Exceeds) -> Any:
        first = {"floor": {"/": [{"%": [sums, 1 << packing.lead]}, 1 << packing.unanswered]}}
        lead = {"-": [{"floor": {"/": [sums, 1 << packing.lead]}}, packing.offset]}
        more = {"*": [AHEAD, lead]} if part.side == FIRST else {"-": [0, lead]}
        return {">=": [more, {"*": [AHEAD - 1, first]}]}

    def leads(part: Leads) -> Any:
        bound = bound_of(packing, part)
        return {">=": [sums, bound]} if bound > 0 else {"<": [sums, -bound]}

    return Language(
        given=given,
        leads=leads,
        exceeds=exceeds,
        reaches=reaches,
        all_of=lambda parts: {"and": list(parts)},
        some_of=lambda parts: {"or": list(parts)},
        choose=lambda cases, otherwise: {"if": [*(part for case in cases for part in case), otherwise]},
        number=lambda number: number,
    )
