"""A folder of files: scored as each file alone is, in the same subfolders, whole or not at all, and never twice."""

import json
import os
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from recommender import InvalidTable, RuleBase, Table, Wording
from recommender.batch.finished import FORMAT
from recommender.batch.folder_report import FolderReport
from recommender.batch.folders import Scorer, on_threads, score_folder
from recommender.batch.output_columns import OutputColumns
from tests.recommender.batch.files import random_rows, write
from tests.recommender.batch.folders import NAMES, contents, filled, one_by_one, orphans


@pytest.fixture
def scorer(rules: RuleBase) -> Scorer:
    return Scorer(rules)


@pytest.fixture
def people(table: Table, tmp_path: Path) -> Path:
    return filled(table, tmp_path / "people")


def scored(people: Path, scorer: Scorer) -> FolderReport:
    return score_folder(people, people.parent / "scored", on_threads(scorer, 2))


def test_each_file_is_scored_into_the_same_subfolder(rules: RuleBase, table: Table, tmp_path: Path, kind: str) -> None:
    people = filled(table, tmp_path / "people", kind=kind)
    report = score_folder(people, tmp_path / "scored", on_threads(Scorer(rules)))
    assert contents(tmp_path / "scored") == one_by_one(table, people, tmp_path / "alone")
    assert [result.path for result in report.results] == sorted(people / f"{name}.{kind}" for name in NAMES)
    assert [group.report.rows for group in report.groups()] == [160]


def test_the_results_are_read_as_one_table_with_the_partitions_as_a_column(people: Path, scorer: Scorer) -> None:
    scored(people, scorer)
    table = pq.read_table(people.parent / "scored")
    assert (len(table), {"year", "outcome"} <= {*table.column_names}) == (160, True)
    assert sorted(table["id"].to_pylist()) == list(range(160))


def test_progress_counts_files(people: Path, scorer: Scorer) -> None:
    calls: list[tuple[int, int]] = []
    score_folder(people, people.parent / "scored", on_threads(scorer), lambda done, total: calls.append((done, total)))
    assert calls == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_hidden_files_are_left_out(people: Path, scorer: Scorer) -> None:
    for name in ("_SUCCESS", ".part-0.parquet.crc", "_temporary/part-0.parquet"):
        (people / name).parent.mkdir(exist_ok=True)
        (people / name).touch()
    assert len(scored(people, scorer).results) == len(NAMES)


def test_texts_that_stand_for_ids_are_read(table: Table, rules: RuleBase, wording: Wording, tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    rows = random_rows(table, 5).rename_columns({"goal": "Goal"})
    write(tmp_path / "people" / "a.parquet", rows)
    (group,) = scored(tmp_path / "people", Scorer(rules, (wording,))).groups()
    assert group.matched[""] == {"Goal": "goal"}


def test_a_scorer_can_be_pickled_whatever_has_been_asked_of_it(rules: RuleBase, wording: Wording) -> None:
    scorer = Scorer(rules, (wording,), OutputColumns(("id",), reasons=False))
    assert (scorer.table.rules.question["goal"].id, len(scorer.digest)) == ("goal", 64)
    other = pickle.loads(pickle.dumps(scorer))
    assert (other, other.digest) == (scorer, scorer.digest)


# what is wrong is reported, and the rest is scored


def test_bad_cells_are_counted_over_all_files_and_each_is_with_its_file(
    table: Table, people: Path, scorer: Scorer
) -> None:
    for name in ("rest", "year=2026/part-0"):
        write(people / f"{name}.parquet", random_rows(table, 9, bad=[3, 7]))
    report = scored(people, scorer)
    (group,) = report.groups()
    assert (group.report.bad.cells, group.report.bad.rows, group.report.rows) == (4, 4, 98)
    assert {
        str(result.path.relative_to(people)): [cell.row for cell in result.report.bad.reported]
        for result in report.results
        if result.report and result.report.bad
    } == {"rest.parquet": [3, 7], "year=2026/part-0.parquet": [3, 7]}


def test_files_with_other_columns_are_counted_apart(table: Table, people: Path, scorer: Scorer) -> None:
    write(people / "z.parquet", random_rows(table, 9).drop_columns(["goal"]))
    first, second = scored(people, scorer).groups()
    assert (len(first.paths), first.report.rows, first.report.header.missing) == (4, 160, ())
    assert (second.paths, second.report.rows, second.report.header.missing) == ([people / "z.parquet"], 9, ("goal",))


def test_a_file_that_cannot_be_scored_is_reported_and_the_others_are_scored(
    table: Table, people: Path, scorer: Scorer
) -> None:
    (people / "damaged.parquet").write_bytes(b"PAR1")
    (people / "notes.docx").touch()
    write(people / "viewless.csv", random_rows(table, 9).drop_columns(["view"]))
    report = scored(people, scorer)
    assert [result.fault for result in report.faults] == [
        f"{people}/damaged.parquet is not a Parquet file, or it is damaged.",
        f"{people}/notes.docx is neither CSV nor Parquet. Convert it, or move it elsewhere.",
        "There is no column 'view'. Add one, with self or leader for each person.",
    ]
    assert sorted(contents(people.parent / "scored")) == sorted(f"{name}.parquet" for name in NAMES)


def test_a_subfolder_that_cannot_be_created_is_reported(people: Path, scorer: Scorer) -> None:
    target = people.parent / "scored"
    target.mkdir()
    (target / "year=2026").touch()
    (fault,) = (result.fault for result in scored(people, scorer).faults)
    assert fault == f"{target}/year=2026 cannot be used: File exists."


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("people", "people are one folder, or one is inside the other. Write elsewhere."),
        ("people/scored", "people are one folder, or one is inside the other. Write elsewhere."),
        ("other/..", "people are one folder, or one is inside the other. Write elsewhere."),
        ("link", "people are one folder, or one is inside the other. Write elsewhere."),
        ("file", "file is not a folder. The results of a folder go into a folder."),
    ],
)
def test_a_target_that_will_not_do_is_refused(people: Path, scorer: Scorer, target: str, message: str) -> None:
    (people.parent / "file").touch()
    (people.parent / "other").mkdir()
    (people.parent / "link").symlink_to(people)
    before = contents(people.parent)
    with pytest.raises(InvalidTable, match=re.escape(message)):
        score_folder(people, people.parent / target, on_threads(scorer))
    assert contents(people.parent) == before


