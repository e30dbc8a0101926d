"""What can be asked of the JSON interface, and the page that describes it."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from recommender import VIEWS
from recommender.core.model import VIEW
from recommender.explanation.serialise import questions_as_data, rules_as_data
from web.documents.api_description import api_description
from web.documents.api_page import api_page
from web.documents.api_problems import PROBLEMS, InputFault, problem_as_data
from web.documents.api_results import (
    audit_as_data,
    decision_as_data,
    recommendation_as_data,
    result_as_data,
)
from web.documents.api_schemas import EXPLAINED_A_REQUEST
from web.guide.edition import Edition
from web.guide.languages import LANGUAGES, PARAMETER
from web.routes.api.answers import private, public
from web.routes.api.body import parsed
from web.routes.api.operation import Operation, count, missing
from web.routes.api.people import people_in, sheet_in
from web.routes.api.refusal import Refusal, refuse
from web.routes.context import edition_of, root_of, services_of

_LANG = {PARAMETER: LANGUAGES}


def api_routes() -> list[Route]:
    """The routes below /api, the last of which takes whatever the others do not."""
    operations = {
        "questions": Operation(questions),
        "recommend": Operation(recommendation, "POST"),
        "audit": Operation(audit),
        "openapi.json": Operation(description),
    }
    return [
        *(Route(f"/api/v1/{name}", operation) for name, operation in operations.items()),
        *(Route(path, Operation(page, counted=False)) for path in ("/api", "/api/")),
        Route("/api/{path:path}", Operation(missing, counted=False)),
    ]


def questions(request: Request, _: bytes) -> Response:
    """The questions of one view."""
    view = _query(request, {VIEW: VIEWS, **_LANG}, needed=(VIEW,))[VIEW]
    edition = edition_of(request)
    return public(request, questions_as_data(edition.rules, edition.wording, view))


def recommendation(request: Request, body: bytes) -> Response:
    """The result for one person, or for many."""
    _query(request, _LANG)
    edition, sent = edition_of(request), parsed(body)
    if isinstance(sent, dict) and "people" in sent:
        people, explain = people_in(sent)
        if explain:
            count(request, ceil(len(people) / EXPLAINED_A_REQUEST) - 1)
        return private(request, _results(edition, people, explain=explain))
    return private(request, result_as_data(edition, sheet_in(edition.table, sent)))


def audit(request: Request, _: bytes) -> Response:
    """Where all possible answer sheets end."""
    _query(request, _LANG)
    return public(request, audit_as_data(edition_of(request).table))


def description(request: Request, _: bytes) -> Response:
    """The interface as an OpenAPI document."""
    _query(request, _LANG)
    return public(request, _description(request))


def page(request: Request, _: bytes) -> Response:
    """The interface as a page to read."""
    services = services_of(request)
    document = api_page(
        edition_of(request),
        _description(request),
        rate=services.rate_limit.rate,
        address=services.address,
        root=root_of(request),
    )
    return HTMLResponse(document, headers={"Cache-Control": "no-cache"})


def _description(request: Request) -> dict[str, Any]:
    services = services_of(request)
    root = services.address or request.scope.get("root_path", "")
    return api_description(edition_of(request), rate=services.rate_limit.rate, root=root)


def _results(edition: Edition, people: list[Any], *, explain: bool) -> dict[str, Any]:
    """A result for each person in turn, or what is wrong with what was sent for them."""
    answered = recommendation_as_data if explain else decision_as_data
    results = list[dict[str, Any]]()
    for place, sent in enumerate(people):
        try:
            sheet = sheet_in(edition.table, sent, f"#/people/{place}")
            results.append({"place": place, "status": 200, "result": answered(edition.table, sheet)})
        except Refusal as refusal:
            problem = problem_as_data(edition, refusal.kind, refusal.faults)
            results.append({"place": place, "status": PROBLEMS[refusal.kind], "problem": problem})
    refused = sum("problem" in result for result in results)
    counts = {"answered": len(results) - refused, "refused": refused}
    return {"rules": rules_as_data(edition.rules), **counts, "results": results}


def _query(request: Request, allowed: Mapping[str, Sequence[str]], needed: Sequence[str] = ()) -> Mapping[str, str]:
    """The parameters in the address. Raises Refusal where one is not known, missing, or there twice."""
    refuse(_query_faults(request.query_params.multi_items(), allowed, needed))
    return request.query_params


def _query_faults(
    pairs: Sequence[tuple[str, str]], allowed: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> Iterator[InputFault]:
    before = set[str]()
    for name, value in pairs:
        if name not in allowed:
            yield InputFault("unknown", "", "parameter", name, list(allowed))
        elif value not in allowed[name]:
            yield InputFault("unknown", "", name, value, allowed[name])
        elif name in before:
            yield InputFault("twice", "", name, value, allowed[name])
        before.add(name)
    yield from (InputFault("needed", "", name, allowed=allowed[name]) for name in needed if name not in before)
