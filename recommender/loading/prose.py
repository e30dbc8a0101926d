"""The texts of a file of words: every value that people read, with the keys that lead to it."""

from collections.abc import Iterator

from recommender.loading.source_node import SourceNode

NOT_PROSE = ("part",)
"""Keys whose values are ids."""


def prose(value: SourceNode, where: str = "") -> Iterator[tuple[str, SourceNode]]:
    """Each text below a value, after the keys and numbers that lead to it, such as `stage.options.settled.self`."""
    if value.is_text:
        yield where, value
    elif value.is_list:
        for number, item in enumerate(value.items(), 1):
            yield from prose(item, f"{where}.{number}".lstrip("."))
    else:
        for key, inner in value.pairs():
            if key.text() not in NOT_PROSE:
                yield from prose(inner, f"{where}.{key.text()}".lstrip("."))
