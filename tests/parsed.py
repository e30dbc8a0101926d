"""YAML as plain data, by the quick parser, and each file read once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str) -> Any:
    return yaml.load(text, LOADER)


@cache
def read(path: Path) -> Any:
    """What a file of this place holds. Everybody is given the same: a test that changes it copies it first."""
    return parse(path.read_text(encoding="utf-8"))
