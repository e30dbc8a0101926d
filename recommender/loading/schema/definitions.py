"""Parts of a JSON Schema that are alike, written once and referred to."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

Schema = dict[str, Any]

_SINGLE = ("items", "additionalProperties")
"""Where one schema stands below another. `additionalProperties` may be false, too, which is none."""

SHORT = 60
"""A part of no more characters is written where it stands."""


def with_definitions(schema: Schema) -> Schema:
    """The same schema, whose parts that occur more than once stand under `definitions`."""
    times = _times(schema)
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


def _times(schema: Schema) -> Counter[str]:
    """How often each part occurs. What is below a part counts once, however often that occurs."""
    times: Counter[str] = Counter()

    def count(above: Schema) -> None:
        for part in (*above.get("properties", {}).values(), *(above[key] for key in _SINGLE if above.get(key))):
            written = json.dumps(part)
            times[written] += 1
            if times[written] == 1:
                count(part)

    count(schema)
    return times


def _with_parts(schema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """The schema with each part just below it changed."""
    changed = dict(schema)
    if "properties" in schema:
        changed["properties"] = {name: change(part) for name, part in schema["properties"].items()}
    return changed | {key: change(schema[key]) for key in _SINGLE if schema.get(key)}
