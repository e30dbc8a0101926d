"""A folder scored by two real worker processes, some of them killed: as on one machine, nothing lost or twice."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from recommender import GuideError, RuleBase, Table, Wording
from recommender.batch import cluster as clusters
from recommender.batch.cluster import cluster, on_cluster
from recommender.batch.folders import Scorer, score_folder
from tests.recommender.batch.files import random_rows, write
from tests.recommender.batch.folders import NAMES, contents, filled, on_this_machine, orphans


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with cluster(workers=2) as client:
        client.wait_for_workers(2)
        yield client


@pytest.fixture
def people(table: Table, tmp_path: Path) -> Path:
    return filled(table, tmp_path / "people")


def test_two_workers_write_what_one_machine_writes(client: Client, rules: RuleBase, people: Path) -> None:
    target = people.parent / "scored"
    report = score_folder(people, target, on_cluster(Scorer(rules), client))
    assert len(client.scheduler_info()["workers"]) == 2
    assert contents(target) == on_this_machine(rules, people, people.parent / "here")
    assert [(result.path, result.before) for result in report.results] == [
        (people / f"{name}.parquet", False) for name in sorted(NAMES)
    ]
    again = score_folder(people, target, on_cluster(Scorer(rules), client))
    assert [result.before for result in again.results] == [True] * 4
    assert again.groups() == report.groups()


def test_paths_may_start_from_where_the_command_is_given(
    client: Client, rules: RuleBase, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(people.parent)
    report = score_folder(Path("people"), Path("scored"), on_cluster(Scorer(rules), client))
    assert [result.path for result in report.results] == [Path("people") / f"{name}.parquet" for name in sorted(NAMES)]
    assert len(contents(people.parent / "scored")) == 4


def test_what_is_wrong_in_a_file_is_reported_and_the_others_are_scored(
    client: Client, rules: RuleBase, table: Table, people: Path
) -> None:
    (people / "damaged.parquet").touch()
    write(people / "rest.parquet", random_rows(table, 9, bad=[3]))
    report = score_folder(people, people.parent / "scored", on_cluster(Scorer(rules), client))
    (fault,) = (result.fault for result in report.faults)
    assert fault.endswith("damaged.parquet is not a Parquet file, or it is damaged.")
    assert [group.report.bad.cells for group in report.groups()] == [1]


@dataclass(frozen=True)
class Unreadable:
    """Words that fail in a way that nobody thought of."""

    @property
    def pages(self) -> object:
        raise RuntimeError("no words")


def test_what_fails_on_a_worker_is_the_fault_of_its_file(client: Client, rules: RuleBase, people: Path) -> None:
    scorer = Scorer(rules, (Unreadable(),))  # type: ignore[arg-type]
    report = score_folder(people, people.parent / "scored", on_cluster(scorer, client))
    assert [result.fault for result in report.faults] == [f"{result.path}: no words" for result in report.results]


@dataclass(frozen=True)
class Deadly:
    """Words that kill the process that reads them, as often as there are `lives`, which are files in a folder.

    They are read once the temporary file is there.
    """

    wording: Wording
    lives: Path

    @property
    def pages(self) -> object:
        for life in self.lives.iterdir():
            with suppress(FileNotFoundError):  # another worker has taken it
                life.unlink()
                os.kill(os.getpid(), signal.SIGKILL)
        return self.wording.pages

    def __getattr__(self, name: str) -> object:
        if name.startswith("__") or name in ("wording", "lives"):  # while it is unpickled, it has neither
            raise AttributeError(name)
        return getattr(self.wording, name)


@pytest.fixture
def deadly(rules: RuleBase, wording: Wording, tmp_path: Path) -> Scorer:
    (tmp_path / "lives").mkdir()
    (tmp_path / "lives" / "1").touch()
    return Scorer(rules, (Deadly(wording, tmp_path / "lives"),))  # type: ignore[arg-type]


def test_if_a_worker_is_killed_nothing_is_lost_or_twice_and_nothing_half_written_is_left(
    client: Client, rules: RuleBase, people: Path, deadly: Scorer
) -> None:
    target, left = people.parent / "scored", []
    report = score_folder(people, target, on_cluster(deadly, client), lambda *_: left.append(len(orphans(target))))
    assert left[-1] == 1
    assert orphans(target) == []
    assert list(report.faults) == []
    assert contents(target) == on_this_machine(rules, people, people.parent / "here")


@pytest.mark.deep
def test_a_file_that_kills_its_workers_is_given_up_and_can_be_scored_again(
    client: Client, rules: RuleBase, people: Path, deadly: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.cluster
    monkeypatch.setattr(client.cluster.scheduler, "allowed_failures", 0)
    target = people.parent / "scored"
    report = score_folder(people, target, on_cluster(deadly, client))
    faults = list(report.faults)
    assert faults
    assert all(f"{fault.path}: Attempted to run task" in fault.fault for fault in faults)
    again = score_folder(people, target, on_cluster(deadly, client))
    assert sum(result.before for result in again.results) == len(NAMES) - len(faults)
    assert contents(target) == on_this_machine(rules, people, people.parent / "here")


@pytest.mark.deep
def test_a_million_rows_come_out_the_same_though_a_worker_is_killed_from_outside(
    client: Client, rules: RuleBase, table: Table, tmp_path: Path
) -> None:
    people, target = filled(table, tmp_path / "people", rows=250_000), tmp_path / "scored"

    def kill_one(done: int, total: int) -> None:
        if done == 1:
            os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)

    report = score_folder(people, target, on_cluster(Scorer(rules), client), kill_one)
    assert [group.report.rows for group in report.groups()] == [1_000_000]
    assert orphans(target) == []
    assert contents(target) == on_this_machine(rules, people, tmp_path / "here")


# a cluster that is already there


def test_a_scheduler_is_found_by_its_address(client: Client, rules: RuleBase, people: Path) -> None:
    with cluster(scheduler=client.scheduler_info()["address"]) as other:
        score_folder(people, people.parent / "scored", on_cluster(Scorer(rules), other))
    assert len(contents(people.parent / "scored")) == 4


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere"])
def test_a_scheduler_that_does_not_answer_is_reported(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 0.1)
    clients = set(Client._instances)
    with (
        pytest.raises(GuideError, match=rf"No Dask scheduler answers at {address}. Start one: dask scheduler"),
        cluster(scheduler=address),
    ):
        pass
    assert set(Client._instances) <= clients  # one that is left closes itself at any time, and may wait for ever


def test_a_scheduler_without_workers_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 0.1)
    with LocalCluster(n_workers=0, processes=False, dashboard_address="127.0.0.1:0") as empty:
        address = empty.scheduler_address
        with (
            pytest.raises(GuideError, match=rf"{address} has no worker. Start one: dask worker {address}"),
            cluster(scheduler=address),
        ):
            pass


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(GuideError, match=r"need Dask. Install it: pip install -r requirements-cluster.txt"), cluster():
        pass
