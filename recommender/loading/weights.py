"""Changing the weight of a question in the text of a rule base, where all else stays as it was written."""

from collections.abc import Iterator

import yaml

from recommender.core.errors import GuideError
from recommender.loading.source_node import SourceNode
from recommender.loading.yaml_source import read_yaml

_MARK = "\ufeff"
"""A byte order mark, which not every reader of YAML counts."""


def with_weight(text: str, question: str, weight: int) -> str:
    """The text of a rule base with this weight for a question, and every comment, space and line as before.

    A weight that several questions share by an alias changes for all of them. Raises FaultyFiles where the text is not
    YAML, and GuideError where it has no weight for this question.
    """
    body = text.removeprefix(_MARK)
    node = next(_weights(read_yaml(body, ""), question), None)
    if node is None:
        raise GuideError(f"The text has no weight for the question '{question}'.")
    start, end = node.start_mark.index, node.end_mark.index
    at = start + body[start:end].rindex(node.value)  # an anchor or a tag may stand before it
    return f"{text[: len(text) - len(body)]}{body[:at]}{weight}{body[at + len(node.value) :]}"


def _weights(root: SourceNode, question: str) -> Iterator[yaml.ScalarNode]:
    """The weight of a question with this id."""
    for questions in _values(root, "questions"):
        for item in questions.items():
            if any(value.is_text and value.text() == question for value in _values(item, "id")):
                yield from (found.node for found in _values(item, "weight") if isinstance(found.node, yaml.ScalarNode))


def _values(mapping: SourceNode, key: str) -> Iterator[SourceNode]:
    return (value for name, value in mapping.pairs() if name.node.value == key)
