"""The schemas of files: what loads passes, what is wrong in a key or a type does not, and every key is explained."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.core.errors import FaultyFiles
from recommender.loading.schema.definitions import with_definitions
from recommender.loading.schema.json_schema import json_schema
from recommender.loading.schema.key_texts import KEY_TEXTS
from recommender.loading.schema.shape import Kind, Shape
from tests.conftest import ROOT
from tests.recommender.loading.schemas import SHIPPED, as_an_editor, checker_for, schema_of_rules, shipped, validator
from tests.recommender.loading.test_faults import BROKEN, expected
from tests.rule_bases import Written, alternatives_of, bands, load_written, new_gate, new_pattern, rule_bases

OF_KEYS_AND_TYPES = re.compile(r"unknown |is missing|expected |out of range|cannot be an id|is listed twice")
"""Faults that a schema can see."""

NOT_SEEN = {"weight-with-a-leading-zero", "weight-with-a-plus-sign", "theme-twice"}
"""Numbers that are whole to an editor, and a list that is read item by item."""

NOT_YAML = {"bracket-not-closed", "empty", "key-twice", "not-yaml", "tab-for-an-indent", "two-documents"}
"""Of these an editor says itself what is wrong."""

SMALL = (ROOT / "tests" / "broken" / "points-above-three.yaml").read_text(encoding="utf-8")
"""A rule base, but for one number."""


def test_the_shipped_files_are_found() -> None:
    assert len(SHIPPED) > 40


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_shipped_file_names_its_schema_and_passes_it(path: Path) -> None:
    data = as_an_editor(path.read_text(encoding="utf-8"))
    assert [error.message for error in checker_for(path).iter_errors(data)] == []


@pytest.mark.parametrize("path", [path for path in BROKEN if path.stem not in NOT_YAML], ids=lambda path: path.stem)
def test_what_is_broken_in_a_key_or_a_type_does_not_pass(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    try:
        schema = schema_of_rules(text)
    except FaultyFiles:  # there are not two approaches, on which all else depends
        schema = schema_of_rules(SMALL)
    refused = not validator(schema).is_valid(as_an_editor(text))
    seen = any(OF_KEYS_AND_TYPES.search(message) for _, message, *_ in expected(path))
    assert refused == (seen and path.stem not in NOT_SEEN)


@given(rule_bases())
def test_rules_that_load_pass_their_own_schema(rules: Written) -> None:
    load_written(rules)
    validator(schema_of_rules(json.dumps(rules))).validate(rules)


@given(rule_bases(), st.data())
def test_other_rules_with_the_same_ids_pass_it_as_well(rules: Written, data: st.DataObject) -> None:
    other = dict(rules)
    between, asked = alternatives_of(rules), rules["questions"]

    @st.composite
    def others(draw: st.DrawFn) -> Written:
        return {
            "gates": [new_gate(draw, f"gate-{number}", between) for number in range(2)],
            "patterns": [new_pattern(draw, f"pattern-{number}", asked, between) for number in range(2)],
            "bands": bands(draw, len(asked)),
        }

    other |= data.draw(others())
    load_written(other)
    validator(schema_of_rules(json.dumps(rules))).validate(other)


def descriptions(schema: Any) -> Iterator[tuple[str, str | None]]:
    """Every key that a schema knows, with what it says of it."""
    for part in (schema, *schema.get("definitions", {}).values()):
        yield from _descriptions(part, schema)


def _descriptions(part: Any, schema: Any) -> Iterator[tuple[str, str | None]]:
    for name, found in part.get("properties", {}).items():
        there = schema["definitions"][found["$ref"].rpartition("/")[2]] if "$ref" in found else found
        yield name, there.get("description")
        yield from _descriptions(found, schema)
    for key in ("items", "additionalProperties"):
        if part.get(key):
            yield "", part[key].get("description")
            yield from _descriptions(part[key], schema)


def test_every_key_is_explained() -> None:
    for name, schema in shipped().items():
        assert schema["description"], name
        assert [key for key, about in descriptions(schema) if key and not about] == [], name


def test_no_explanation_is_of_a_key_that_there_is_not() -> None:
    said = {schema["description"] for schema in shipped().values()}
    said |= {about for schema in shipped().values() for _, about in descriptions(schema) if about}
    assert {place for place, text in KEY_TEXTS.items() if text not in said} == set()


def test_parts_that_are_alike_are_written_once() -> None:
    long = {"type": "object", "properties": {"a": {"description": "d" * 50, "type": "string"}}}
    schema = {"properties": {"one": long, "two": {"items": long}, "three": {"type": "string"}}}
    assert with_definitions(schema) == {
        "properties": {
            "one": {"$ref": "#/definitions/1"},
            "two": {"items": {"$ref": "#/definitions/1"}},
            "three": {"type": "string"},
        },
        "definitions": {"1": long},
    }
    assert with_definitions({"properties": {"one": long}}) == {"properties": {"one": long}}


def schema_of_all(*readings: Callable[[Shape], None]) -> Any:
    """The schema of a value that has been read in these ways."""
    shape = Shape()
    for read in readings:
        read(shape)
    return validator(json_schema("rulebase", shape))


def test_what_is_read_in_two_ways_may_be_either() -> None:
    text = partial(Shape.read_as, kind=Kind.TEXT)
    words = partial(Shape.read_as_word, allowed=["a", ""])
    assert schema_of_all(words).is_valid("a")
    assert not schema_of_all(words).is_valid("b")
    assert not schema_of_all(words).is_valid("")
    assert schema_of_all(words, text).is_valid("b")
    more = partial(Shape.read_as_word, allowed=["b"])
    assert [word for word in "abc" if schema_of_all(words, more).is_valid(word)] == ["a", "b"]
    low, high = (partial(Shape.read_as_number, low=low, high=low + 2) for low in (1, 4))
    assert [number for number in range(9) if schema_of_all(high, low).is_valid(number)] == [1, 2, 3, 4, 5, 6]
    listed = partial(Shape.read_as_list, at_least_one=True)
    assert not schema_of_all(listed).is_valid([])
    assert schema_of_all(listed, partial(Shape.read_as_list, at_least_one=False)).is_valid([])
    assert [value for value in ([1], "x", 2) if schema_of_all(listed, text).is_valid(value)] == [[1], "x"]


def test_a_key_is_needed_where_every_reading_needs_it_and_no_other_is_known() -> None:
    both = schema_of_all(
        partial(Shape.read_as_keys, needed=["a", "b"], optional=["c"]),
        partial(Shape.read_as_keys, needed=["a"], optional=[]),
    )
    wanted = {"a": True, "ab": True, "abc": True, "b": False, "ad": False}
    assert {keys: both.is_valid(dict.fromkeys(keys)) for keys in wanted} == wanted
