"""The codec: answers, verdicts and weighings as few bytes, and back."""

from collections.abc import Mapping

from recommender import NOT_SURE, VIEWS, RuleBase
from recommender.core.errors import DamagedLink, UnknownRules
from recommender.core.model import CERTAINTIES, Question
from web.guide.edition_id import HEADER_BYTES, pack_rules, version_in
from web.links.disclosure import Verdict, Weighing, sides_of

_VERDICT_BYTES = 2
_POINT_BYTES = 2


def check_rules(packed: bytes, rules: RuleBase) -> None:
    """Raises UnknownRules, with the version, where the bytes were packed under other rules than these."""
    header = packed[:HEADER_BYTES]
    if len(header) < HEADER_BYTES:
        raise DamagedLink("The link is too short.")
    if header != pack_rules(rules):
        raise UnknownRules(version_in(header))


def pack_answers(rules: RuleBase, view: str, answers: Mapping[str, str]) -> bytes:
    """The view and one digit a question, as one whole number in a mixed radix; as long as the rules need."""
    number = VIEWS.index(view)
    for question in rules.questions:
        ids = _ids(question)
        number = number * len(ids) + ids.index(answers.get(question.id, NOT_SURE))
    return number.to_bytes(answer_bytes(rules), "big")


def unpack_answers(rules: RuleBase, packed: bytes) -> tuple[str, dict[str, str]]:
    """The view and the answers, those that are "not sure" left out. Raises DamagedLink for bytes that spell none."""
    if len(packed) != answer_bytes(rules):
        raise DamagedLink("The link has the wrong length.")
    number, answers = int.from_bytes(packed, "big"), {}
    for question in reversed(rules.questions):
        ids = _ids(question)
        number, digit = divmod(number, len(ids))
        if ids[digit] != NOT_SURE:
            answers[question.id] = ids[digit]
    if number >= len(VIEWS):
        raise DamagedLink("The link names no view.")
    return VIEWS[number], {q.id: answers[q.id] for q in rules.questions if q.id in answers}


def pack_verdict(rules: RuleBase, verdict: Verdict) -> bytes:
    """The outcome, the certainty, the view and whether too little is known, as one whole number."""
    number = rules.outcomes.index(verdict.outcome) * len(CERTAINTIES) + CERTAINTIES.index(verdict.certainty)
    number = (number * len(VIEWS) + VIEWS.index(verdict.view)) << 1 | verdict.little
    return number.to_bytes(_VERDICT_BYTES, "big")


def unpack_verdict(rules: RuleBase, packed: bytes) -> Verdict:
    """The verdict in these bytes. Raises DamagedLink for bytes that spell none."""
    number = int.from_bytes(packed, "big")
    rest, view = divmod(number >> 1, len(VIEWS))
    outcome, certainty = divmod(rest, len(CERTAINTIES))
    if len(packed) != _VERDICT_BYTES or outcome >= len(rules.outcomes):
        raise DamagedLink("The link names no outcome.")
    return Verdict(VIEWS[view], rules.outcomes[outcome], CERTAINTIES[certainty], bool(number & 1))


def pack_weighing(rules: RuleBase, weighing: Weighing) -> bytes:
    """The verdict, both totals, and a digit for each question's side and for whether a pattern gave the outcome."""
    sides, number = sides_of(rules), int(weighing.pattern)
    for question in rules.questions:
        number = number * len(sides) + sides.index(weighing.sides[question.id])
    totals = (points.to_bytes(_POINT_BYTES, "big") for points in weighing.points)
    return pack_verdict(rules, weighing.verdict) + b"".join(totals) + number.to_bytes(_side_bytes(rules), "big")


def unpack_weighing(rules: RuleBase, packed: bytes) -> Weighing:
    """The weighing in these bytes. Raises DamagedLink for bytes that spell none."""
    start = _VERDICT_BYTES + 2 * _POINT_BYTES
    if len(packed) != start + _side_bytes(rules):
        raise DamagedLink("The link has the wrong length.")
    first = int.from_bytes(packed[_VERDICT_BYTES : _VERDICT_BYTES + _POINT_BYTES], "big")
    second = int.from_bytes(packed[_VERDICT_BYTES + _POINT_BYTES : start], "big")
    names, number, sides = sides_of(rules), int.from_bytes(packed[start:], "big"), {}
    for question in reversed(rules.questions):
        number, digit = divmod(number, len(names))
        sides[question.id] = names[digit]
    if number > 1:
        raise DamagedLink("The link has more sides than questions.")
    in_order = {question.id: sides[question.id] for question in rules.questions}
    return Weighing(unpack_verdict(rules, packed[:_VERDICT_BYTES]), (first, second), in_order, bool(number))


def answer_bytes(rules: RuleBase) -> int:
    """How many bytes a view and its answers take under these rules."""
    sheets = len(VIEWS)
    for question in rules.questions:
        sheets *= len(_ids(question))
    return ((sheets - 1).bit_length() + 7) // 8


def _ids(question: Question) -> list[str]:
    return [NOT_SURE, *(option.id for option in question.options)]


def _side_bytes(rules: RuleBase) -> int:
    ways = 2
    for _ in rules.questions:
        ways *= len(sides_of(rules))
    return ((ways - 1).bit_length() + 7) // 8
