"""Words to be broken, and their faults."""

from pathlib import Path

import pytest

from recommender import Fault, FaultyFiles, RuleBase, load_wording


def faults_of_words(folder: Path, rules: RuleBase) -> tuple[Fault, ...]:
    with pytest.raises(FaultyFiles) as found:
        load_wording(folder, rules)
    return found.value.faults


def break_words(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first `old` in a file with `new`, and return its line."""
    text = (folder / name).read_text(encoding="utf-8")
    before, found, after = text.partition(old)
    assert found, f"{old!r} is not in {name}"
    (folder / name).write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1
