"""The guide without script: what can be ticked and every question on one page, sent once, answered by the result.

What is sent lives as long as its answer takes. Nothing of it is kept, sealed, logged or put into an address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from markupsafe import Markup

from recommender import VIEWS, RuleBase, Sheet
from recommender.tally import offered
from web.documents import page_values
from web.guide import Guide, today
from web.report import result_document
from web.screening import AGREED, AGREEMENT, NONE, agreement_ids, tick_ids

MOST_BYTES = 16_384
"""No form of ours is nearly as long: what is longer is not read."""

SCREENING, CHANGE = "screening", "change"
"""What was pressed, where it was not the button for the result: look at the ticks alone, or change answers."""

_MOST_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in. `ticks` holds gates and perhaps NONE, `agreement` a gate, AGREED or "".

    `part` is SCREENING, CHANGE or "": the button that was pressed.
    """

    view: str
    ticks: frozenset[str] = frozenset()
    agreement: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    part: str = ""

    def gates(self) -> frozenset[str]:
        """The gates that were ticked, the one about agreement with them."""
        return (self.ticks | {self.agreement}) - {NONE, AGREED, ""}


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing or does not go together: the id of the field, and a sentence."""

    field: str
    text: str


def read_form(rules: RuleBase, body: bytes) -> Filled | None:
    """The form in the body of a request, or None where it names no view. What the rules do not know is left out."""
    try:
        sent = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        return None
    view = sent.get("view", [""])[0]
    if view not in VIEWS:
        return None
    agreements, known = {AGREED, *agreement_ids(rules, view)}, {NONE, *tick_ids(rules, view)}
    agreement = sent.get(AGREEMENT, [""])[0]
    given = {question.id: sent.get(f"answer-{question.id}", [""])[0] for question in rules.questions}
    return Filled(
        view,
        frozenset(sent.get("tick", ())) & known,
        agreement if agreement in agreements else "",
        {q.id: given[q.id] for q in rules.questions if given[q.id] in offered(q, view)},
        sent.get("part", [""])[0],
    )


def screening_missing(guide: Guide, filled: Filled) -> list[Missing]:
    """What is wrong with the ticks, if anything."""
    missing = []
    if not filled.ticks:
        missing.append(Missing(SCREENING, guide.say("screening.choose")))
    elif NONE in filled.ticks and len(filled.ticks) > 1:
        missing.append(Missing(SCREENING, guide.say("screening.choose-one")))
    if not filled.agreement and agreement_ids(guide.rules, filled.view):
        missing.append(Missing(AGREEMENT, guide.say("screening.choose-agreement")))
    return missing


def answers_missing(guide: Guide, filled: Filled) -> list[Missing]:
    """The questions without an answer."""
    open_questions = [question.id for question in guide.rules.questions if question.id not in filled.answers]
    choose = guide.say("question.choose")
    return [Missing(name, f"{guide.wording.questions[name].topic}. {choose}") for name in open_questions]


def choice_document(guide: Guide, *, failed: bool = False) -> Markup:
    """The page that asks whom it is about. `failed`: what was sent before could not be read."""
    page = page_values(guide, guide.say("plain.title"), private=failed)
    return guide.render("plain-choice.html", **page, failed=failed, questions=len(guide.rules.questions))


def form_document(guide: Guide, filled: Filled, missing: Sequence[Missing] = (), *, private: bool = True) -> Markup:
    """The form, as far as it is filled in, with what is missing told at the top and at its place."""
    rules, view = guide.rules, filled.view
    title = guide.say("plain.title")
    page = page_values(guide, f"{guide.say('question.error')}: {title}" if missing else title, private=private)
    return guide.render(
        "plain-form.html",
        **page,
        view=view,
        filled=filled,
        given=filled.answers,
        missing={found.field: found.text for found in missing},
        ticks=tick_ids(rules, view),
        agreements=agreement_ids(rules, view),
        questions=[(question.id, offered(question, view)[:-1]) for question in rules.questions],
        words=guide.wording,
    )


def answered_document(guide: Guide, filled: Filled) -> Markup:
    """The result for a form; where something that was ticked stops the guide, the help alone, and no score."""
    gates = filled.gates()
    stops = guide.rules.stops(gates)
    result = result_document(guide, Sheet(filled.view, filled.answers, gates), made=today())
    title = guide.say("screening.title" if stops else "result.title")  # a title must not tell what was ticked
    page = page_values(guide, title, private=True)
    return guide.render("plain-result.html", **page, result=result, stops=stops, filled=filled)
