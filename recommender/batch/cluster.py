"""A folder of files scored by worker processes, on this machine or many, by Dask: one task a file.

The workers need this package, and see both folders under the same paths. If a worker dies, its file is scored by
another one.
"""

import gc
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from traceback import clear_frames
from typing import TYPE_CHECKING

from recommender.batch.folder_report import FileResult
from recommender.batch.folders import FilePair, Run, Scorer, score_pair
from recommender.core.errors import GuideError

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 30
"""Seconds to wait for a scheduler, and for its first worker."""

LOCAL = {"distributed.scheduler.no-workers-timeout": "5 minutes", "distributed.worker.profile.enabled": False}
"""Settings of a cluster on this machine: to give up if all workers die and none can be started; and no profile."""


@contextmanager
def cluster(*, workers: int | None = None, scheduler: str | None = None) -> Iterator["Client"]:
    """So many worker processes on this machine, or those of the scheduler at this address, such as tcp://host:8786.

    Raises GuideError where Dask is not installed, or no worker answers.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        needs = "Worker processes need Dask. Install it: pip install -r requirements-cluster.txt"
        raise GuideError(needs) from error
    if scheduler is None:
        with (
            dask.config.set(LOCAL),
            LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL
            ) as here,
            Client(here) as client,
        ):
            yield client
        return
    try:
        client = Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        _let_go(error)
        raise GuideError(f"No Dask scheduler answers at {scheduler}. Start one: dask scheduler") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise GuideError(f"{scheduler} has no worker. Start one: dask worker {scheduler}") from error
        yield client


def _let_go(error: Exception) -> None:
    """Collect the client that did not connect, which the error holds. Collected while another one starts, it would wait
    for that one, and that one for it, for ever: a client closes itself when it is collected."""
    clear_frames(error.__traceback__)
    gc.collect()


def on_cluster(scorer: Scorer, client: "Client") -> Run:
    """Score files on the workers of a cluster. What fails there is the fault of its file, and the others are scored."""
    from distributed import as_completed

    def run(pairs: Sequence[FilePair]) -> Iterator[FileResult]:
        # A task makes the scorer, and not this process: should the worker that holds it die, another makes it again.
        shared = client.submit(Scorer, scorer.rules, scorer.wordings, scorer.output, pure=False)
        futures = client.map(score_pair, [_absolute(pair) for pair in pairs], scorer=shared, pure=False)
        sources = {future.key: pair.source for future, pair in zip(futures, pairs, strict=True)}
        for future in as_completed(futures):
            source, error = sources[future.key], future.exception()
            yield FileResult(source, fault=f"{source}: {error}") if error else replace(future.result(), path=source)

    return run


def _absolute(pair: FilePair) -> FilePair:
    return FilePair(pair.source.absolute(), pair.target.absolute(), pair.record.absolute())
