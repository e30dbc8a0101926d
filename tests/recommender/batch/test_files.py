"""Files of many people: the results that a frame gets, whatever the size; whole or not there; gone on from."""

import csv
import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recommender import InvalidTable, Table
from recommender.batch import csv_file, parquet_file
from recommender.batch.atomic_output import Interrupted, Part
from recommender.batch.dataframes import score_frame
from recommender.batch.files import Report, score_file
from recommender.batch.input_tables import in_order
from recommender.batch.output_choice import Wanted
from recommender.core.model import RESULTS, SCREENING
from tests.conftest import ROOT

Kind = str
KINDS = ["csv", "parquet"]


def people(table: Table, rows: int, *, bad: Sequence[int] = ()) -> pa.Table:
    """A table of so many people with an id; in the `bad` rows, from 1, the goal is not known."""
    chance = np.random.default_rng(7)
    offered_to_all = {
        name: [
            label
            for label in labels
            if all(label in dict(table.offered[view]).get(name, [label]) for view in table.views)
        ]
        for name, labels in in_order(table).items()
    }
    columns = {name: chance.choice(labels, rows).astype(object) for name, labels in offered_to_all.items()}
    columns["goal"][[row - 1 for row in bad]] = "habbit"
    columns[SCREENING] = chance.choice(["", "", "", "job", "danger", "health-helped process"], rows).astype(object)
    return pa.table({"id": pa.array(range(rows)), **columns})


def write(path: Path, people: pa.Table, *, group: int = 50) -> Path:
    """The table as a file of the kind that its name says."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(people.column_names)
            writer.writerows(zip(*(column.to_pylist() for column in people.columns), strict=True))
    else:
        pq.write_table(people, path, row_group_size=group)
    return path


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a file of either kind, every cell as text."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    return as_text(pq.read_table(path))


def as_text(table: pa.Table) -> list[dict[str, str]]:
    return [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in table.to_pylist()]


def score(table: Table, source: Path, target: Path, wanted: Wanted | None = None) -> Report:
    return score_file(table, source, target, wanted or Wanted(), lambda done, total: None)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches and pieces of a few rows, so that a small file has many of them."""
    monkeypatch.setattr(csv_file, "BATCH", 20)
    monkeypatch.setattr(csv_file, "KEPT_EVERY", 2)
    monkeypatch.setattr(parquet_file, "BATCH", 20)
    monkeypatch.setattr(parquet_file, "PIECE", 100)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    return str(request.param)


def test_a_file_gets_the_results_that_the_frame_gets(table: Table, tmp_path: Path, kind: Kind) -> None:
    everybody = people(table, 333)
    report = score(table, write(tmp_path / f"in.{kind}", everybody), tmp_path / f"out.{kind}")
    assert (report.rows, report.bad.cells, report.missing) == (333, 0, ())
    assert read(tmp_path / f"out.{kind}") == as_text(score_frame(table, everybody)[0])
    assert sorted(os.listdir(tmp_path)) == [f"in.{kind}", f"out.{kind}"]


def test_bad_cells_are_told_with_their_rows_in_the_whole_file(table: Table, tmp_path: Path, kind: Kind) -> None:
    bad = [1, 20, 21, 150, 333]
    report = score(table, write(tmp_path / f"in.{kind}", people(table, 333, bad=bad)), tmp_path / f"out.{kind}")
    assert [cell.row for cell in report.bad.told] == bad
    assert (report.bad.cells, report.bad.rows) == (5, 5)
    assert [row["id"] for row in read(tmp_path / f"out.{kind}") if not row["outcome"]] == [str(row - 1) for row in bad]


def test_only_the_columns_to_keep_go_out_and_no_reasons_where_there_are_to_be_none(
    table: Table, tmp_path: Path, kind: Kind
) -> None:
    everybody = people(table, 120)
    source = write(tmp_path / f"in.{kind}", everybody)
    score(table, source, tmp_path / f"out.{kind}", Wanted(keep=("goal", "id"), reasons=False))
    scored = score_frame(table, everybody, reasons=False)[0]
    assert read(tmp_path / f"out.{kind}") == as_text(scored.select(["id", "goal", *RESULTS[:-1]]))


def test_a_column_to_keep_that_is_not_there_is_told(table: Table, tmp_path: Path, kind: Kind) -> None:
    source = write(tmp_path / f"in.{kind}", people(table, 3))
    with pytest.raises(InvalidTable, match=r"There is no column 'gaol' to keep \(did you mean 'goal'\?\)."):
        score(table, source, tmp_path / f"out.{kind}", Wanted(keep=("gaol",)))
    assert os.listdir(tmp_path) == [f"in.{kind}"]


