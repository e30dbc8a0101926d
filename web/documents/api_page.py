"""The JSON interface as a page to read, from the same description that other software reads."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recommender import VIEWS
from web.documents.api_description import about, example_person, limits
from web.documents.api_schemas import PEOPLE_FIELDS, PERSON_FIELDS, of_view
from web.documents.pages import Page
from web.guide.edition import Edition

_USUAL_ADDRESS = "http://localhost:8501"


@dataclass(frozen=True, slots=True)
class Described:
    """A parameter, a field or a status: its name, what is allowed, whether it is needed, and what it means."""

    name: str
    meaning: str
    allowed: Sequence[str] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class OperationShown:
    """What can be asked for, and everything that can come back."""

    method: str
    path: str
    title: str
    text: str
    parameters: Sequence[Described]
    fields: Sequence[Described]
    statuses: Sequence[Described]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiPage(Page):
    """What the interface does, its limits, an example, every operation, and every answer that is allowed, by view."""

    template = "api.html"
    about: Sequence[str]
    limits: Sequence[str]
    example: str
    operations: Sequence[OperationShown]
    result: Sequence[Described]
    questions: Mapping[str, Sequence[Described]]
    flags: Mapping[str, Sequence[str]]


def api_page(edition: Edition, description: Mapping[str, Any], *, rate: int, address: str, root: str) -> str:
    """The page of a description. `address` is the server's own, or ""."""
    schemas = description["components"]["schemas"]
    answers = {view: schemas[of_view("Answers", view)]["properties"] for view in VIEWS}
    people = {view: schemas[of_view("Person", view)]["properties"] for view in VIEWS}
    return edition.render(
        ApiPage(
            title=description["info"]["title"],
            root=root,
            about=about(edition),
            limits=limits(edition, rate),
            example=_example(edition, address or _USUAL_ADDRESS),
            operations=[
                _operation(schemas, method, path, operation)
                for path, methods in description["paths"].items()
                for method, operation in methods.items()
            ],
            result=_fields(schemas["Result"]["allOf"][0], schemas) + _fields(schemas["Result"]["allOf"][1], schemas),
            questions={view: [_described(name, one) for name, one in answers[view].items()] for view in VIEWS},
            flags={view: people[view]["screening"]["items"]["enum"] for view in VIEWS},
        )
    )


def _operation(schemas: Mapping[str, Any], method: str, path: str, operation: Mapping[str, Any]) -> OperationShown:
    parameters = [
        _described(one["name"], {**one["schema"], "description": one["description"]}, needed=one.get("required", False))
        for one in operation["parameters"]
    ]
    sent = "requestBody" in operation
    statuses = [Described(status, answer["description"]) for status, answer in operation["responses"].items()]
    return OperationShown(
        method.upper(),
        f"/api/v1{path}",
        operation["summary"],
        operation["description"],
        parameters,
        _sent(schemas) if sent else (),
        statuses,
    )


def _sent(schemas: Mapping[str, Any]) -> list[Described]:
    """The fields of one person's body, and those of a body with many people."""
    person, people = schemas[of_view("Person", VIEWS[0])], schemas["People"]
    one = [_described(name, person["properties"][name], needed=True) for name in PERSON_FIELDS]
    one[0] = Described(one[0].name, one[0].meaning, VIEWS, needed=True)
    many = [_described(name, people["properties"][name], needed=name in people["required"]) for name in PEOPLE_FIELDS]
    return one + many


def _fields(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[Described]:
    properties = schemas[schema["$ref"].rpartition("/")[2]]["properties"] if "$ref" in schema else schema["properties"]
    return [_described(name, one) for name, one in properties.items()]


def _described(name: str, schema: Mapping[str, Any], *, needed: bool = False) -> Described:
    return Described(name, schema["description"], schema.get("enum", ()), needed)


def _example(edition: Edition, address: str) -> str:
    body = json.dumps(example_person(edition))
    return f"curl {address}/api/v1/recommend \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"
