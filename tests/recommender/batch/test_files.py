"""Files of either kind: they get the results that a dataframe gets, whatever their size, whole or not at all."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from recommender import InvalidTable, Table
from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.dataframes import score_frame
from recommender.batch.files import score_file
from recommender.batch.output_columns import OutputColumns
from tests.conftest import RESULTS
from tests.recommender.batch.files import as_text, random_rows, read, score, write

pytestmark = pytest.mark.usefixtures("small_batches")


def test_a_file_gets_the_results_that_the_frame_gets(table: Table, tmp_path: Path, kind: str) -> None:
    rows = random_rows(table, 333)
    report = score(table, write(tmp_path / f"in.{kind}", rows), tmp_path / f"out.{kind}")
    assert (report.rows, report.bad.cells, report.header.missing, report.unanswered) == (333, 0, (), 0)
    assert report.unscreened == rows["screening"].to_pylist().count("")
    assert read(tmp_path / f"out.{kind}") == as_text(score_frame(table, rows)[0])
    assert sorted(os.listdir(tmp_path)) == [f"in.{kind}", f"out.{kind}"]


def test_bad_cells_are_reported_with_their_rows_in_the_whole_file(table: Table, tmp_path: Path, kind: str) -> None:
    bad = [1, 20, 21, 150, 333]
    report = score(table, write(tmp_path / f"in.{kind}", random_rows(table, 333, bad=bad)), tmp_path / f"out.{kind}")
    assert [cell.row for cell in report.bad.reported] == bad
    assert [cell.line for cell in report.bad.reported] == ([row + 1 for row in bad] if kind == "csv" else [0] * 5)
    assert (report.bad.cells, report.bad.rows) == (5, 5)
    assert [row["id"] for row in read(tmp_path / f"out.{kind}") if not row["outcome"]] == [str(row - 1) for row in bad]


def test_only_the_columns_to_keep_are_written_and_no_reasons_where_none_are_asked_for(
    table: Table, tmp_path: Path, kind: str
) -> None:
    rows = random_rows(table, 120)
    path = write(tmp_path / f"in.{kind}", rows)
    score(table, path, tmp_path / f"out.{kind}", OutputColumns(keep=("goal", "id"), reasons=False))
    scored = score_frame(table, rows, reasons=False)[0]
    assert read(tmp_path / f"out.{kind}") == as_text(scored.select(["id", "goal", *RESULTS[:-1]]))


def test_no_column_need_be_kept(table: Table, tmp_path: Path, kind: str) -> None:
    score(table, write(tmp_path / f"in.{kind}", random_rows(table, 3)), tmp_path / f"out.{kind}", OutputColumns(()))
    assert [list(row) for row in read(tmp_path / f"out.{kind}")] == [list(RESULTS)] * 3


def test_a_column_to_keep_that_is_not_there_is_reported(table: Table, tmp_path: Path, kind: str) -> None:
    path = write(tmp_path / f"in.{kind}", random_rows(table, 3))
    with pytest.raises(InvalidTable, match=r"There is no column 'gaol' to keep \(did you mean 'goal'\?\)."):
        score(table, path, tmp_path / f"out.{kind}", OutputColumns(keep=("gaol",)))
    assert os.listdir(tmp_path) == [f"in.{kind}"]


def test_a_file_without_rows_has_the_result_columns(table: Table, tmp_path: Path, kind: str) -> None:
    report = score(table, write(tmp_path / f"in.{kind}", random_rows(table, 0)), tmp_path / f"out.{kind}")
    assert report.rows == 0
    assert read(tmp_path / f"out.{kind}") == []


def test_rows_that_answer_nothing_are_counted(table: Table, tmp_path: Path, kind: str) -> None:
    rows = random_rows(table, 30).select(["id", "view", "screening", "goal"])
    rows = rows.set_column(3, "goal", [[""] * 10 + ["not-sure"] * 10 + ["habit"] * 10])
    rows = rows.set_column(2, "screening", [[None] * 5 + ["none"] * 24 + ["danger"]])
    report = score(table, write(tmp_path / f"in.{kind}", rows), tmp_path / f"out.{kind}")
    assert (report.unanswered, report.unscreened) == (20, 5)
    assert [row["answered"] for row in read(tmp_path / f"out.{kind}")] == ["0"] * 20 + ["1"] * 9 + [""]


def test_progress_rises_to_the_end(table: Table, tmp_path: Path, kind: str) -> None:
    calls: list[tuple[int, int]] = []
    path = write(tmp_path / f"in.{kind}", random_rows(table, 333))
    score_file(
        AnswerTexts(table), path, tmp_path / f"out.{kind}", progress=lambda done, total: calls.append((done, total))
    )
    assert calls == sorted(calls)
    assert calls[-1] == ((333, 333) if kind == "parquet" else (path.stat().st_size,) * 2)


def test_the_results_of_results_can_be_scored(table: Table, tmp_path: Path, kind: str) -> None:
    score(table, write(tmp_path / f"in.{kind}", random_rows(table, 30)), tmp_path / f"once.{kind}")
    score(table, tmp_path / f"once.{kind}", tmp_path / f"twice.{kind}")
    for row in read(tmp_path / f"twice.{kind}"):
        assert {name: row[name] for name in RESULTS} == {name: row[f"scored-{name}"] for name in RESULTS}


# whole or not at all


def stop_at(part: float, how: BaseException) -> Callable[[int, int], None]:
    """What raises this when so much has been read."""

    def progress(done: int, total: int) -> None:
        if done >= total * part:
            raise how

    return progress


@pytest.mark.parametrize("how", [KeyboardInterrupt(), MemoryError(), InvalidTable("x")], ids=repr)
@pytest.mark.parametrize("before", [None, "from before"])
def test_a_run_that_is_stopped_leaves_what_there_was(
    table: Table, tmp_path: Path, kind: str, how: BaseException, before: str | None
) -> None:
    path, target = write(tmp_path / f"in.{kind}", random_rows(table, 400)), tmp_path / f"out.{kind}"
    if before:
        target.write_text(before, encoding="utf-8")
    with pytest.raises(type(how)):
        score_file(AnswerTexts(table), path, target, progress=stop_at(0.5, how))
    assert sorted(os.listdir(tmp_path)) == sorted([path.name, *([target.name] if before else [])])
    assert not before or target.read_text(encoding="utf-8") == before


def test_a_full_disk_is_reported_and_leaves_nothing(
    table: Table, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    path, target = write(tmp_path / f"in.{kind}", random_rows(table, 400)), tmp_path / f"out.{kind}"
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InvalidTable, match=f"{target} cannot be written: No space left on device."):
        score(table, path, target)
    assert os.listdir(tmp_path) == [path.name]


def test_while_a_file_is_written_no_one_else_can_read_it(table: Table, tmp_path: Path, kind: str) -> None:
    path, target = write(tmp_path / f"in.{kind}", random_rows(table, 40)), tmp_path / f"out.{kind}"
    modes: set[int] = set()

    def look(done: int, total: int) -> None:
        modes.update(other.stat().st_mode & 0o777 for other in tmp_path.iterdir() if other != path)

    score_file(AnswerTexts(table), path, target, progress=look)
    assert modes == {0o600}


def test_a_pipe_gets_the_whole_file_and_stays_a_pipe(table: Table, tmp_path: Path, kind: str) -> None:
    path = write(tmp_path / f"in.{kind}", random_rows(table, 250))
    pipe, got = tmp_path / "pipe", tmp_path / f"got.{kind}"
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.write_bytes(pipe.read_bytes()), daemon=True)
    reader.start()
    score(table, path, pipe)
    reader.join(timeout=10)
    assert read(got) == as_text(score_frame(table, random_rows(table, 250))[0])
    assert pipe.is_fifo()


# what is refused


@pytest.mark.parametrize("names", [("in.csv", "out.parquet"), ("in.parquet", "out.csv"), ("in.csv", "rules.yaml")])
def test_an_output_of_another_kind_is_refused(table: Table, tmp_path: Path, names: tuple[str, str]) -> None:
    path = write(tmp_path / names[0], random_rows(table, 3))
    with pytest.raises(InvalidTable, match=r"Give it a name that ends in \.(csv|parquet) or "):
        score(table, path, tmp_path / names[1])


@pytest.mark.parametrize("way", ["itself", "symbolic link", "hard link", "roundabout"])
def test_the_input_is_never_written_over(table: Table, tmp_path: Path, kind: str, way: str) -> None:
    path, target = write(tmp_path / f"in.{kind}", random_rows(table, 3)), tmp_path / f"out.{kind}"
    before = path.read_bytes()
    if way == "symbolic link":
        target.symlink_to(path)
    elif way == "hard link":
        target.hardlink_to(path)
    else:
        target = path if way == "itself" else tmp_path / "." / ".." / tmp_path.name / path.name
    with pytest.raises(InvalidTable, match="is also the input. Write to another file."):
        score(table, path, target, OutputColumns(keep=("id",)))
    assert path.read_bytes() == before


def test_a_file_that_is_not_there_is_reported(table: Table, tmp_path: Path, kind: str) -> None:
    with pytest.raises(InvalidTable, match="cannot be opened: No such file or directory."):
        score(table, tmp_path / f"in.{kind}", tmp_path / f"out.{kind}")
    assert os.listdir(tmp_path) == []


def test_a_folder_is_not_read(table: Table, tmp_path: Path, kind: str) -> None:
    (tmp_path / f"in.{kind}").mkdir()
    with pytest.raises(InvalidTable, match="is a folder. Name a file in it."):
        score(table, tmp_path / f"in.{kind}", tmp_path / f"out.{kind}")
