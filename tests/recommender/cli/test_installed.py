"""The installed package: its command works from any folder, with the rules and the words inside the package."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from recommender.loading import shipped
from recommender.loading.shipped import shipped_files
from tests.conftest import ROOT

SOURCES = (
    "pyproject.toml",
    "requirements.txt",
    "requirements-cluster.txt",
    "README.md",
    "LICENSE",
    "recommender",
    "rules",
    "content",
    "examples",
)


def test_in_a_checkout_the_shipped_files_are_those_at_its_root() -> None:
    assert shipped_files() == ROOT


def test_in_an_installed_package_the_shipped_files_are_inside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "shipped").mkdir()
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path)
    assert shipped_files() == tmp_path / "shipped"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that has the wheel, and the packages of this one."""
    folder = tmp_path_factory.mktemp("installed")
    source, environment = folder / "source", folder / "venv"
    source.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name)
        else:
            shutil.copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    run([*pip, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", str(folder), str(source)])
    run([sys.executable, "-m", "venv", "--without-pip", str(environment)])
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "ours.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (wheel,) = folder.glob("*.whl")
    run([*pip, "--python", str(environment / "bin" / "python"), "install", "--no-deps", "--no-index", str(wheel)])
    return environment


def run(words: list[str], cwd: Path | None = None) -> str:
    """What a command prints. It has to end well."""
    ended = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.deep
@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["questions"],
        ["explain", "goal=habit"],
        ["score", "people.csv", "-o", "scored.csv"],
        ["diff", "rules.yaml", "rules.yaml"],
        ["new", "mine"],
    ],
    ids=" ".join,
)
def test_the_installed_command_works_from_any_folder(installed: Path, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "people.csv").write_text("view,screening,goal\nself,none,habit\n", encoding="utf-8")
    shutil.copy(ROOT / "rules" / "rulebase.yaml", tmp_path / "rules.yaml")
    out = run([str(installed / "bin" / "coach-or-mentor"), *words], tmp_path)
    assert out
    if words[0] in ("questions", "explain"):
        assert out == run([sys.executable, "-m", "recommender", *words], ROOT)


@pytest.mark.deep
def test_what_the_installed_command_lays_out_passes_its_checks(installed: Path, tmp_path: Path) -> None:
    command = str(installed / "bin" / "coach-or-mentor")
    run([command, "new", "mine"], tmp_path)
    for check in ("check", "audit", "cases"):
        run([command, "--folder", "mine", check], tmp_path)


@pytest.mark.deep
def test_the_installed_command_reads_its_own_rules(installed: Path, tmp_path: Path) -> None:
    python = str(installed / "bin" / "python")
    program = "from recommender.loading.shipped import shipped_files; print(shipped_files())"
    shipped = Path(run([python, "-c", program], tmp_path).strip())
    assert shipped.is_relative_to(installed)
    for folder in ("rules", "content", "content/en", "content/fr"):
        ours = {file.name: file.read_bytes() for file in (ROOT / folder).glob("*.yaml")}
        assert {file.name: file.read_bytes() for file in (shipped / folder).glob("*.yaml")} == ours


@pytest.mark.deep
def test_the_installed_package_loads_its_own_rules_and_words_in_python(installed: Path, tmp_path: Path) -> None:
    program = (
        "import recommender; guide = recommender.load(language='fr'); print(guide.content);"
        "print(repr(guide.recommend({'goal': 'role'}, view='self', screening=())))"
    )
    content, result = run([str(installed / "bin" / "python"), "-c", program], tmp_path).splitlines()
    assert Path(content).is_relative_to(installed)
    assert result.startswith("<Result: mentoring, close; ")


@pytest.mark.deep
def test_a_program_that_uses_the_installed_package_gets_its_types(installed: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import recommender\n"
        "result = recommender.load().recommend({'goal': 'role'}, view='self', screening=())\n"
        "reveal_type(result.certainty)\n",
        encoding="utf-8",
    )
    python = str(installed / "bin" / "python")
    out = run(
        [sys.executable, "-m", "mypy", "--python-executable", python, "--cache-dir", os.devnull, program.name], tmp_path
    )
    assert 'Revealed type is "str | None"' in out
