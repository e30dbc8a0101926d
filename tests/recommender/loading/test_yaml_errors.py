"""Text that is not YAML: each slip of an author is reported where it was made, in words that say what to do."""

import pytest

from recommender import FaultyFiles
from recommender.loading.yaml_source import read_yaml

ONE_LIST = "questions:\n  - id: goal\n"

SLIPS = {
    "a tab": (ONE_LIST + "\tweight: 1\n", 3, "a tab stands here", "use spaces"),
    "a tab before a first key": ("gates:\n\tweight: 1\n", 2, "a tab stands here", "use spaces"),
    "too few spaces": (ONE_LIST + "   weight: 1\n", 3, "does not fit below the list", "exactly below its neighbours"),
    "too many spaces": (ONE_LIST + "      weight: 1\n", 3, "a colon stands where none can", "look at the spaces"),
    "a key with a space before it": (
        "a:\n  b: c\n d: e\n",
        3,
        "does not fit what stands before",
        "same number of spaces",
    ),
    "no space after a colon": (
        ONE_LIST + "    weight:2\n    options: []\n",
        3,
        "no colon with a space",
        "'name: value'",
    ),
    "no dash": (
        "options:\n  - {id: a}\n  {id: b}\nnext: 1\n",
        3,
        "no colon with a space",
        "each item of a list with '- '",
    ),
    "no comma": ("- {id: a, book: 2 course: 0}\n", 1, "a comma or a closing } is missing", "look for it"),
    "no closing brace": ("- {id: a, book: 2\n- {id: b}\n", 1, "a comma or a closing } is missing", "look for it"),
    "no closing bracket": ("a: [x, y\nb: c\n", 1, "a comma or a closing ] is missing", "look for it"),
    "a colour without a closing quote": (
        'colours:\n  book: {light: "#7a3b69, dark: "#c084ae"}\n  course: {light: "#e9b44c"}\n',
        2,
        "a comma or a closing } is missing",
        "a quote that is not closed",
    ),
    "a colour without quotes": (
        'colours:\n  book: {light: #7a3b69, dark: "#c084ae"}\n  course: {light: "#e9b44c"}\n',
        2,
        "a comma or a closing } is missing",
        "a # without quotes",
    ),
    "no closing quote": ('a: "hello\nb: c\n', 1, "this quote is never closed", "close it"),
    "an apostrophe first": ("a: 'Tis for one\nb: c\n", 1, "this quote is never closed", "in double quotes"),
    "a colon in a text": ("a: Books: for one\n", 1, "a colon stands where none can", "put the whole text in quotes"),
    "a part in quotes": ('a: "A book" is for one\nb: c\n', 1, "does not fit what", "put the whole text in quotes"),
    "a percent sign first": ("a: % of people\n", 1, "cannot begin with this sign", "in quotes"),
    "a question mark alone": ("a: ?\n", 1, "cannot begin with this sign", "in quotes"),
    "a star first": ("a: *important*\n", 1, "cannot begin with & or *", "in quotes"),
    "a bar first": ("a: | more\n", 1, "cannot begin with | or >", "in quotes"),
    "a dash first": ("a: - one\n", 1, "a list cannot begin here", "in quotes"),
    "a bracket alone": ("a: ]\n", 1, "a bracket stands where none can", "take it away"),
    "what no table foresees": ('a: "C:\\Users"\n', 1, "did not find expected hexdecimal number", "the quotes"),
}


@pytest.mark.parametrize(("text", "line", "what", "hint"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_reported_where_it_was_made_with_what_to_do(text: str, line: int, what: str, hint: str) -> None:
    with pytest.raises(FaultyFiles) as raised:
        read_yaml(text, "rulebase.yaml")
    (fault,) = raised.value.faults
    assert fault.message.startswith("this is not YAML: ")
    assert what in fault.message
    assert hint in fault.hint
    assert fault.location.line == line
    assert fault.location.source_line == text.splitlines()[line - 1]
