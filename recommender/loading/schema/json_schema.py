"""A shape as a JSON Schema, in draft 7, which the YAML support of editors knows best."""

from collections.abc import Callable

from recommender.loading.schema.definitions import Schema, with_definitions
from recommender.loading.schema.key_texts import ANY, KEY_TEXTS, place_of
from recommender.loading.schema.shape import Kind, Shape
from recommender.loading.source_node import ID

DRAFT = "http://json-schema.org/draft-07/schema#"


def json_schema(name: str, shape: Shape) -> Schema:
    """The schema with this name, for files of this shape."""
    return with_definitions({"$schema": DRAFT, "title": f"{name}.yaml", **_described(shape, name)})


def _described(shape: Shape, place: str) -> Schema:
    about = KEY_TEXTS.get(place)
    return {**({"description": about} if about else {}), **_schema(shape, place)}


def _schema(shape: Shape, place: str) -> Schema:
    """What any reading allows. A text allows each id and each word, and known keys are not any keys."""
    kinds = set(shape.kinds)
    if Kind.TEXT in kinds:
        kinds -= {Kind.ID, Kind.WORD}
    if Kind.KEYS in kinds:
        kinds -= {Kind.ENTRIES}
    found = [_MAKERS[kind](shape, place) for kind in Kind if kind in kinds]
    return found[0] if len(found) == 1 else {"anyOf": found} if found else {}


def _word(shape: Shape, place: str) -> Schema:
    return {"type": "string", **({"enum": [*shape.words]} if shape.words else {})}


def _list(shape: Shape, place: str) -> Schema:
    few = {} if shape.may_be_empty else {"minItems": 1}
    once = {"uniqueItems": True} if shape.each_once else {}
    return {"type": "array", **few, **once, "items": _schema(shape.part("item"), place)}


def _keys(shape: Shape, place: str) -> Schema:
    properties = {name: _described(found, place_of(name, place)) for name, found in shape.keys.items()}
    needed = [name for name in shape.keys if name in (shape.needed or ())]
    return {
        "type": "object",
        "properties": properties,
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def _entries(shape: Shape, place: str) -> Schema:
    values = _described(shape.part("values"), f"{place}.{ANY}")
    names = shape.part("names")
    if names.words:
        properties = dict.fromkeys(names.words, values)
        return {"type": "object", "properties": properties, "additionalProperties": False}
    allowed = {"propertyNames": _ID} if Kind.ID in names.kinds else {}
    return {"type": "object", **allowed, "additionalProperties": values}


_TEXT: Schema = {"type": "string", "minLength": 1}
_ID: Schema = {"type": "string", "pattern": f"^{ID.pattern}$"}
_DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_FLAG: Schema = {
    "anyOf": [
        {"type": "boolean"},
        # true or false to the loader, but text to an editor that reads YAML 1.2
        {"type": "string", "pattern": "^([Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)$"},
    ]
}

_MAKERS: dict[Kind, Callable[[Shape, str], Schema]] = {
    Kind.TEXT: lambda *_: _TEXT,
    Kind.ID: lambda *_: _ID,
    Kind.DAY: lambda *_: _DAY,
    Kind.FLAG: lambda *_: _FLAG,
    Kind.NUMBER: lambda shape, *_: {"type": "integer", "minimum": shape.lowest, "maximum": shape.highest},
    Kind.WORD: _word,
    Kind.LIST: _list,
    Kind.KEYS: _keys,
    Kind.ENTRIES: _entries,
}
