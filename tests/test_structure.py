"""The shape of the house: what may import what, what opens files, and what importing the engine costs."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors"},
    "placed": {"errors"},
    "load": {"errors", "load_audit", "model", "placed"},
    "load_audit": {"model", "placed"},
    "tally": {"errors", "model"},
    "decide": {"model", "tally"},
    "reasons": {"model", "tally"},
    "flips": {"decide", "model", "tally"},
    "robustness": {"decide", "model", "reasons", "tally"},
    "explain": {"decide", "flips", "model", "possible", "reasons", "robustness", "tally"},
    "walk": {"decide", "model", "tally"},
    "measure": set(),
    "spread": {"measure", "model", "walk"},
    "totals": {"decide", "measure", "model", "walk"},
    "joint": {"decide", "measure", "spread", "totals", "walk"},
    "analyse": {"measure", "model", "spread", "tally", "totals", "walk"},
    "influence": {"analyse", "model", "spread", "tally", "totals", "walk"},
    "patterns": {"model", "spread", "tally", "totals", "walk"},
    "possible": {"model", "spread", "tally", "totals", "walk"},
    "audit": {"analyse", "errors", "influence", "model", "patterns", "tally", "wording"},
    "diff": {"analyse", "decide", "errors", "joint", "model", "spread", "tally", "walk"},
    "reports": {"analyse", "audit", "diff", "model"},
    "expert": {
        "analyse",
        "audit",
        "diff",
        "errors",
        "load",
        "load_content",
        "load_wording",
        "model",
        "placed",
        "reports",
        "tally",
        "wording",
    },
    "wording": {"errors"},
    "load_wording": {"errors", "model", "placed", "wording"},
    "digits": set(),
    "plan": {"decide", "model", "tally"},
    "reading": {"digits", "model", "plan", "tally"},
    "scores": {"decide", "digits", "model", "plan", "reading", "tally"},
    "told": {"decide", "digits", "model", "plan", "reading", "reasons", "scores", "tally"},
    "coded": {"digits", "model", "reading", "tally"},
    "bad_cells": {"errors", "model", "tally"},
    "bad_rows": {"bad_cells", "coded", "model", "placed", "reading", "tally"},
    "people": {"bad_cells", "bad_rows", "coded", "model", "reading", "scores", "tally", "told"},
    "results": {"model", "people", "told"},
    "columns": {"coded", "errors", "model", "reading"},
    "frames": {"bad_cells", "columns", "errors", "model", "people", "reading", "results", "tally"},
    "wanted": {"errors", "model", "placed"},
    "unfinished": {"errors"},
    "csv_file": {
        "bad_cells",
        "coded",
        "errors",
        "model",
        "people",
        "reading",
        "results",
        "tally",
        "unfinished",
        "wanted",
    },
    "parquet_file": {"bad_cells", "errors", "frames", "model", "tally", "unfinished", "wanted"},
    "files": {"bad_cells", "csv_file", "errors", "parquet_file", "tally", "unfinished", "wanted"},
    "firmness": {"decide", "model", "tally"},
    "contacts": set(),
    "guidance": {"model"},
    "guidance_words": {"wording"},
    "situations": {"model"},
    "load_guidance": {
        "contacts",
        "errors",
        "guidance",
        "guidance_words",
        "load",
        "load_wording",
        "model",
        "placed",
        "situations",
    },
    "load_content": {
        "contacts",
        "errors",
        "guidance",
        "guidance_words",
        "load_guidance",
        "load_wording",
        "model",
        "placed",
        "situations",
        "wording",
    },
    "reading_age": {"errors", "placed"},
    "page_words": {"wording"},
    "doubts": {"decide", "explain", "model", "wording"},
    "plain": {"doubts", "explain", "flips", "model", "reasons", "wording"},
    "__init__": {
        "decide",
        "errors",
        "explain",
        "flips",
        "load",
        "load_wording",
        "model",
        "possible",
        "reasons",
        "robustness",
        "tally",
        "wording",
    },
    "commands": {
        "errors",
        "explain",
        "files",
        "load",
        "load_content",
        "load_wording",
        "model",
        "plain",
        "reading_age",
        "tally",
        "wanted",
        "wording",
    },
    "__main__": {"commands", "errors", "expert", "model"},
}
OPENING = {"open", "fdopen", "mkstemp", "read_text", "read_bytes", "write_text", "write_bytes"}

ENGINE = sorted((ROOT / "recommender").rglob("*.py"))
WEB = sorted((ROOT / "web").rglob("*.py"))
ALL = [*ENGINE, *WEB, ROOT / "app.py"]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path) for path in ALL}


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def nodes(tree: ast.AST, *, at_import_time: bool) -> Iterator[ast.AST]:
    """The nodes of a module: all, or only those that run when it is imported."""
    for node in ast.iter_child_nodes(tree):
        yield node
        later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or is_type_checking(node)
        if not (at_import_time and later):
            yield from nodes(node, at_import_time=at_import_time)


def imports(path: Path, *, at_import_time: bool = False) -> set[str]:
    """The full names of the modules that a file imports. Of `from a import b` it is `a.b` where that is a module."""
    found: set[str] = set()
    for node in nodes(ast.parse(path.read_text(encoding="utf-8")), at_import_time=at_import_time):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the full name of what is imported"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (names & MODULES) | ({str(node.module)} if names - MODULES else set())
    return found


def top_level_imports(path: Path, *, at_import_time: bool = False) -> set[str]:
    return {name.partition(".")[0] for name in imports(path, at_import_time=at_import_time)}


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.stem)
def test_a_module_of_the_engine_imports_only_what_stands_below_it(path: Path) -> None:
    ours = {name.rpartition(".")[2] for name in imports(path) if name.startswith("recommender")}
    assert ours <= MAY_IMPORT[path.stem]


def test_the_table_of_what_may_be_imported_names_no_module_that_is_not_there() -> None:
    assert set(MAY_IMPORT) == {path.stem for path in ENGINE}


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.stem)
def test_the_engine_knows_nothing_of_the_web(path: Path) -> None:
    assert not top_level_imports(path) & {"web", "app", "streamlit", "jinja2", "markupsafe", "starlette"}


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.stem)
def test_only_what_is_for_many_people_needs_arrays_and_frames_to_be_imported(path: Path) -> None:
    heavy = top_level_imports(path, at_import_time=True) & {"pandas", "polars", "pyarrow", "narwhals", "numpy"}
    assert not heavy or path.parent.name == "many" or path.stem == "frames"
    assert not heavy & {"pandas", "polars"}


def test_numpy_is_used_where_many_sheets_are_tried_at_once_and_nowhere_else_in_the_engine() -> None:
    users = {path.stem for path in ENGINE if "numpy" in top_level_imports(path) and path.parent.name != "many"}
    assert users == {"flips"}


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.stem)
def test_the_engine_has_no_clock_no_chance_and_no_network(path: Path) -> None:
    assert not top_level_imports(path) & {"time", "random", "secrets", "uuid", "socket", "urllib", "http", "requests"}


def test_streamlit_is_imported_in_the_views_and_the_app_only() -> None:
    users = {path for path in ALL if "streamlit" in top_level_imports(path)}
    assert users <= {*(ROOT / "web" / "views").rglob("*.py"), ROOT / "app.py"}
    assert ROOT / "app.py" in users


def test_the_web_imports_no_app() -> None:
    assert not [path for path in WEB if "app" in top_level_imports(path)]


@pytest.mark.parametrize("package", ["recommender", "web"])
def test_no_module_imports_itself_in_a_circle(package: str) -> None:
    graph = {module_name(path): imports(path, at_import_time=True) & MODULES for path in ALL}
    graph = {name: below for name, below in graph.items() if name.split(".")[0] == package}
    order = list(TopologicalSorter(graph).static_order())
    assert set(graph) <= set(order)


def opens_a_file(path: Path) -> bool:
    called = (node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    names = {getattr(func, "id", getattr(func, "attr", "")) for func in called}
    return bool(names & OPENING)


def test_files_are_opened_in_placed_and_for_the_command_line_only() -> None:
    openers = {path.stem for path in ENGINE if opens_a_file(path)}
    assert openers <= {"placed", "csv_file", "unfinished", "__main__"}
    assert "placed" in openers


def modules_after(statement: str) -> set[str]:
    """The modules that a fresh Python has imported after a statement."""
    program = f"import sys; {statement}; sys.stderr.write(' '.join(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ended.stderr.split())


@pytest.mark.parametrize(
    "statement",
    ["import recommender", "from recommender.__main__ import main; main(['check'])"],
    ids=["the engine", "the command line"],
)
def test_nothing_heavy_is_imported_before_it_is_needed(statement: str) -> None:
    loaded = modules_after(statement)
    assert "recommender.decide" in loaded
    assert not loaded & {"streamlit", "pandas", "numpy", "pyarrow", "narwhals", "jinja2", "starlette", "web"}
