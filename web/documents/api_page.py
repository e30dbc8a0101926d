"""The JSON interface as a page to read, from the same description that other software reads."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recommender import VIEWS
from web.documents.api_description import about, example_person, limits
from web.documents.api_schemas import of_view
from web.documents.pages import Page
from web.guide.edition import Edition

_USUAL_ADDRESS = "http://localhost:8501"


@dataclass(frozen=True, slots=True)
class Described:
    """A parameter, a field or a status: its name, what is allowed, whether it is needed, and what it means."""

    name: str
    meaning: str
    allowed: Sequence[str]
    needed: bool


@dataclass(frozen=True, slots=True)
class OperationShown:
    """What can be asked for: its parameters, the fields of one person and of many, and what can come back."""

    method: str
    path: str
    title: str
    text: str
    parameters: Sequence[Described]
    fields: Sequence[Described]
    many: Sequence[Described]
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
    people = {view: schemas[of_view("Person", view)]["properties"] for view in VIEWS}
    result = {**schemas["Recommendation"]["properties"], **schemas["Result"]["allOf"][1]["properties"]}
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
            result=_described(result),
            questions={view: _described(schemas[of_view("Answers", view)]["properties"]) for view in VIEWS},
            flags={view: people[view]["screening"]["items"]["enum"] for view in VIEWS},
        )
    )


def _operation(schemas: Mapping[str, Any], method: str, path: str, operation: Mapping[str, Any]) -> OperationShown:
    asked = {one["name"]: {**one["schema"], "description": one["description"]} for one in operation["parameters"]}
    needed = [one["name"] for one in operation["parameters"] if one.get("required")]
    person, people = schemas[of_view("Person", VIEWS[0])], schemas["People"]
    either = {**person["properties"], "view": {**person["properties"]["view"], "enum": VIEWS}}
    sent = "requestBody" in operation
    return OperationShown(
        method.upper(),
        f"/api/v1{path}",
        operation["summary"],
        operation["description"],
        _described(asked, needed),
        _described(either, person["required"]) if sent else (),
        _described(people["properties"], people["required"]) if sent else (),
        _described(operation["responses"]),
    )


def _described(found: Mapping[str, Mapping[str, Any]], needed: Sequence[str] = ()) -> list[Described]:
    """What has a description, by its name; and what is allowed, where that is a list of values."""
    return [Described(name, one["description"], one.get("enum", ()), name in needed) for name, one in found.items()]


def _example(edition: Edition, address: str) -> str:
    body = json.dumps(example_person(edition))
    return f"curl {address}/api/v1/recommend \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"
