"""The JSON interface's schemas of what comes back: every field there is, and room for more, as version 1 promises."""

from collections.abc import Iterable

from recommender import VIEWS
from recommender.content.words import BANDS
from recommender.core.model import CERTAINTIES, RuleBase
from web.documents.api_problems import PROBLEMS, problem_type
from web.documents.api_schemas import Schema, ref
from web.guide.edition import Edition
from web.guide.languages import LANGUAGES

DECISION_FIELDS = ("rules", "view", "outcome", "certainty", "provisional", "gates", "patterns", "approach")
"""The fields of a result without its reasons."""

_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_WHOLE: Schema = {"type": "integer"}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_COUNT: Schema = {"type": "string", "pattern": "^[0-9]+$"}
_FRACTION: Schema = {"type": "string", "pattern": "^-?[0-9]+(/[0-9]+)?$"}


def answer_schemas(edition: Edition) -> Schema:
    """The schemas of what comes back, by name."""
    result = _result(edition)
    return {
        "Rules": _object({"version": _TEXT, "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}),
        "Decision": _object({name: result[name] for name in DECISION_FIELDS}),
        "Recommendation": _object(result),
        "Words": _words(),
        "Result": {
            "allOf": [
                ref("Recommendation"),
                _object({"words": {"description": edition.say("api.result.words"), **ref("Words")}}),
            ]
        },
        "Results": _results(),
        "Questions": _questions(edition.rules),
        "Audit": _audit(edition.rules),
        "Problem": _problem(),
    }


def _result(edition: Edition) -> Schema:
    rules = edition.rules
    outcome, certainty = _one_of(rules.outcomes), _one_of(CERTAINTIES)
    question, pattern = _one_of(rules.question), _one_of(item.id for item in rules.patterns)
    points = dict.fromkeys(rules.approaches, _WHOLE)
    cap = _object({"reason": _TEXT, "most": certainty})
    decided = {"decided_by": _one_of([*pattern["enum"], "lead"]), **points, "lead": _WHOLE}
    approach = _object({"outcome": outcome, **decided, "band": _one_of(BANDS), "caps": _list_of(cap)})
    limits = {"least": _or_null(_FRACTION), "most": _or_null(_FRACTION)}
    sensitivity = {"radius": _or_null(_FRACTION), "ranges": _list_of(_object({"question": question, **limits}))}
    changes = {"type": "object", "propertyNames": question, "additionalProperties": _TEXT}
    fields: Schema = {
        "rules": ref("Rules"),
        "outcome": outcome,
        "certainty": _or_null(certainty),
        "provisional": _FLAG,
        "gates": _list_of(_one_of(gate.id for gate in rules.gates)),
        "patterns": _list_of(pattern),
        "approach": _or_null(approach),
        "reasons": _list_of(_object({"question": question, "option": _TEXT, **points})),
        "unanswered": _list_of(question),
        "counterfactuals": _list_of(_object({"changes": changes, "outcome": outcome})),
        "reachable": _list_of(outcome),
        "weight_sensitivity": _or_null(_object(sensitivity)),
    }
    said = {name: {"description": edition.say(f"api.result.{name}"), **schema} for name, schema in fields.items()}
    return {"view": {"description": edition.say("api.field.view"), **_one_of(VIEWS)}, **said}


def _words() -> Schema:
    help_first = _object({"title": _TEXT, "say": _TEXT, "steps": _list_of(_TEXT)})
    return _object(
        {
            "language": _one_of(LANGUAGES),
            "headline": _TEXT,
            "help_first": _list_of(help_first),
            "certainty": _or_null(_TEXT),
            "certainty_means": _or_null(_TEXT),
            "caveats": _list_of(_TEXT),
            "approach": _or_null(_object({"headline": _TEXT, "meaning": _TEXT, "steps": _list_of(_TEXT)})),
        }
    )


def _results() -> Schema:
    place = {"place": {"type": "integer", "minimum": 0}}
    given = {"anyOf": [ref("Recommendation"), ref("Decision")]}
    answered = _object({**place, "status": {"const": 200}, "result": given})
    refused = _object({**place, "status": {"const": PROBLEMS["invalid"]}, "problem": ref("Problem")})
    counts = {"answered": {"type": "integer", "minimum": 0}, "refused": {"type": "integer", "minimum": 0}}
    return _object({"rules": ref("Rules"), **counts, "results": _list_of({"oneOf": [answered, refused]})})


def _questions(rules: RuleBase) -> Schema:
    forms = {"type": "object", "additionalProperties": _TEXT}
    option = _object({"id": _TEXT, "text": _TEXT}, optional={"this": forms})
    group = _object({"title": _TEXT, "options": _list_of(_TEXT)})
    question = _object(
        {"id": _one_of(rules.question), "ask": _TEXT, "help": _TEXT, "why": _TEXT, "options": _list_of(option)},
        optional={"second_of": _one_of(rules.question), "groups": _list_of(group)},
    )
    flag = _object({"id": _one_of(gate.id for gate in rules.gates), "text": _TEXT})
    lists = {"screening": _list_of(flag), "questions": _list_of(question)}
    return _object({"rules": ref("Rules"), "view": _one_of(VIEWS), **lists})


def _audit(rules: RuleBase) -> Schema:
    counted = {"sheets": _COUNT, "share": _SHARE}
    end = _object({"outcome": _one_of(rules.led_to), "certainty": _one_of(CERTAINTIES), **counted})
    outcome = _object({"outcome": _one_of(rules.led_to), **counted})
    mean = _object(dict.fromkeys(rules.approaches, {"type": "number"}))
    view = _object(
        {
            "view": _one_of(VIEWS),
            "sheets": _COUNT,
            "answered": _COUNT,
            "outcomes": _list_of(outcome),
            "ends": _list_of(end),
            "ties": _object(counted),
            "mean": mean,
        }
    )
    return _object({"rules": ref("Rules"), "views": _list_of(view)})


def _problem() -> Schema:
    fault = _object(
        {"question": _TEXT, "allowed": _list_of(_TEXT), "detail": _TEXT},
        optional={"pointer": _TEXT, "parameter": _TEXT, "value": _TEXT},
    )
    return _object(
        {
            "type": _one_of(problem_type(kind) for kind in PROBLEMS),
            "title": _TEXT,
            "status": {"type": "integer", "enum": list(PROBLEMS.values())},
            "detail": _TEXT,
        },
        optional={"errors": _list_of(fault)},
    )


def _object(needed: Schema, *, optional: Schema | None = None) -> Schema:
    """An object that has all the needed properties, and may have more."""
    return {"type": "object", "required": list(needed), "properties": {**needed, **(optional or {})}}


def _list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(values: Iterable[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
