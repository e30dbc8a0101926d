"""What opens files, and what importing the engine costs. What may import what is in the contracts of pyproject.toml."""

import ast
import doctest
import re
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


def test_the_engine_opens_files_only_to_load_content_to_read_and_write_batches_and_to_write_schemas() -> None:
    openers = {path.stem for path in (ROOT / "recommender").rglob("*.py") if opens_a_file(path)}
    in_memory = {"workbook_parts"}  # the parts of a workbook that has been read
    assert (
        openers
        == {"yaml_source", "csv_file", "atomic_output", "finished", "score_workbook", "picture", "main", "schema"}
        | in_memory
    )


OF_THIS_GUIDE = re.compile(r"coach|mentor", re.IGNORECASE)
PROGRAM = "coach-or-mentor"


def shown_by_examples(path: Path) -> set[int]:
    """The lines of a file that show what an example in a docstring gives."""
    lines: set[int] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            for example in doctest.DocTestParser().get_examples(node.value.value):
                first = node.lineno + example.lineno + example.source.count("\n")
                lines.update(range(first, first + example.want.count("\n")))
    return lines


def test_the_engine_names_nothing_that_this_guide_chooses_between() -> None:
    """Whatever it chooses between is in the rule base. What an example gives, and the program's name, may name it."""
    names: list[str] = []
    for path in (ROOT / "recommender").rglob("*.py"):
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        shown = shown_by_examples(path)
        names += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
            for number, line in lines
            if number not in shown and OF_THIS_GUIDE.search(line.replace(f'prog="{PROGRAM}"', ""))
        ]
    assert names == []


def test_an_example_of_the_engine_shows_what_this_guide_gives() -> None:
    """So what is let pass above is there, and is found."""
    shown = ROOT / "recommender" / "face" / "result.py"
    lines = shown.read_text(encoding="utf-8").splitlines()
    assert any(OF_THIS_GUIDE.search(lines[number - 1]) for number in shown_by_examples(shown))


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
