"""The journey: where somebody is in the guide and what they have answered. It lives sealed in the page's address.

Whoever reloads, goes Back or meets another server is where they were. What was ticked on the screening page is not in
it: that stays in the session, and is asked again where the session is gone.
"""

import datetime
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from recommender import NOT_SURE, VIEWS, RuleBase, Table
from recommender.analysis.reachable_outcomes import reachable_outcomes
from recommender.core.errors import DamagedLink, ExpiredLink
from recommender.core.model import NOTHING_ELSE
from web.links.codec import HEADER_BYTES, check_rules, pack_answers, pack_rules, unpack_answers
from web.links.days import DAY_BYTES, pack_date, unpack_date
from web.services.sealing import Sealer

SCREENING, ANSWERS, RESULT = "screening", "answers", "result"

DAYS_KEPT = 30
"""For how many days after its last step a journey's address can be opened."""

_PURPOSE = "unfinished guide"
_ID_BYTES = 8


def _new_id() -> bytes:
    return secrets.token_bytes(_ID_BYTES)


@dataclass(frozen=True, slots=True)
class Journey:
    """The view, the step (screening, a question's id, answers, result), and the answers: "not sure" is written out.

    `changing` is set while one answer is changed from the summary: the next step then is the summary again. `id` is
    drawn by chance at the beginning and stays the same, so that all addresses of one journey can be closed at once.
    """

    view: str
    step: str = SCREENING
    answers: Mapping[str, str] = field(default_factory=dict)
    changing: bool = False
    id: bytes = field(default_factory=_new_id, compare=False)


def steps(rules: RuleBase, view: str) -> tuple[str, ...]:
    """All steps in their order."""
    return (SCREENING, *(question.id for question in rules.pages_for(view)), ANSWERS, RESULT)


def position(rules: RuleBase, journey: Journey) -> tuple[int, int]:
    """The number of the question page shown, from 1, and how many there are."""
    return steps(rules, journey.view).index(journey.step), len(rules.pages_for(journey.view))


def go_on(rules: RuleBase, journey: Journey) -> Journey:
    """The journey one step on; or back at the summary, where an answer was being changed."""
    order = steps(rules, journey.view)
    step = ANSWERS if journey.changing else order[min(order.index(journey.step) + 1, len(order) - 1)]
    return replace(journey, step=step, changing=False)


def go_back(rules: RuleBase, journey: Journey) -> Journey:
    """The journey one step back; or back at the summary, where an answer was being changed."""
    order = steps(rules, journey.view)
    step = ANSWERS if journey.changing else order[max(order.index(journey.step) - 1, 0)]
    return replace(journey, step=step, changing=False)


def answer(rules: RuleBase, journey: Journey, chosen: Sequence[str]) -> Journey:
    """The journey with what was chosen on the page shown, the main answer first; all other answers are kept."""
    given = {journey.step: chosen[0]}
    if second := rules.second_to(journey.step):
        alone = NOT_SURE if chosen[0] == NOT_SURE else NOTHING_ELSE
        given[second.id] = chosen[1] if len(chosen) > 1 else alone
    return replace(journey, answers={**journey.answers, **given})


def answered(rules: RuleBase, journey: Journey) -> tuple[str, ...]:
    """What was answered on the page shown, the main answer first; empty where nothing was."""
    first, second = journey.answers.get(journey.step), rules.second_to(journey.step)
    other = journey.answers.get(second.id, NOT_SURE) if second else NOT_SURE
    also = () if other in (NOT_SURE, NOTHING_ELSE, first) else (other,)
    main = () if first is None or (first == NOT_SURE and also) else (first,)
    return (*main, *also)


def questions_spared(table: Table, journey: Journey) -> int:
    """How many question pages are left that cannot change the outcome any more, or 0 while one of them still can."""
    left = [question.id for question in table.rules.pages_for(journey.view) if question.id not in journey.answers]
    settled = left and len(reachable_outcomes(table, journey.view, journey.answers)) == 1
    return len(left) if settled else 0


def change(rules: RuleBase, journey: Journey, step: str) -> Journey:
    """The journey where a question, or the screening, was answered before, with the way back to the summary."""
    page = rules.question[step].second_of if step in rules.question else None
    return replace(journey, step=page or step, changing=True)


def seal_journey(sealer: Sealer, rules: RuleBase, journey: Journey, *, today: datetime.date) -> str:
    """The journey as a token for the address, good for DAYS_KEPT days."""
    place = steps(rules, journey.view).index(journey.step) << 1 | journey.changing
    seen = sum(1 << number for number, q in enumerate(rules.questions) if q.id in journey.answers)
    heading = pack_date(today) + bytes([place]) + seen.to_bytes(_seen_bytes(rules), "big")
    content = pack_rules(rules) + heading + journey.id + pack_answers(rules, journey.view, journey.answers)
    return sealer.seal(content, purpose=_PURPOSE)


def open_journey(sealer: Sealer, rules: RuleBase, token: str, *, today: datetime.date) -> Journey:
    """The journey in a token. Raises DamagedLink, ExpiredLink or UnknownRules."""
    content = sealer.open(token, purpose=_PURPOSE)
    sealed, rest = content[HEADER_BYTES : HEADER_BYTES + DAY_BYTES], content[HEADER_BYTES + DAY_BYTES :]
    if today > unpack_date(sealed) + datetime.timedelta(DAYS_KEPT):
        raise ExpiredLink(f"The address was good for {DAYS_KEPT} days.")
    check_rules(content, rules)
    end = 1 + _seen_bytes(rules)
    if len(rest) < end + _ID_BYTES:
        raise DamagedLink("The address is too short.")
    view, given = unpack_answers(rules, rest[end + _ID_BYTES :])
    order = steps(rules, view)
    if rest[0] >> 1 >= len(order):
        raise DamagedLink("The address names no step.")
    seen = int.from_bytes(rest[1:end], "big")
    answers = {q.id: given.get(q.id, NOT_SURE) for number, q in enumerate(rules.questions) if seen >> number & 1}
    return Journey(view, order[rest[0] >> 1], answers, bool(rest[0] & 1), rest[end : end + _ID_BYTES])


def journey_at(sealer: Sealer, rules: RuleBase, query: Mapping[str, str], *, today: datetime.date) -> Journey | None:
    """The journey of an address with this query, or None where it begins none. Raises as open_journey does."""
    if token := query.get("at"):
        return open_journey(sealer, rules, token, today=today)
    view = query.get("view", "")
    return Journey(view) if view in VIEWS else None


def clearing_id(journey: Journey) -> bytes:
    """What a journey is known by once it is cleared: a hash, from which nobody can find anything in it."""
    return hashlib.sha256(b"journey" + journey.id).digest()[:16]


def kept_until(today: datetime.date) -> datetime.date:
    """The last day on which any address of a journey could be opened whose last step was today."""
    return today + datetime.timedelta(DAYS_KEPT)


def _seen_bytes(rules: RuleBase) -> int:
    """One bit a question: whether it was answered at all, be it with "not sure"."""
    return (len(rules.questions) + 7) // 8
