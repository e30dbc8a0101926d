"""The guide without script: the flags and every question on one page, sent once, and answered by the result.

What is sent is held only until it is answered. None of it is stored, sealed, logged or put into an address.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from markupsafe import Markup

from recommender import NOT_SURE, VIEWS, AnswerSheet, RuleBase
from recommender.content.words import QuestionWords
from recommender.core.model import Question
from recommender.core.tally import offered
from web.documents.feedback import feedback_line
from web.documents.fit import fit_form
from web.documents.pages import Page
from web.documents.reading_time import guide_minutes
from web.documents.result import result_document
from web.documents.result_values import WHOLE, ResultDocument
from web.guide.answer_texts import answer_texts
from web.guide.edition import Edition
from web.guide.own_words import MOST, clean, in_own_words, is_too_long
from web.guide.screening import NONE, FlagGroup, flag_groups, flag_ids
from web.links.bare_result import bare_result
from web.services.clock import today
from web.services.services import Services

CHECK_FLAGS, CHANGE, BEGIN, SHOW_GOAL = "screening", "change", "begin", "goal"
"""Which button was pressed, if not the one for the result: to check the flags alone, to show the form as it is filled
in, to go on from the first step, or to show that as it is filled in. WHOLE is one more."""

FLAGS, OWN_WORDS = "screening", "own"
"""The fields for the flags, and for a line in somebody's own words."""

Missing = Mapping[str, str]
"""What is missing or does not go together: a sentence for each field, by its id."""