def test_a_file_of_nobody_has_the_result_columns(table: Table, tmp_path: Path, kind: Kind) -> None:
    report = score(table, write(tmp_path / f"in.{kind}", people(table, 0)), tmp_path / f"out.{kind}")
    assert report.rows == 0
    assert read(tmp_path / f"out.{kind}") == []


def test_progress_goes_up_to_the_end(table: Table, tmp_path: Path, kind: Kind) -> None:
    told: list[tuple[int, int]] = []
    source = write(tmp_path / f"in.{kind}", people(table, 333))
    score_file(table, source, tmp_path / f"out.{kind}", Wanted(), lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == ((333, 333) if kind == "parquet" else (source.stat().st_size,) * 2)


# Parquet keeps what it was


def test_a_parquet_file_keeps_its_columns_types_and_metadata(table: Table, tmp_path: Path) -> None:
    everybody = people(table, 130)
    days = pa.array([None, *range(129)], pa.timestamp("ms", "Europe/London"))
    everybody = everybody.append_column("day", days).append_column("tags", pa.array([[1], []] * 65))
    everybody = everybody.replace_schema_metadata({"owner": "trust"})
    score(table, write(tmp_path / "in.parquet", everybody), tmp_path / "out.parquet")
    before, scored = pq.read_table(tmp_path / "in.parquet"), pq.read_table(tmp_path / "out.parquet")
    assert before.equals(everybody)
    assert scored.select(everybody.column_names).equals(before, check_metadata=True)
    assert scored.schema.field("outcome").type == pa.dictionary(pa.int8(), pa.string())


def test_answers_as_numbers_and_as_categories_score_as_text_does(table: Table, tmp_path: Path) -> None:
    everybody = people(table, 130)
    expected = as_text(score_frame(table, everybody)[0].select([*RESULTS]))
    numbers = {
        name: pa.array([labels.index(cell) for cell in everybody[name].to_pylist()], pa.int8())
        for name, labels in in_order(table).items()
    }
    for name, column in numbers.items():
        everybody = everybody.set_column(everybody.column_names.index(name), name, column)
    categories = people(table, 130)
    for name in in_order(table):
        categories = categories.set_column(
            categories.column_names.index(name), name, categories[name].dictionary_encode()
        )
    for given in (everybody, categories):
        score(table, write(tmp_path / "in.parquet", given), tmp_path / "out.parquet")
        assert as_text(pq.read_table(tmp_path / "out.parquet", columns=list(RESULTS))) == expected


# stopped half-way


class Killed(BaseException):
    """What ends a run without a word."""


def stop_at(part: float, how: type[BaseException]) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        if done >= total * part:
            raise how

    return progress


def test_a_run_that_was_stopped_is_gone_on_from(
    table: Table, tmp_path: Path, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = [5, 300]
    source, target = write(tmp_path / f"in.{kind}", people(table, 400, bad=bad), group=30), tmp_path / f"out.{kind}"
    whole = score(table, source, tmp_path / f"whole.{kind}")
    with pytest.raises(Interrupted, match="Run the same command again to go on from there"):
        score_file(table, source, target, Wanted(), stop_at(0.8, KeyboardInterrupt))
    assert not target.exists()
    scored: list[int] = []
    module: Any = csv_file if kind == "csv" else parquet_file
    name = "score_people" if kind == "csv" else "score_frame"
    original = getattr(module, name)

    def counted(*given: Any, **named: Any) -> Any:
        scored.append(given[2] if kind == "csv" else len(given[1]))
        return original(*given, **named)

    monkeypatch.setattr(module, name, counted)
    assert score(table, source, target) == whole
    assert sum(scored) < 300
    assert read(target) == read(tmp_path / f"whole.{kind}")
    assert sorted(os.listdir(tmp_path)) == sorted([source.name, target.name, f"whole.{kind}"])


def test_a_run_that_was_stopped_twice_is_gone_on_from(table: Table, tmp_path: Path, kind: Kind) -> None:
    source, target = write(tmp_path / f"in.{kind}", people(table, 400), group=30), tmp_path / f"out.{kind}"
    for part in (0.5, 0.8):
        with pytest.raises(Interrupted):
            score_file(table, source, target, Wanted(), stop_at(part, KeyboardInterrupt))
    score(table, source, target)
    assert read(target) == as_text(score_frame(table, people(table, 400))[0])


@pytest.mark.parametrize("change", ["source", "rules", "wanted", "notes", "part"])
def test_what_an_earlier_run_left_is_used_only_where_all_is_as_it_was(
    table: Table, tmp_path: Path, kind: Kind, change: str
) -> None:
    source, target = write(tmp_path / f"in.{kind}", people(table, 400), group=30), tmp_path / f"out.{kind}"
    with pytest.raises(Interrupted):
        score_file(table, source, target, Wanted(), stop_at(0.8, KeyboardInterrupt))
    part, notes = tmp_path / f".out.{kind}.part", tmp_path / f".out.{kind}.part.json"
    wanted, rows = Wanted(), 400
    if change == "source":
        write(source, people(table, rows := 90))
    elif change == "rules":
        kept = json.loads(notes.read_text(encoding="utf-8"))
        notes.write_text(json.dumps({**kept, "key": "of other rules"}), encoding="utf-8")
    elif change == "wanted":
        wanted = Wanted(reasons=False)
    elif change == "notes":
        notes.write_text('{"key":', encoding="utf-8")
    else:
        part.write_bytes(part.read_bytes()[:10])
    score(table, source, target, wanted)
    assert read(target) == as_text(score_frame(table, people(table, rows), reasons=wanted.reasons)[0])


def test_a_run_that_failed_leaves_nothing_behind(table: Table, tmp_path: Path, kind: Kind) -> None:
    source = write(tmp_path / f"in.{kind}", people(table, 400), group=30)
    with source.open("r+b") as file:
        file.seek(source.stat().st_size * 2 // 3)
        file.write(b"\xff" * 2000)
    with pytest.raises(InvalidTable, match=r"is damaged|is not UTF-8 text"):
        score(table, source, tmp_path / f"out.{kind}")
    assert os.listdir(tmp_path) == [source.name]


KILL = """
import os, signal, sys
from pathlib import Path
from recommender import load_rules, tabulate
from recommender.batch.files import score_file
from recommender.batch import csv_file, parquet_file
from recommender.batch.output_choice import Wanted

csv_file.BATCH = parquet_file.BATCH = 20
csv_file.KEPT_EVERY, parquet_file.PIECE = 2, 100

def progress(done, total):
    if done >= total * 0.8:
        os.kill(os.getpid(), signal.SIGKILL)

source, target = map(Path, sys.argv[1:])
score_file(tabulate(load_rules(Path("rules/rulebase.yaml"))), source, target, Wanted(), progress)
"""


def test_a_run_that_is_killed_leaves_no_half_file_and_is_gone_on_from(table: Table, tmp_path: Path, kind: Kind) -> None:
    source, target = write(tmp_path / f"in.{kind}", people(table, 400), group=30), tmp_path / f"out.{kind}"
    ended = subprocess.run([sys.executable, "-c", KILL, source, target], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    left = {path.name: path.stat() for path in tmp_path.iterdir() if path != source}
    assert set(left) == {f".out.{kind}.part", f".out.{kind}.part.json"}
    assert {stat.st_mode & 0o077 for stat in left.values()} == {0}
    score(table, source, target)
    assert read(target) == as_text(score_frame(table, people(table, 400))[0])
    assert sorted(os.listdir(tmp_path)) == [source.name, target.name]


@pytest.mark.parametrize("kept", [True, False], ids=["after a part was kept", "before"])
def test_a_full_disk_is_told_and_what_is_kept_is_gone_on_from(
    table: Table, tmp_path: Path, kind: Kind, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Any:
        if (len(written := list(tmp_path.glob(".out.*.json"))) > 0) == kept:
            raise OSError(28, f"No space left on device, {len(written)}")
        return write_bytes(*_) if kind == "csv" else None

    write_bytes = Part.write
    source, target = write(tmp_path / f"in.{kind}", people(table, 400), group=30), tmp_path / f"out.{kind}"
    with monkeypatch.context() as patched:
        patched.setattr(Part, "write", full)
        with pytest.raises(Interrupted if kept else InvalidTable, match=f"{target} cannot be written: No space left"):
            score_file(table, source, target, Wanted(), (lambda *_: None) if kind == "csv" else full)
    assert len(os.listdir(tmp_path)) == (3 if kept else 1)
    score(table, source, target)
    assert read(target) == as_text(score_frame(table, people(table, 400))[0])


def test_a_part_that_another_run_has_just_finished_with_is_not_written_to(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_run_ends(file: Any, how: int) -> None:
        (tmp_path / ".out.csv.part").replace(tmp_path / "out.csv")
        (tmp_path / ".out.csv.part").touch()

    monkeypatch.setattr(fcntl, "flock", other_run_ends)
    with pytest.raises(InvalidTable, match="is being written by another run"):
        score(table, write(tmp_path / "in.csv", people(table, 3)), tmp_path / "out.csv")


def test_two_runs_do_not_write_one_file(table: Table, tmp_path: Path, kind: Kind) -> None:
    source, target = write(tmp_path / f"in.{kind}", people(table, 100)), tmp_path / f"out.{kind}"
    told: list[str] = []

    def second(done: int, total: int) -> None:
        if not told:
            with pytest.raises(InvalidTable) as refused:
                score(table, source, target)
            told.append(str(refused.value))

    score_file(table, source, target, Wanted(), second)
    assert told[0].endswith("is being written by another run. Wait until it ends, or write to another file.")
    assert read(target) == as_text(score_frame(table, people(table, 100))[0])


# what cannot be read or written


def test_a_pipe_gets_the_whole_file(table: Table, tmp_path: Path, kind: Kind) -> None:
    source, pipe, got = (
        write(tmp_path / f"in.{kind}", people(table, 250)),
        tmp_path / f"pipe.{kind}",
        tmp_path / f"got.{kind}",
    )
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.write_bytes(pipe.read_bytes()), daemon=True)
    reader.start()
    score(table, source, pipe)
    reader.join(timeout=10)
    assert read(got) == as_text(score_frame(table, people(table, 250))[0])
    assert pipe.is_fifo()


@pytest.mark.parametrize("names", [("in.csv", "out.parquet"), ("in.parquet", "out.csv"), ("in.pq", "out")])
def test_two_kinds_of_files_are_refused(table: Table, tmp_path: Path, names: tuple[str, str]) -> None:
    with pytest.raises(InvalidTable, match="are not of one kind. Let both names end in .csv, or both in .parquet."):
        score(table, tmp_path / names[0], tmp_path / names[1])


@pytest.mark.parametrize("content", [b"", b"PAR1", b"view,screening\n", b"PAR1" + b"\0" * 50 + b"PAR1"])
def test_what_is_no_parquet_file_is_told(table: Table, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "in.parquet").write_bytes(content)
    with pytest.raises(
        InvalidTable, match=r"in.parquet is (not a Parquet file, or it )?is damaged|in.parquet is damaged"
    ):
        score(table, tmp_path / "in.parquet", tmp_path / "out.parquet")
    assert os.listdir(tmp_path) == ["in.parquet"]


def test_a_file_that_is_not_there_is_told(table: Table, tmp_path: Path, kind: Kind) -> None:
    with pytest.raises(InvalidTable, match="cannot be opened: No such file or directory."):
        score(table, tmp_path / f"in.{kind}", tmp_path / f"out.{kind}")
    assert os.listdir(tmp_path) == []


def test_a_folder_is_not_read(table: Table, tmp_path: Path, kind: Kind) -> None:
    (tmp_path / f"in.{kind}").mkdir()
    with pytest.raises(InvalidTable, match="is a folder. Name a file in it."):
        score(table, tmp_path / f"in.{kind}", tmp_path / f"out.{kind}")


def test_a_file_that_fails_while_it_is_read_is_told(table: Table, tmp_path: Path) -> None:
    with pytest.raises(InvalidTable, match="/proc/self/mem cannot be opened: Input/output error"):
        score(table, Path("/proc/self/mem"), tmp_path / "out.csv")


def test_a_row_of_the_wrong_length_is_not_scored_without_reasons_either(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("view,screening,goal\nself\nself,,growth\n", encoding="utf-8")
    report = score(table, tmp_path / "in.csv", tmp_path / "out.csv", Wanted(reasons=False))
    assert (report.bad.rows, [row["outcome"] for row in read(tmp_path / "out.csv")]) == (1, ["", "either"])


def test_parquet_columns_that_do_not_fit_are_told(table: Table, tmp_path: Path) -> None:
    source = write(tmp_path / "in.parquet", people(table, 3).drop_columns(["view"]))
    with pytest.raises(InvalidTable, match="There is no column 'view'"):
        score(table, source, tmp_path / "out.parquet")


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.set_blocking(ours, False)
    yield ours, theirs
    os.close(theirs)
    os.close(ours)


def test_on_a_terminal_there_is_a_progress_bar(table: Table, tmp_path: Path, terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    source = write(tmp_path / "in.csv", people(table, 50))
    words = [sys.executable, "-m", "recommender", "score", str(source), "-o", str(tmp_path / "out.csv")]
    ended = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, check=False)
    assert b"50 of 50 rows scored" in ended.stdout
    assert b"%|" in os.read(ours, 1 << 16)
