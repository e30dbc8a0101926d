"""A value that is not what is asked for: what is found there, and what to write in its place."""

from collections.abc import Callable

import pytest

from recommender.loading.source_node import SourceNode
from recommender.loading.yaml_source import read_yaml

WORDS = ("own", "no")
NOTHING = "expected {}, found nothing"
BELOW = "write each on a line of its own below, after more spaces: 'key: value'"

MISREAD: dict[str, tuple[str, Callable[[SourceNode], object], str, str]] = {
    "one word for a list": ("E1", SourceNode.items, "expected a list, found text (E1)", "write it in brackets: [E1]"),
    "keys for a list": ("{a: b}", SourceNode.items, "expected a list, found keys with values", ""),
    "half a point": (
        "1.5",
        lambda value: value.integer(0, 3),
        "expected a whole number, found something else (1.5)",
        "write it in digits alone, from 0 to 3",
    ),
    "nothing for a text": ("", SourceNode.text, NOTHING.format("text"), ""),
    "nothing for keys": ("", SourceNode.pairs, NOTHING.format("keys with values"), BELOW),
    "yes for another word": (
        "yes",
        lambda value: value.choice(WORDS, "word"),
        "expected text, found true or false (yes)",
        "allowed: own, no",
    ),
    "a word that YAML reads as no": (
        "no",
        lambda value: value.choice(WORDS, "word"),
        "expected text, found true or false (no)",
        'put it in quotes: "no"',
    ),
    "a list for a word": (
        "[own]",
        lambda value: value.choice(WORDS, "word"),
        "expected text, found a list",
        "allowed: own, no",
    ),
    "a text cut at its comma": (
        "{self: In a week, and later}",
        lambda value: value.fields(("self",)),
        "unknown key 'and later'",
        "a comma ends a text in braces: put the whole text in quotes",
    ),
    "a key that is misspelt": (
        "{slef: Now}",
        lambda value: value.fields((), ("self",)),
        "unknown key 'slef'",
        "did you mean 'self'?",
    ),
}


@pytest.mark.parametrize(("written", "read", "message", "hint"), MISREAD.values(), ids=MISREAD)
def test_what_is_found_and_what_to_write(
    written: str, read: Callable[[SourceNode], object], message: str, hint: str
) -> None:
    ((_, value),) = read_yaml(f"at: {written}\n", "rulebase.yaml").pairs()
    read(value)
    (fault,) = value.file.faults
    assert (fault.message, fault.hint) == (message, hint)
