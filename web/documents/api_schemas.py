"""The JSON interface's schemas of what is sent, written from the rules: just what is allowed, and nothing else."""

from typing import Any

from recommender import VIEWS
from recommender.core.model import Question
from recommender.core.tally import offered
from web.guide.edition import Edition

MOST_BYTES = 1_000_000
MOST_PEOPLE = 1_000
MOST_EXPLAINED = 100
"""How many people of one request get reasons: for one, they can take as long as a thousand results without them."""

EXPLAINED_A_REQUEST = 10
"""How many people with reasons count as one request."""

PERSON_FIELDS = ("view", "answers", "screening")
PEOPLE_FIELDS = ("people", "explain")

Schema = dict[str, Any]


def ref(name: str) -> Schema:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def of_view(kind: str, view: str) -> str:
    """The name of a schema that differs by view, such as PersonSelf."""
    return f"{kind}{view.title()}"


def strict(properties: Schema, *, optional: tuple[str, ...] = ()) -> Schema:
    """An object with these properties, all but the optional ones needed, and no others."""
    needed = [name for name in properties if name not in optional]
    return {"type": "object", "additionalProperties": False, "required": needed, "properties": properties}


def request_schemas(edition: Edition) -> Schema:
    """The schemas of what is sent, by name."""
    people = {
        "people": {
            "description": edition.say("api.field.people"),
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_PEOPLE,
            # Anything else is allowed in a list as well, and gets a problem in its place.
            "items": {"anyOf": [ref("Person"), {}]},
        },
        "explain": {"description": edition.say("api.field.explain"), "type": "boolean", "default": False},
    }
    explained = {"properties": {"explain": {"const": True}}, "required": ["explain"]}
    fewer = {"properties": {"people": {"maxItems": MOST_EXPLAINED}}}
    return {
        **{of_view("Answers", view): _answers(edition, view) for view in VIEWS},
        **{of_view("Person", view): _person(edition, view) for view in VIEWS},
        "Person": {"oneOf": [ref(of_view("Person", view)) for view in VIEWS]},
        "People": {**strict(people, optional=("explain",)), "if": explained, "then": fewer},
    }


def _person(edition: Edition, view: str) -> Schema:
    gates = [gate.id for gate in edition.rules.gates_for(view)]
    flags = {"type": "array", "uniqueItems": True, "items": {"type": "string", "enum": gates}}
    return strict(
        {
            "view": {"description": edition.say("api.field.view"), "type": "string", "const": view},
            "answers": {"description": edition.say("api.field.answers"), **ref(of_view("Answers", view))},
            "screening": {"description": edition.say("api.field.screening"), **flags},
        }
    )


def _answers(edition: Edition, view: str) -> Schema:
    questions = edition.rules.questions_for(view)
    properties = {question.id: _question(edition, question, view) for question in questions}
    return strict(properties, optional=tuple(properties))


def _question(edition: Edition, question: Question, view: str) -> Schema:
    asked = edition.wording.ask(question.id, view, {})
    return {"description": asked, "type": "string", "enum": list(offered(question, view))}