def test_a_folder_without_files_is_refused(tmp_path: Path, scorer: Scorer) -> None:
    (tmp_path / "people" / ".git").mkdir(parents=True)
    (tmp_path / "people" / ".git" / "a.csv").touch()
    with pytest.raises(InvalidTable, match="people holds no files. Put CSV or Parquet files into it, or into folders"):
        scored(tmp_path / "people", scorer)
    assert os.listdir(tmp_path) == ["people"]


# a run that was stopped goes on where it was


def test_what_is_finished_is_not_scored_again_and_is_reported_as_before(
    table: Table, people: Path, scorer: Scorer
) -> None:
    write(people / "rest.parquet", random_rows(table, 9, bad=[3, 7]))
    first, after = scored(people, scorer), stamps(people.parent / "scored")
    second = scored(people, scorer)
    assert stamps(people.parent / "scored") == after
    assert [result.before for result in first.results] == [False] * 4
    assert [result.before for result in second.results] == [True] * 4
    assert second.groups() == first.groups()
    assert [result.report for result in second.results] == [result.report for result in first.results]


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """What changes when a file is written again, even as it was."""
    return {name: ((folder / name).stat().st_ino, (folder / name).stat().st_mtime_ns) for name in contents(folder)}


def test_a_run_that_was_stopped_goes_on_where_it_was(table: Table, people: Path, scorer: Scorer) -> None:
    target = people.parent / "scored"

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        score_folder(people, target, on_threads(scorer, 1), stop)
    finished = stamps(target)
    assert 1 <= len(finished) < len(NAMES)
    report = scored(people, scorer)
    assert sum(result.before for result in report.results) == len(finished)
    assert finished.items() <= stamps(target).items()
    assert contents(target) == one_by_one(table, people, people.parent / "alone")


REST = "rest.parquet"


def _touch(people: Path, target: Path, record: Path) -> None:
    os.utime(people / REST, ns=(1, 1))


def _delete_result(people: Path, target: Path, record: Path) -> None:
    (target / REST).unlink()


def _alter_result(people: Path, target: Path, record: Path) -> None:
    (target / REST).write_bytes(b"")


def _delete_record(people: Path, target: Path, record: Path) -> None:
    record.unlink()


def _damage_record(people: Path, target: Path, record: Path) -> None:
    record.write_bytes(record.read_bytes()[:-9])


def _replace_record(people: Path, target: Path, record: Path) -> None:
    record.write_text("[]", encoding="utf-8")


def _write_as_another_program(people: Path, target: Path, record: Path) -> None:
    saved = json.loads(record.read_bytes())
    saved |= {"format": FORMAT + 1, "report": saved["report"] | {"seconds": 1}}
    record.write_text(json.dumps(saved), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [_touch, _delete_result, _alter_result, _delete_record, _damage_record, _replace_record, _write_as_another_program],
)
def test_only_what_has_changed_is_scored_again(
    table: Table, people: Path, scorer: Scorer, change: Callable[[Path, Path, Path], None]
) -> None:
    scored(people, scorer)
    target = people.parent / "scored"
    change(people, target, target / ".scored" / f"{REST}.json")
    again = [str(r.path.relative_to(people)) for r in scored(people, scorer).results if not r.before]
    assert again == [REST]
    assert contents(target) == one_by_one(table, people, people.parent / "alone")


def test_other_rules_words_or_columns_score_everything_again(people: Path, rules: RuleBase, wording: Wording) -> None:
    scored(people, Scorer(rules))
    for other in (Scorer(rules, (wording,)), Scorer(rules, output=OutputColumns(reasons=False))):
        assert [result.before for result in scored(people, other).results] == [False] * 4


def test_what_was_left_half_written_is_deleted_and_no_other_file(people: Path, scorer: Scorer) -> None:
    scored(people, scorer)
    target = people.parent / "scored"
    for folder in (target / "year=2026", target / ".scored"):
        (folder / ".score-1a2b3c4d").write_bytes(b"half")
    (target / "mine.txt").touch()
    assert len(orphans(target)) == 2
    scored(people, scorer)
    assert orphans(target) == []
    assert (target / "mine.txt").exists()


def test_results_whose_input_is_gone_are_named_and_left(people: Path, scorer: Scorer) -> None:
    scored(people, scorer)
    (people / REST).unlink()
    assert scored(people, scorer).stale == [people.parent / "scored" / REST]
    (people.parent / "scored" / REST).unlink()
    assert scored(people, scorer).stale == []
