"""Packing: a view and its answers as a few bytes, headed by the rules that they were given under."""

from collections.abc import Mapping

from recommender import NOT_SURE, VIEWS, RuleBase
from recommender.errors import DamagedLink, UnknownRules
from recommender.model import Question

_DIGEST_BYTES = 4
HEADER_BYTES = 3 + _DIGEST_BYTES


def pack_rules(rules: RuleBase) -> bytes:
    """The version of the rules, and the start of their digest, so that an edit without a new version is noticed."""
    return bytes(map(int, rules.version.split("."))) + bytes.fromhex(rules.digest)[:_DIGEST_BYTES]


def check_rules(packed: bytes, rules: RuleBase) -> None:
    """Raises UnknownRules, with the version, where the bytes were packed under other rules than these."""
    header = packed[:HEADER_BYTES]
    if len(header) < HEADER_BYTES:
        raise DamagedLink("The link is too short.")
    if header != pack_rules(rules):
        raise UnknownRules(".".join(map(str, header[:3])))


def pack_answers(rules: RuleBase, view: str, answers: Mapping[str, str]) -> bytes:
    """The view and one digit a question, as one whole number in a mixed radix; as long as the rules need."""
    number = VIEWS.index(view)
    for question in rules.questions:
        ids = _ids(question)
        number = number * len(ids) + ids.index(answers.get(question.id, NOT_SURE))
    return number.to_bytes(_answer_bytes(rules), "big")


def unpack_answers(rules: RuleBase, packed: bytes) -> tuple[str, dict[str, str]]:
    """The view and the answers, those that are "not sure" left out. Raises DamagedLink for bytes that spell none."""
    if len(packed) != _answer_bytes(rules):
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


def _ids(question: Question) -> list[str]:
    return [NOT_SURE, *(option.id for option in question.options)]


def _answer_bytes(rules: RuleBase) -> int:
    sheets = len(VIEWS)
    for question in rules.questions:
        sheets *= len(_ids(question))
    return ((sheets - 1).bit_length() + 7) // 8
