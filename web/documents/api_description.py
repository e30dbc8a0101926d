"""The JSON interface described in OpenAPI 3.1: written from the rules in use, in the words of one language."""

from functools import lru_cache
from typing import Any

from recommender import VIEWS
from web.documents.api_answer_schemas import answer_schemas
from web.documents.api_problems import MEDIA_TYPE, PROBLEMS
from web.documents.api_schemas import (
    EXPLAINED_A_REQUEST,
    MOST_BYTES,
    MOST_EXPLAINED,
    MOST_PEOPLE,
    Schema,
    of_view,
    ref,
    request_schemas,
)
from web.guide.edition import Edition
from web.guide.languages import LANGUAGES

VERSION = "1.0.0"
_ANSWERED = 2
"""How many questions the example answers."""


@lru_cache(maxsize=16)
def api_description(edition: Edition, *, rate: int, root: str) -> dict[str, Any]:
    """The whole document, where so many requests a minute are allowed. `root` is what every path begins with, or ""."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": edition.say("api.title"),
            "version": VERSION,
            "description": "\n\n".join([edition.say("api.lead"), *about(edition), *limits(edition, rate)]),
        },
        "servers": [{"url": f"{root}/api/v1"}],
        "paths": {
            "/questions": {"get": _questions(edition)},
            "/recommend": {"post": _recommend(edition)},
            "/audit": {"get": _operation(edition, "audit", "Audit", cached=True)},
            "/openapi.json": {"get": _operation(edition, "openapi", None, cached=True)},
        },
        "components": {"schemas": {**request_schemas(edition), **answer_schemas(edition)}},
    }


def about(edition: Edition) -> list[str]:
    """What it does, and what version 1 promises."""
    return [edition.say("api.what-text"), edition.say("api.what-version")]


def limits(edition: Edition, rate: int) -> list[str]:
    """How much may be sent, and how often."""
    size = edition.say("api.limits-size", people=MOST_PEOPLE, explained=MOST_EXPLAINED, bytes=MOST_BYTES)
    often = edition.say("api.limits-rate", rate=rate, each=EXPLAINED_A_REQUEST)
    return [size, often, edition.say("api.limits-strict")]


def example_person(edition: Edition) -> dict[str, Any]:
    """One person's body that is allowed under the rules in use."""
    asked = edition.rules.questions_for(VIEWS[0])[:_ANSWERED]
    answers = {question.id: question.options_for(VIEWS[0])[0].id for question in asked if not question.second_of}
    return {"view": VIEWS[0], "answers": answers, "screening": []}


def _questions(edition: Edition) -> Schema:
    view = {"in": "query", "name": "view", "required": True, "schema": {"type": "string", "enum": list(VIEWS)}}
    operation = _operation(edition, "questions", "Questions", cached=True)
    operation["parameters"].insert(0, {"description": edition.say("api.field.view"), **view})
    return operation


def _recommend(edition: Edition) -> Schema:
    body = {"oneOf": [*(ref(of_view("Person", view)) for view in VIEWS), ref("People")]}
    examples = {
        "person": {"value": example_person(edition)},
        "people": {"value": {"people": [example_person(edition)], "explain": False}},
    }
    media = {"application/json": {"schema": body, "examples": examples}}
    operation = _operation(edition, "recommend", "Result", "json", "long", "type")
    answer = operation["responses"]["200"]["content"]["application/json"]
    answer["schema"] = {"anyOf": [ref("Result"), ref("Results")]}
    return {**operation, "requestBody": {"required": True, "content": media}}


def _operation(edition: Edition, name: str, schema: str | None, *problems: str, cached: bool = False) -> Schema:
    """An operation with the parameter that all have, and with every status that it can answer."""
    lang = {"in": "query", "name": "lang", "schema": {"type": "string", "enum": list(LANGUAGES)}}
    answer = ref(schema) if schema else {"type": "object"}
    responses: Schema = {
        "200": {"description": edition.say("api.status.200"), "content": {"application/json": {"schema": answer}}}
    }
    if cached:
        responses["304"] = {"description": edition.say("api.status.304")}
    for kind in sorted({*problems, "method", "invalid", "often", "failed"}, key=PROBLEMS.__getitem__):
        responses[str(PROBLEMS[kind])] = _problem(edition, kind)
    return {
        "operationId": name,
        "summary": edition.say(f"api.do.{name}"),
        "description": edition.say(f"api.do.{name}-text"),
        "parameters": [{"description": edition.say("api.field.lang"), **lang}],
        "responses": responses,
    }


def _problem(edition: Edition, kind: str) -> Schema:
    said = {"description": edition.say(f"api.problem.{kind}"), "content": {MEDIA_TYPE: {"schema": ref("Problem")}}}
    if kind == "often":
        wait = {"description": edition.say("api.retry-after"), "schema": {"type": "integer", "minimum": 1}}
        said["headers"] = {"Retry-After": {"required": True, **wait}}
    if kind == "method":
        said["headers"] = {"Allow": {"required": True, "schema": {"type": "string"}}}
    return said
