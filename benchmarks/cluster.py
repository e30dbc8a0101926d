"""From a folder of Parquet files to another: two Dask workers beside two threads of one process.

`python -m benchmarks.cluster` prints the ratio at 10,000,000 rows in 16 files, and then what a row and a file cost:
processor seconds, bytes on the disk, and milliseconds of the scheduler.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow.csv as pc
import pyarrow.parquet as pq

from benchmarks.files import peak
from benchmarks.timing import medians
from benchmarks.work import RULES, write_parquet
from recommender import load_rules, tabulate
from recommender.batch.cluster import cluster, on_cluster
from recommender.batch.folders import Run, Scorer, on_threads, score_folder
from recommender.batch.output_columns import OutputColumns

FILES, ROWS, CSV_ROWS = 16, 10_000_000, 1_000_000
ROUNDS = 5
TASKS = 2_000
CORES = 2
"""What one machine gives to the work: so many threads, or so many workers."""

OUTPUT = OutputColumns(("id",), reasons=False)


def folder_of(folder: Path, rows: int, kind: str = "parquet") -> Path:
    """So many people in FILES files."""
    folder.mkdir()
    table = tabulate(load_rules(RULES))
    for number in range(FILES):
        path = folder / f"part-{number}.parquet"
        write_parquet(table, rows // FILES, path)
        if kind == "csv":
            pc.write_csv(pq.read_table(path), path.with_suffix(".csv"), pc.WriteOptions(quoting_style="none"))
            path.unlink()
    return folder


def size_of(folder: Path) -> int:
    """The bytes of the files that a reader sees."""
    return sum(path.stat().st_size for path in folder.glob("part-*"))


def afresh(source: Path, target: Path, run: Run) -> None:
    """Score every file, whatever is there from before."""
    shutil.rmtree(target, ignore_errors=True)
    report = score_folder(source, target, run)
    if [*report.faults]:
        raise SystemExit(f"{next(report.faults).fault} Nothing is timed.")


def same(one: Path, other: Path) -> bool:
    """Whether both folders hold the same, byte for byte."""
    return all(path.read_bytes() == (other / path.name).read_bytes() for path in one.glob("part-*"))


def print_ratio(scorer: Scorer, source: Path, folder: Path) -> None:
    """Time both ways by turns, once both have written the same."""
    threads, workers = folder / "threads", folder / "workers"
    with cluster(workers=CORES) as client:
        ways: dict[str, Callable[[], None]] = {
            f"{CORES} threads of one process": lambda: afresh(source, threads, on_threads(scorer, CORES)),
            f"{CORES} Dask workers": lambda: afresh(source, workers, on_cluster(scorer, client)),
        }
        for work in ways.values():
            work()
        if not same(threads, workers):
            raise SystemExit("The workers write other results: nothing is timed.")
        seconds = medians(ways, ROUNDS)
        tasks = medians({"tasks": lambda: client.gather(client.map(len, [b""] * TASKS, pure=False))}, 3)["tasks"]
    print(f"{ROWS:,} rows in {FILES} files, the same byte for byte (medians of {ROUNDS})")
    first = next(iter(seconds.values()))
    for name, taken in seconds.items():
        print(f"  {name:<40}{taken:9.2f} s   {taken / first:8.2f} times one process")
    print(f"  {'an empty task':<40}{tasks / TASKS * 1e3:9.2f} ms")


def print_costs(scorer: Scorer, kind: str, rows: int, source: Path, folder: Path) -> None:
    """What rows of this kind cost, on one thread of files: processor time of all threads, bytes in and out, memory."""
    before = _processor_seconds()
    afresh(source, folder / kind, on_threads(scorer, 1))
    taken = _processor_seconds() - before
    print(f"{rows:,} rows of {kind}, one file at a time")
    print(f"  {'processor':<40}{taken / rows * 1e6:9.2f} s for a million rows")
    print(f"  {'read':<40}{size_of(source) / rows:9.1f} bytes a row")
    print(f"  {'written':<40}{size_of(folder / kind) / rows:9.1f} bytes a row")
    print(f"  {'most memory of the process':<40}{peak() / 1e6:9.0f} MB")


def _processor_seconds() -> float:
    times = os.times()
    return times.user + times.system


def main() -> None:
    scorer = Scorer(load_rules(RULES), (), OUTPUT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, rows in (("parquet", ROWS), ("csv", CSV_ROWS)):
            source = folder_of(folder / f"{kind}-in", rows, kind)
            _in_a_process_of_its_own(kind, rows, folder)
            if kind == "parquet":
                print_ratio(scorer, source, folder)


def _in_a_process_of_its_own(kind: str, rows: int, folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "benchmarks.cluster", kind, str(rows), str(folder)], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        kind, rows, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
        print_costs(Scorer(load_rules(RULES), (), OUTPUT), kind, rows, folder / f"{kind}-in", folder)
    else:
        main()
