"""The route of the guide without script: the form by GET, and by POST what comes of it."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from recommender import VIEWS, AnswerSheet
from recommender.core.tally import offered
from web.documents.plain_form import (
    BEGIN,
    CHANGE,
    CHECK_FLAGS,
    SHOW_GOAL,
    Filled,
    answered_document,
    answers_missing,
    choice_document,
    filled_in,
    form_document,
    goal_document,
    screening_missing,
    words_missing,
)
from web.documents.result_values import WHOLE
from web.guide.edition import Edition
from web.links.bare_result import bare_result
from web.middleware.headers import PRIVATE, REVISITABLE
from web.routes.context import edition_of, services_of
from web.routes.forms import UNPROCESSABLE, Form
from web.services.services import Services
from web.watching.figures import RESULTS

GOAL = "goal"
"""The part of the address that may name what the help is for."""

OK, BAD_REQUEST = 200, 400


def plain(request: Request, form: Form) -> Response:
    """The guide without script. A page that tells a flag is kept nowhere, not even by the browser."""
    edition = edition_of(request)
    if request.method == "POST":
        filled = filled_in(edition.rules, form)
        page, status = _answered(edition, filled, services_of(request))
        return HTMLResponse(page, status, headers=PRIVATE if filled and filled.gates() else REVISITABLE)
    asked = {name: request.query_params.get(name, "") for name in ("view", GOAL)}
    return HTMLResponse(_begun(edition, asked["view"], asked[GOAL]), headers={"Cache-Control": "no-cache"})


def _begun(edition: Edition, view: str, goal: str) -> str:
    """The page to begin with, depending on how much the address says: who it is about, and what for."""
    if view not in VIEWS:
        return choice_document(edition)
    question = edition.rules.questions[0]
    if goal not in offered(question, view):
        return goal_document(edition, Filled(view), private=False)
    return form_document(edition, Filled(view, answers={question.id: goal}), private=False)


def _answered(edition: Edition, filled: Filled | None, services: Services) -> tuple[str, int]:
    """The page for a form, with its status. Help comes before anything that is missing."""
    if filled is None:
        return choice_document(edition, failed=True), BAD_REQUEST
    if edition.rules.stops(filled.gates()):
        return answered_document(edition, filled, services), OK
    first = edition.rules.questions[0].id
    too_long = words_missing(edition, filled)
    if filled.part == BEGIN:
        missing = {field: text for field, text in answers_missing(edition, filled).items() if field == first}
        missing |= too_long
        return (
            (goal_document(edition, filled, missing), UNPROCESSABLE)
            if missing
            else (form_document(edition, filled), OK)
        )
    if filled.part == CHANGE:
        return form_document(edition, filled), OK
    if filled.part == SHOW_GOAL:
        return goal_document(edition, filled), OK
    # The button for the whole is offered only below a result for which nothing was ticked.
    flags_missing = {} if filled.part == WHOLE else screening_missing(edition, filled)
    missing = {**flags_missing, **too_long}
    if filled.part == CHECK_FLAGS and not missing:
        return form_document(edition, filled), OK
    if filled.part != CHECK_FLAGS:
        missing |= answers_missing(edition, filled)
    if missing:
        return form_document(edition, filled, missing), UNPROCESSABLE
    told = bare_result(edition.table, AnswerSheet(filled.view, filled.answers, filled.gates()))
    if told and filled.part != WHOLE:
        RESULTS.count(told.outcome)
    return answered_document(edition, filled, services), OK
