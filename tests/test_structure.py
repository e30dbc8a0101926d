"""What opens files, and what importing the engine costs. What may import what is in the contracts of pyproject.toml."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

OPENING = {
    "open",
    "fdopen",
    "mkstemp",
    "NamedTemporaryFile",
    "FileIO",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
}


def opens_a_file(path: Path) -> bool:
    called = (node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    names = {getattr(func, "id", getattr(func, "attr", "")) for func in called}
    return bool(names & OPENING)


def test_the_engine_opens_files_only_to_load_content_and_to_read_and_write_batches() -> None:
    openers = {path.stem for path in (ROOT / "recommender").rglob("*.py") if opens_a_file(path)}
    in_memory = {"workbook_parts"}  # the parts of a workbook that has been read
    assert (
        openers
        == {"yaml_source", "csv_file", "atomic_output", "finished", "score_workbook", "picture", "main"} | in_memory
    )


def modules_after(statement: str) -> set[str]:
    """The modules that a fresh Python has imported after a statement."""
    program = f"import sys; {statement}; sys.stderr.write(' '.join(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ended.stderr.split())


@pytest.mark.parametrize(
    "statement",
    ["import recommender", "from recommender.cli.main import main; main(['check'])"],
    ids=["the engine", "the command line"],
)
def test_nothing_heavy_is_imported_before_it_is_needed(statement: str) -> None:
    loaded = modules_after(statement)
    assert "recommender.core.decision" in loaded
    assert not loaded & {"streamlit", "pandas", "numpy", "pyarrow", "narwhals", "jinja2", "starlette", "web"}
