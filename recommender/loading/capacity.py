"""Reading the numbers behind a plan for many people, with every fault at once, each with its location."""

from collections.abc import Collection, Mapping
from pathlib import Path

from recommender.content.capacity import Effort, Efforts, Load, Norm
from recommender.core.hints import did_you_mean
from recommender.core.model import GRADES, Evidence
from recommender.loading.entries import evidence_of
from recommender.loading.source_node import SourceNode
from recommender.loading.yaml_source import load

JUDGEMENT = GRADES[-1]
MOST = 500
"""More than any of these numbers can be: a longer range is a slip of the pen."""


def load_capacity(path: Path, approaches: Collection[str], register: Collection[str]) -> Efforts:
    """The numbers in this file for these approaches, whose sources are in this register; without a file, none.

    Raises FaultyFiles with all that is wrong in it.
    """
    return load(path, lambda root: _efforts(root, approaches, register)) if path.exists() else {}


def _efforts(root: SourceNode, approaches: Collection[str], register: Collection[str]) -> Efforts:
    return {approach: _effort(value, register) for approach, value in root.fields(approaches).items()}


def _effort(value: SourceNode, register: Collection[str]) -> Effort:
    fields = value.fields(("meetings", "minutes", "months", "load"))
    meetings, minutes, months = (_norm(fields[name], register) for name in ("meetings", "minutes", "months"))
    return Effort(meetings, minutes, months, _load(fields["load"], register))


def _norm(value: SourceNode, register: Collection[str]) -> Norm:
    fields = value.fields(("range", "grade"), ("evidence",))
    ends = [item.integer(1, MOST) for item in fields["range"].items()]
    if len(ends) != 2 or ends[0] > ends[1]:
        fields["range"].fault("a range has two ends", "write the least and the most, such as [4, 6]")
        ends = [1, 1]
    return Norm(ends[0], ends[1], _evidence(fields, register))


def _load(value: SourceNode, register: Collection[str]) -> Load:
    fields = value.fields(("people", "grade"), ("evidence",))
    return Load(fields["people"].integer(1, MOST), _evidence(fields, register))


def _evidence(fields: Mapping[str, SourceNode], register: Collection[str]) -> Evidence:
    if "evidence" not in fields:
        grade = fields["grade"].choice(GRADES, "grade")
        if grade in GRADES and grade != JUDGEMENT:
            hint = f"add a line 'evidence: ...', or write grade {JUDGEMENT}"
            fields["grade"].fault(f"grade {grade} without evidence", hint)
        return Evidence((), grade)
    found = evidence_of(fields)
    for name, key in zip(found.keys, fields["evidence"].items(), strict=True):
        if name and name not in register:
            key.fault(f"'{name}' is not in the register of sources", did_you_mean(name, register))
    return found
