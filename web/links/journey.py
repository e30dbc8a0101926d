"""The journey: where somebody is in the guide and what they have answered. It lives sealed in the page's address.

After a reload, after Back and on another server, the guide is where it was. The flags of the screening page are not in
it: they stay in the session, and are asked again where the session is gone.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from recommender import NOT_SURE, AnswerSheet, RuleBase, Table
from recommender.analysis.reachable_outcomes import reachable_outcomes
from recommender.core.model import NOTHING_ELSE

SCREENING, ANSWERS, RESULT = "screening", "answers", "result"
SHARE, COPY, WHAT_IF = ASIDES = ("share", "copy", "what-if")
"""The pages that a result leads to, and that lead back to it."""

ID_BYTES = 8


def _new_id() -> bytes:
    return secrets.token_bytes(ID_BYTES)


@dataclass(frozen=True, slots=True)
class Journey:
    """The view, where in it somebody is (one of the places), and the answers: "not sure" is written out.

    `changing` is set while one answer is changed from the summary: the next step then is the summary again. `id` is
    random, and stays the same, so that all addresses of one journey can be closed at once.
    """

    view: str
    step: str = SCREENING
    answers: Mapping[str, str] = field(default_factory=dict)
    changing: bool = False
    id: bytes = field(default_factory=_new_id, compare=False)

    def sheet(self) -> AnswerSheet:
        """The answers that say something, without flags."""
        return AnswerSheet(self.view, {q: option for q, option in self.answers.items() if option != NOT_SURE})


def steps(rules: RuleBase, view: str) -> tuple[str, ...]:
    """The steps that follow one another, in their order."""
    return (SCREENING, *(question.id for question in rules.pages_for(view)), ANSWERS, RESULT)


def places(rules: RuleBase, view: str) -> tuple[str, ...]:
    """Wherever a journey can be: its steps, and the asides."""
    return (*steps(rules, view), *ASIDES)


def position(rules: RuleBase, journey: Journey) -> tuple[int, int]:
    """The number of the question page shown, from 1, and how many there are."""
    pages = steps(rules, journey.view)[1:-2]
    return pages.index(journey.step) + 1, len(pages)


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
