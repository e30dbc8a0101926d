"""Folders of files to score, and what is in them afterwards."""

from pathlib import Path

from recommender import RuleBase, Table
from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.atomic_output import TEMPORARY
from recommender.batch.files import score_file
from recommender.batch.folders import Scorer, on_threads, score_folder
from tests.recommender.batch.files import random_rows, write

NAMES = ("year=2025/part-0", "year=2025/part-1", "year=2026/part-0", "rest")


def filled(table: Table, folder: Path, *, kind: str = "parquet", rows: int = 40) -> Path:
    """A folder with files in subfolders, each of other people."""
    people = random_rows(table, rows * len(NAMES))
    for number, name in enumerate(NAMES):
        path = folder / f"{name}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, people.slice(number * rows, rows), group=rows)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file whose name does not begin with a dot, by its path in the folder."""
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".")}


def one_by_one(table: Table, source: Path, target: Path) -> dict[str, bytes]:
    """What comes of the files if each is scored by itself."""
    for name in contents(source):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        score_file(AnswerTexts(table), source / name, target / name)
    return contents(target)


def on_this_machine(rules: RuleBase, source: Path, target: Path) -> dict[str, bytes]:
    """What one machine makes of the folder."""
    score_folder(source, target, on_threads(Scorer(rules), 2))
    return contents(target)


def orphans(folder: Path) -> list[Path]:
    """What was left half written."""
    return list(folder.rglob(f"{TEMPORARY}*"))
