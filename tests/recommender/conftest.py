"""What makes the engine's tests quick: most of them load the same files, whose text need not be parsed each time."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
import yaml

COLLECTIONS = (yaml.CollectionStartEvent, yaml.CollectionEndEvent)


@pytest.fixture(scope="session", autouse=True)
def _the_same_text_is_parsed_once() -> Iterator[None]:
    compose, parse = lru_cache(yaml.compose), yaml.parse

    @lru_cache
    def parsed(text: str, loader: Any) -> list[Any]:
        """The events of a text that say how deep it is, which is all that is asked of them."""
        return [event for event in parse(text, loader) if isinstance(event, COLLECTIONS)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "compose", compose)
        patch.setattr(yaml, "parse", lambda text, Loader: iter(parsed(text, Loader)))  # noqa: N803 - YAML's own name
        yield
