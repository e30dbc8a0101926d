"""The record of `make validity`: its figures as a file beside the rules, for the page "How it thinks"."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from recommender import RuleBase, Table, decide, tabulate, tally_of
from recommender.core.parts import parts_of
from validity.agreement import Judged, Share, judge
from validity.cases import READERS, READINGS, Published
from validity.figures import FIGURES, NOT_CONTESTED
from validity.kappa import kappa, kappas

ByReader = Mapping[str, Mapping[str, Sequence[Judged]]]
"""The judged cases by reader and reading."""


def record_of(rules: RuleBase, published: Published, judged: ByReader) -> dict[str, Any]:
    """The record as plain data, without its date."""
    return {
        "digest": rules.digest,
        "cases": len(published.cases),
        "sites": len(published.sites),
        "contested": sum(case.contested for case in published.cases),
        "second-read": len(published.readings(READINGS[0], READERS[1])),
        "figures": list(_figures(judged)),
        "corrected": list(_corrected(judged)),
        "readers": dict(_readers(rules, published)),
        "missed": list(_missed(judged[READERS[0]]["likely"])),
        "practice": _practice(tabulate(rules), published),
    }


def write_record(path: Path, record: Mapping[str, Any], day: datetime.date) -> None:
    """Write the record to a file, of this day, or of the day that it has already if no figure has changed."""
    if path.exists():
        before = json.loads(path.read_text(encoding="utf-8"))
        if {key: value for key, value in before.items() if key != "date"} == record:
            return
    text = json.dumps({"digest": record["digest"], "date": day.isoformat(), **record}, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _figures(judged: ByReader) -> Iterator[dict[str, Any]]:
    for figure in FIGURES:
        for reading in figure.readings:
            for reader in READERS:
                share = figure.of_cases(judged[reader][reading])
                yield {"id": figure.id, "reading": reading, "reader": reader, **_as_data(share)}


def _as_data(share: Share) -> dict[str, int]:
    return {"true": share.true, "of": share.of, "low": round(100 * share.low), "high": round(100 * share.high)}


def _corrected(judged: ByReader) -> Iterator[dict[str, Any]]:
    """Cohen's kappa of the authors' verdicts and ours, over the cases that are not contested."""
    for reader in READERS:
        for reading in reversed(READINGS):
            pairs = [(one.verdict, one.said) for one in judged[reader][reading] if NOT_CONTESTED(one)]
            yield {"reading": reading, "reader": reader, "kappa": round(100 * kappa(pairs)), "cases": len(pairs)}


def _readers(rules: RuleBase, published: Published) -> Iterator[tuple[str, dict[str, Any]]]:
    """Cohen's kappa of the two readers for each question, where both answered every question."""
    found = kappas(published, "likely", [question.id for question in rules.questions])
    for question, (value, cases) in found.items():
        yield question, {"reading": "likely", "reader": READERS[1], "kappa": round(100 * value), "cases": cases}


def _missed(judged: Sequence[Judged]) -> Iterator[dict[str, Any]]:
    missed = (one for one in judged if NOT_CONTESTED(one) and not one.agrees)
    kinds = Counter((one.verdict, one.reading.case.kind, one.outcome) for one in missed)
    for (verdict, kind, outcome), cases in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        yield {"verdict": verdict, **({"kind": kind} if kind else {}), "outcome": outcome, "cases": cases}


def _practice(table: Table, published: Published) -> dict[str, dict[str, int]]:
    """By part of the rules, the verdicts of the cases in which it applies, as the first reader read them."""
    parts = [part for part in parts_of(table.rules) if not part.startswith("question")]  # those apply to every case
    found: dict[str, Counter[str]] = {part: Counter() for part in parts}
    for one in filter(NOT_CONTESTED, judge(table, published.readings("likely"))):
        sheet = one.reading.sheet
        held = decide(table, tally_of(table, sheet)).patterns
        applies = [f"option {question}={option}" for question, option in sheet.answers.items()]
        applies += [*(f"gate {flag}" for flag in sheet.flags), *(f"pattern {pattern}" for pattern in held)]
        for part in applies:
            if part in found:  # "not sure" is an answer, and no part of the rules
                found[part][one.verdict] += 1
    return {part: dict(sorted(counts.items())) for part, counts in found.items()}
