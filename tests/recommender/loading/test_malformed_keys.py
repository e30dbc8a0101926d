"""Every top-level key of every file, empty, of another type, null or missing: located faults, and never a traceback."""

import json
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from recommender import Fault, FaultyFiles, RuleBase, load_rules, load_wording
from recommender.loading.background import load_background, load_background_words
from recommender.loading.capacity import load_capacity
from recommender.loading.content import Content, load_content
from recommender.loading.guidance import load_contacts, load_guidance, load_guidance_words, load_situations
from tests.conftest import ROOT
from tests.parsed import read

RULES, GUIDANCE, PAGE_TEXTS = "rules/rulebase.yaml", "rules/guidance.yaml", "content/page-texts.yaml"
BACKGROUND, BEHIND = "rules/background.yaml", "content/en/background.yaml"
BESIDE = ("capacity", "contacts", "evidence", "page-texts", "situations")
FILES = [RULES, GUIDANCE, BACKGROUND, *(f"content/{name}.yaml" for name in BESIDE)]
FILES += [str(path.relative_to(ROOT)) for path in sorted((ROOT / "content" / "en").glob("*.yaml"))]
FIXED_KEYS = {RULES, GUIDANCE, BACKGROUND, BEHIND, "content/en/guidance.yaml", "content/en/certainty.yaml"}
"""The files whose keys differ in structure. In the others each key is an id, and the first stands for all."""

MALFORMED: dict[str, Any] = {"an empty list": [], "empty": {}, "text": "text", "a list": ["text"], "null": None}
MAY_BE_EMPTY = {*((RULES, key) for key in ("gates", "patterns", "audit")), (GUIDANCE, "steps")}
MAY_BE_MISSING = {(RULES, "colours"), (RULES, "obstacle")}
MAY_BE_WITHOUT_KEYS = {(GUIDANCE, "risks")}
MAY_BE_EMPTY_LISTS = {(BACKGROUND, key) for key in ("decisions", "disagreements", "unknown")}


EVERY = 4
"""Of so many malformed files one is tried daily, so that each key and each way takes its turn."""


def malformed(file: str, data: Any) -> Iterator[tuple[str, str, Any]]:
    """The file with one key malformed at a time, or itself: the key, how, and the file."""
    if isinstance(data, dict):
        keys = [*data] if file in FIXED_KEYS else [*data][:1]
        yield from ((key, "missing", {name: data[name] for name in data if name != key}) for key in keys)
        yield from ((key, name, {**data, key: value}) for key in keys for name, value in MALFORMED.items())
    yield from (("", name, value) for name, value in MALFORMED.items())


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shipped")
    for file in FILES:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, folder / file)
    return folder


@pytest.fixture(scope="module")
def content(shipped: Path, rules: RuleBase) -> Content:
    return load_content(shipped / GUIDANCE, shipped / "content", rules)


def loader(file: str, folder: Path, rules: RuleBase, content: Content) -> Callable[[], object]:
    """What reads a file."""
    path = folder / file
    own: dict[str, Callable[[], object]] = {
        RULES: partial(load_rules, path),
        GUIDANCE: partial(load_guidance, path, rules),
        BACKGROUND: partial(load_background, path, rules),
        BEHIND: partial(load_background_words, path.parent, content.background),
        "content/capacity.yaml": partial(
            load_capacity, path, rules.approaches, content.languages["en"].wording.evidence
        ),
        "content/contacts.yaml": partial(load_contacts, path),
        "content/situations.yaml": partial(load_situations, path, rules),
    }
    if path.stem in ("guidance", "options", "situations"):
        own.setdefault(file, partial(load_guidance_words, path.parent, rules, content.guidance, content.situations))
    return own.get(file, partial(load_wording, folder / "content" / "en", rules))


def may_load(file: str, key: str, how: str, data: Any) -> bool:
    if (file, key) in MAY_BE_EMPTY:
        return how in {"an empty list", "empty", "missing"}
    if (file, key) in MAY_BE_EMPTY_LISTS:
        return how == "an empty list"
    if (file, key) in MAY_BE_MISSING:
        return how == "missing"
    if (file, key) in MAY_BE_WITHOUT_KEYS:
        return how == "empty"
    if file == PAGE_TEXTS:
        return key != "" and how in {"an empty list", "a list"}  # the names that a text may have in braces
    return how == "text" and isinstance(data, dict) and isinstance(data.get(key), str)


def faults_of(load: Callable[[], object]) -> tuple[Fault, ...]:
    try:
        load()
    except FaultyFiles as error:
        return error.faults
    return ()


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.deep), EVERY])
@pytest.mark.parametrize("file", FILES)
def test_a_malformed_key_gives_located_faults(
    shipped: Path, rules: RuleBase, content: Content, file: str, every: int
) -> None:
    path = shipped / file
    text = path.read_text(encoding="utf-8")
    data = read(ROOT / file)
    load = loader(file, shipped, rules, content)
    for key, how, changed in islice(malformed(file, data), 0, None, every):
        path.write_text(json.dumps(changed, default=str), encoding="utf-8")
        faults = faults_of(load)
        assert faults or may_load(file, key, how, data), (key, how)
        assert all(Path(fault.location.path).exists() for fault in faults), (key, how)
    path.write_text(text, encoding="utf-8")
