"""A shipped file that is changed at random and still loads passes its schema."""

import copy
import json
import shutil
from collections.abc import Callable, Iterator
from functools import reduce
from operator import getitem
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recommender import RuleBase
from recommender.loading.content import load_content
from tests.conftest import ROOT
from tests.examples import examples
from tests.recommender.loading.schemas import as_an_editor, checker_for
from tests.recommender.loading.test_malformed_keys import FILES, GUIDANCE, faults_of, loader
from tests.rule_bases import pick

Way = tuple[Any, ...]
"""The keys, and the places in lists, that lead to a value."""


@pytest.fixture(scope="module")
def loads(tmp_path_factory: pytest.TempPathFactory, rules: RuleBase) -> Callable[[str, Any], bool]:
    """Whether a file that holds this data instead of its own still loads."""
    folder = tmp_path_factory.mktemp("copied")
    for file in FILES:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, folder / file)
    content = load_content(folder / GUIDANCE, folder / "content", rules)

    def loads(file: str, data: Any) -> bool:
        (folder / file).write_text(json.dumps(data), encoding="utf-8")
        faults = faults_of(loader(file, folder, rules, content))
        shutil.copy(ROOT / file, folder / file)
        return not faults

    return loads


def nodes(data: Any, path: Way = ()) -> Iterator[tuple[Way, Any]]:
    """Every value below this one, each with the way to it."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key), value
        yield from nodes(value, (*path, key))


DATA = {file: as_an_editor((ROOT / file).read_text(encoding="utf-8")) for file in FILES}
NODES = {file: [*nodes(data)] for file, data in DATA.items()}


class Change(NamedTuple):
    """A value that is left out, or replaced by another of its file, which is named by its place in NODES."""

    file: str
    path: Way
    other: int | None
    renamed: bool

    def data(self) -> Any:
        """The file with the change."""
        data = copy.deepcopy(DATA[self.file])
        above = reduce(getitem, self.path[:-1], data)
        if self.other is None:
            del above[self.path[-1]]
            return data
        path, value = NODES[self.file][self.other]
        above[path[-1] if self.renamed and isinstance(above, dict) else self.path[-1]] = value
        return data


@st.composite
def changes(draw: st.DrawFn) -> Change:
    file = pick(draw, FILES)
    path, _ = pick(draw, NODES[file])
    named = type(path[-1])
    others = [None, *(number for number, (other, _) in enumerate(NODES[file]) if type(other[-1]) is named)]
    return Change(file, path, pick(draw, others), renamed=pick(draw, (False, False, True)))


@examples(25)
@given(changes())
def test_what_loads_passes(loads: Callable[[str, Any], bool], change: Change) -> None:
    data = change.data()
    assume(loads(change.file, data))
    assert [error.message for error in checker_for(ROOT / change.file).iter_errors(data)] == []
