"""What makes the tests of the commands quick: many of them ask for the same counts over the same rules."""

from collections.abc import Callable
from typing import Any

import pytest

from recommender import Table
from recommender.analysis import audit, diff
from recommender.analysis.analyse import analyse
from recommender.analysis.influence import influences
from recommender.analysis.pattern_use import pattern_uses
from recommender.cli import analyse as command


def counted_once(count: Callable[..., Any]) -> Callable[..., Any]:
    """A count over all sheets, made once for rules of one meaning."""
    found: dict[tuple[str, ...], Any] = {}

    def counted(table: Table, *view: str) -> Any:
        asked = (table.rules.digest, *view)
        if asked not in found:
            found[asked] = count(table, *view)
        return found[asked]

    return counted


ANALYSE = counted_once(analyse)
INFLUENCES = counted_once(influences)
PATTERN_USES = counted_once(pattern_uses)


@pytest.fixture(autouse=True)
def _the_same_rules_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (audit, diff, command):
        monkeypatch.setattr(module, "analyse", ANALYSE)
    monkeypatch.setattr(audit, "influences", INFLUENCES)
    monkeypatch.setattr(audit, "pattern_uses", PATTERN_USES)
