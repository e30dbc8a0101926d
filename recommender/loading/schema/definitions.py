"""Parts of a JSON Schema that are alike, written once and referred to."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

Schema = dict[str, Any]

_SINGLE = ("items", "additionalProperties")
"""Where one schema stands below another. `additionalProperties` may be false, too, which is none."""

SHORT = 60
"""A part of no more characters is written where it stands."""


def with_definitions(schema: Schema) -> Schema:
    """The same schema, whose parts that occur more than once stand under `definitions`."""
    times = Counter(map(json.dumps, _parts(schema)))
    definitions: dict[str, Schema] = {}
    numbers: dict[str, str] = {}

    def referred(part: Schema) -> Schema:
        written = json.dumps(part)
        if times[written] == 1 or len(written) <= SHORT:
            return _with_parts(part, referred)
        if written not in numbers:
            number = numbers[written] = str(len(numbers) + 1)
            definitions[number] = {}
            definitions[number] = _with_parts(part, referred)
        return {"$ref": f"#/definitions/{numbers[written]}"}

    return {**_with_parts(schema, referred), **({"definitions": definitions} if definitions else {})}


def _parts(schema: Schema) -> Iterator[Schema]:
    """The schemas within a schema, and those within them."""
    below = [*schema.get("properties", {}).values(), *(schema[key] for key in _SINGLE if schema.get(key))]
    for part in below:
        yield part
        yield from _parts(part)


def _with_parts(schema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """The schema with each part just below it changed."""
    changed = dict(schema)
    if "properties" in schema:
        changed["properties"] = {name: change(part) for name, part in schema["properties"].items()}
    return changed | {key: change(schema[key]) for key in _SINGLE if schema.get(key)}
