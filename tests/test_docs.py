"""The documents: every path, `make` target and link in them is there, and the short ones stay short."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "rules/released/README.md")]
DOCUMENTS += sorted((ROOT / "docs").rglob("*.md"))
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))

ROOMS = [
    "app.py",
    "benchmarks",
    "content",
    "deploy",
    "docs",
    "examples",
    "recommender",
    "rules",
    "tests",
    "validity",
    "web",
    ".streamlit",
]
CREATED = {"tests/browser/snapshots/glossary.yaml", "content/templates/glossary.html"}
"""What a worked change in CONTRIBUTING.md creates."""

MOST_LINES = {"README.md": 150, "CONTRIBUTING.md": 90}
MOST_DECISIONS, MOST_LINES_OF_A_DECISION = 24, 28

_PATH = re.compile(rf"(?<![\w/.:-])(?:{'|'.join(map(re.escape, ROOMS))})(?:/[\w.*<>@-]+)*/?")
_BARE = re.compile(r"(?<![\w/.-])[\w-]+\.(?:py|css|js)\b")
_TARGET = re.compile(r"(?:^|`)make ([a-z][a-z-]*)", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[\w-]+)?\)")


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_in(text: str) -> str:
    """What a text shows as code, in blocks and between backticks."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


def paths_in(text: str) -> Iterator[str]:
    """The paths from the project's folder that a text names in code: quoted, or in a drawing or a command."""
    for found in _PATH.findall(code_in(text)):
        if "/" in found and "<" not in found:
            yield found.rstrip("/.")


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_every_path_that_a_document_names_is_there(document: Path) -> None:
    named = set(paths_in(document.read_text(encoding="utf-8"))) - CREATED
    assert [path for path in sorted(named) if not any(ROOT.glob(path))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_every_module_that_a_document_names_by_its_file_is_there(document: Path) -> None:
    names = set(_BARE.findall(code_in(document.read_text(encoding="utf-8"))))
    rooms = ("recommender", "web", "tests", "validity", "benchmarks", "content")
    there = {path.name for room in rooms for path in (ROOT / room).rglob("*.*")} | {"app.py"}
    assert sorted(names - there) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_every_make_target_that_a_document_names_is_there(document: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert sorted(set(_TARGET.findall(code_in(document.read_text(encoding="utf-8")))) - targets) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    links = _LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize(("name", "most"), MOST_LINES.items())
def test_what_a_newcomer_reads_first_is_short(name: str, most: int) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= most


def test_decisions_are_few_short_numbered_in_order_and_listed() -> None:
    assert len(DECISIONS) <= MOST_DECISIONS
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    listed = re.findall(r"\]\((0[\w-]+\.md)\)", (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8"))
    assert listed == [path.name for path in DECISIONS]


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_parts_and_takes_half_a_page(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES_OF_A_DECISION
    assert text.startswith(f"# {int(decision.name[:4])}. ")
    assert re.search(r"^\d{1,2} \w+ 20\d\d", text, re.MULTILINE)
    for part in ("Context", "Decision", "Rejected", "Consequences"):
        assert f"**{part}.**" in text


def test_the_changelog_begins_with_what_is_not_released_or_with_the_product_version() -> None:
    first = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0]
    product = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert first in {"Unreleased", product}