COMPLETE: Missing = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in. `flags` holds gates and perhaps NONE; `own_words` is a clean line, perhaps too long.

    `part` is CHECK_FLAGS, CHANGE, BEGIN, SHOW_GOAL, WHOLE or "": the button that was pressed.
    """

    view: str
    flags: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    own_words: str = ""

    def gates(self) -> frozenset[str]:
        """The gates that were ticked."""
        return self.flags - {NONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePage(Page):
    """The page that asks who it is about. `failed`: what was sent before could not be read."""

    template = "plain-choice.html"
    failed: bool
    questions: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(Page):
    """A page of the form as it was filled in, with what is `missing` by field. `most` is how long own words may be."""

    filled: Filled
    missing: Missing
    most: int = MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPage(FormPage):
    """The first question: its id, its words, and the texts of its answers."""

    template = "plain-goal.html"
    question: str
    asked: QuestionWords
    texts: Mapping[str, str]
    questions: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage(FormPage):
    """The flags and the questions: the id of each, the texts of its answers, its text and a line of help."""

    template = "plain-form.html"
    goal: str
    groups: Sequence[FlagGroup]
    questions: Sequence[tuple[str, Mapping[str, str], str, str]]
    words: Mapping[str, QuestionWords]
    shown_words: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage(Page):
    """The result, or, where something that was ticked stops the guide, the help alone.

    `fit` asks whether the result fits, and `feedback` what somebody thinks; each is empty where nobody asks.
    """

    template = "plain-result.html"
    result: ResultDocument
    whole: bool
    stops: bool
    filled: Filled
    fit: Markup
    feedback: Markup


def filled_in(rules: RuleBase, sent: Mapping[str, Sequence[str]]) -> Filled | None:
    """The form that was sent, or None where it names no view. Anything that the rules do not know is left out."""
    view = sent.get("view", [""])[0]
    if view not in VIEWS:
        return None
    asked = rules.questions_for(view)
    given = {question.id: sent.get(f"answer-{question.id}", [""])[0] for question in asked}
    answers = {q.id: given[q.id] for q in asked if given[q.id] in offered(q, view)}
    for question in asked:
        if question.second_of and answers.get(question.second_of) == NOT_SURE:
            answers.setdefault(question.id, NOT_SURE)
    return Filled(
        view,
        frozenset(sent.get("flag", ())) & {NONE, *flag_ids(rules, view)},
        answers,
        sent.get("part", [""])[0],
        clean(sent.get(OWN_WORDS, [""])[0]),
    )


def screening_missing(edition: Edition, filled: Filled) -> Missing:
    """What is wrong with the flags, if anything."""
    if not filled.flags:
        return {FLAGS: edition.say("screening.choose")}
    if NONE in filled.flags and len(filled.flags) > 1:
        return {FLAGS: edition.say("screening.choose-one")}
    return {}


def answers_missing(edition: Edition, filled: Filled) -> Missing:
    """The questions without an answer, and second answers that repeat the first."""
    found = {}
    for question in edition.rules.questions_for(filled.view):
        topic, chosen = edition.wording.questions[question.id].topic, filled.answers.get(question.id)
        if chosen is None:
            found[question.id] = f"{topic}. {edition.say('question.choose')}"
        elif chosen != NOT_SURE and chosen == filled.answers.get(question.second_of or ""):
            found[question.id] = f"{topic}. {edition.say('plain.same-twice')}"
    return found


def words_missing(edition: Edition, filled: Filled) -> Missing:
    """What is wrong with the line in own words, if anything."""
    return {OWN_WORDS: edition.say("own.long", count=MOST)} if is_too_long(filled.own_words) else {}


def choice_document(edition: Edition, *, failed: bool = False) -> Markup:
    """The page that asks who it is about. `failed`: what was sent before could not be read."""
    values = ChoicePage(
        title=edition.say("plain.title"),
        private=failed,
        failed=failed,
        questions=max(_questions_left(edition, view) for view in VIEWS),
        minutes=guide_minutes(edition, VIEWS[0]),
    )
    return edition.render(values)


def goal_document(edition: Edition, filled: Filled, missing: Missing = COMPLETE, *, private: bool = True) -> Markup:
    """The first step: what the help is for, and a line in own words. All later questions refer to it."""
    question = edition.rules.questions[0]
    values = GoalPage(
        title=edition.say("plain.title"),
        private=private,
        filled=filled,
        missing=missing,
        question=question.id,
        asked=edition.wording.questions[question.id],
        texts=answer_texts(edition, question.id, filled.view),
        questions=_questions_left(edition, filled.view),
        minutes=guide_minutes(edition, filled.view),
    )
    return edition.render(values)


def _questions_left(edition: Edition, view: str) -> int:
    """How many questions come after the first."""
    return len(edition.rules.questions_for(view)) - 1


def form_document(edition: Edition, filled: Filled, missing: Missing = COMPLETE, *, private: bool = True) -> Markup:
    """The form, as far as it is filled in, with what is missing listed at the top and shown in its place."""
    rules, view, title = edition.rules, filled.view, edition.say("plain.title")
    goal = rules.questions[0].id
    values = QuestionsPage(
        title=f"{edition.say('question.error')}: {title}" if missing else title,
        private=private,
        filled=filled,
        missing=missing,
        goal=goal,
        groups=flag_groups(edition, view),
        questions=[
            (asked.id, answer_texts(edition, asked.id, view), edition.wording.ask(asked.id, view, filled.answers), hint)
            for asked, hint in _with_hints(edition, view)
            if asked.id != goal or goal not in filled.answers
        ],
        words=edition.wording.questions,
        shown_words=in_own_words(edition, filled.own_words),
    )
    return edition.render(values)


def answered_document(edition: Edition, filled: Filled, services: Services) -> Markup:
    """The result for a form; where something that was ticked stops the guide, the help alone, and no score."""
    gates = filled.gates()
    stops, whole = edition.rules.stops(gates), filled.part == WHOLE
    sheet, line = AnswerSheet(filled.view, filled.answers, gates), filled.own_words
    told = bare_result(edition.table, sheet)
    asked = told if services.fit else None
    code = asked.code if asked else ""
    page = ResultPage(
        title=edition.say("screening.title" if stops else "result.title"),  # a title must not tell what was ticked
        private=True,
        result=result_document(
            edition, sheet, created=today(), own_words="" if stops else line, whole=whole, code=code
        ),
        whole=whole,
        stops=stops,
        filled=filled,
        fit=fit_form(edition, asked) if asked else Markup(),
        feedback=Markup() if stops else feedback_line(edition, services.feedback_address, told),
    )
    return edition.render(page)


def _with_hints(edition: Edition, view: str) -> Iterator[tuple[Question, str]]:
    """Each question with its help. Here a second answer is a question of its own, so the first asks for only one."""
    for question in edition.rules.questions_for(view):
        hint = edition.wording.questions[question.id].help[view]
        yield question, edition.say("plain.main") if edition.rules.second_to(question.id) else hint
