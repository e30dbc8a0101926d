"""What the tests of the schemas share: files as an editor reads them, and the schema of one rule base."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator, FormatChecker

from recommender.loading.rules import rule_base_in
from recommender.loading.schema.json_schema import json_schema
from recommender.loading.schema.recorder import Way, go_every_way, recorder
from recommender.loading.schema.recording import Guide, record
from recommender.loading.schema.shape import Shape
from recommender.loading.source_node import SourceFile, SourceNode
from tests.conftest import ROOT
from tests.parsed import LOADER

MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")

SHIPPED = sorted([*ROOT.glob("rules/*.yaml"), *ROOT.glob("content/**/*.yaml"), *ROOT.glob("tests/cases/*.yaml")])


class _AsAnEditor(LOADER):  # type: ignore[misc, valid-type]
    """Days are text, as in YAML 1.2."""

    yaml_implicit_resolvers = {
        first: [found for found in resolvers if found[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in LOADER.yaml_implicit_resolvers.items()
    }


def as_an_editor(text: str) -> Any:
    """A YAML text as plain data, in which a day is text."""
    return yaml.load(text, _AsAnEditor)


@cache
def shipped() -> dict[str, Any]:
    """The schemas of the shipped files by their names, made anew."""
    guide = Guide(ROOT / "rules/rulebase.yaml", ROOT / "rules/guidance.yaml", ROOT / "content", ROOT / "tests/cases")
    return {name: json_schema(name, shape) for name, shape in record(guide).shapes.items()}


@cache
def checker_for(path: Path) -> Draft7Validator:
    """What checks data against the schema that a shipped file names in its first line."""
    found = MODELINE.fullmatch(path.read_text(encoding="utf-8").splitlines()[0])
    assert found, f"{path} names no schema: `python -m recommender schema` prints the line for it"
    named = (path.parent / found[1]).resolve().relative_to(ROOT / "schema")
    return validator(shipped()[named.with_suffix("").as_posix()])


def validator(schema: Any) -> Draft7Validator:
    """What checks data against a schema, which must be one."""
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, format_checker=FormatChecker())


def schema_of_rules(text: str) -> Any:
    """The schema that is made from one rule base, with faults or without."""
    node = yaml.compose(text, LOADER)
    assert node
    root, shape = SourceNode(node, SourceFile("rules.yaml", [])), Shape()

    def go(way: Way) -> None:
        rule_base_in(recorder(root, shape, way))

    go_every_way(go)
    return json_schema("rulebase", shape)
