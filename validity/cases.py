"""The published cases and the readers' answer sheets for them, as frozen values; each fault with its location.

A case is a situation that another author published, with a verdict. Readers answered the guide's questions for each
case, blind to verdicts and rules, in two ways: `strict` has only the answers that the text gives, `likely` an answer to
every question, as the person in the case would most plausibly give it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from recommender import AnswerSheet, RuleBase
from recommender.content.situations import verdicts
from recommender.core.errors import FaultyFiles
from recommender.core.hints import did_you_mean
from recommender.core.model import VIEWS
from recommender.loading.entries import entries
from recommender.loading.sheets import answers_of, flags_of
from recommender.loading.source_node import SourceNode
from recommender.loading.yaml_source import read

FOLDER = Path(__file__).resolve().parent
CASES = FOLDER / "cases.yaml"
SHEETS = FOLDER / "sheets"
READERS = ("first", "second")
READINGS = ("strict", "likely")

_MARKS = ("core", "contested", "asks", "weak")


@dataclass(frozen=True, slots=True)
class Case:
    """A published situation. `site` is where it was published; cases of one site are not independent.

    `kind` says what comes first where the verdict is something else. `core`: the verdict is explicit, no other source
    contests it, and the words are used in their ordinary sense. `contested`: other sources give another verdict.
    `asks`: the text says already what kind of help is wanted. `weak`: the verdict is inferred, or its source looks at
    one approach alone.
    """

    id: str
    site: str
    view: str
    verdict: str
    kind: str
    core: bool
    contested: bool
    asks: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A case with a sheet that one reader filled in for it."""

    case: Case
    sheet: AnswerSheet


@dataclass(frozen=True)
class Published:
    """All cases, and the sheets by reader, reading and case id."""

    cases: tuple[Case, ...]
    sheets: Mapping[str, Mapping[str, Mapping[str, AnswerSheet]]]

    def readings(self, reading: str, reader: str = READERS[0]) -> tuple[Reading, ...]:
        """Every case that this reader read, with the sheet of this reading."""
        sheets = self.sheets[reader][reading]
        return tuple(Reading(case, sheets[case.id]) for case in self.cases if case.id in sheets)

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """The sites in alphabetical order, each once."""
        return tuple(sorted({case.site for case in self.cases}))


def load_published(rules: RuleBase, cases_file: Path = CASES, sheets_folder: Path = SHEETS) -> Published:
    """The cases and the sheets for these rules. Raises FaultyFiles with all that is wrong in the files.

    The first reader must have read every case; the second may have read some.
    """
    root = read(cases_file)
    cases = {case.id: case for case in entries(root, partial(_case, rules=rules), "case")}
    faults = [*root.file.faults]
    sheets = {}
    for reader in READERS:
        file = read(sheets_folder / f"{reader}.yaml")
        sheets[reader] = _sheets(file, rules, cases, complete=reader == READERS[0])
        faults += file.file.faults
    if faults:
        raise FaultyFiles(faults)
    return Published(tuple(cases.values()), sheets)


def _case(value: SourceNode, rules: RuleBase) -> Case:
    fields = value.fields(("id", "site", "view", "verdict", "title", "url", "situation"), ("kind", *_MARKS))
    core, contested, asks, weak = (fields[key].flag() if key in fields else False for key in _MARKS)
    return Case(
        id=fields["id"].text(),
        site=fields["site"].text(),
        view=fields["view"].choice(VIEWS, "view"),
        verdict=fields["verdict"].choice(verdicts(rules), "verdict"),
        kind=fields["kind"].text() if "kind" in fields else "",
        core=core,
        contested=contested,
        asks=asks,
        weak=weak,
    )


def _sheets(
    root: SourceNode, rules: RuleBase, cases: Mapping[str, Case], *, complete: bool
) -> dict[str, dict[str, AnswerSheet]]:
    found: dict[str, dict[str, AnswerSheet]] = {reading: {} for reading in READINGS}
    for item in root.items():
        fields = item.fields(("id", *READINGS))
        name = fields["id"].text()
        case = cases.get(name)
        if case is None:
            fields["id"].fault(f"there is no case '{name}'", did_you_mean(name, cases))
            continue
        if case.id in found[READINGS[0]]:
            item.fault(f"there are two sheets for '{case.id}'", "keep one")
        for reading in READINGS:
            found[reading][case.id] = _sheet(fields[reading], rules, case.view)
    if complete:
        for name in cases:
            if name not in found[READINGS[0]]:
                root.fault(f"there is no sheet for '{name}'", f"add an entry with 'id: {name}'")
    return found


def _sheet(value: SourceNode, rules: RuleBase, view: str) -> AnswerSheet:
    fields = value.fields(("answers",), ("screening",))
    return AnswerSheet(view, answers_of(fields["answers"], view, rules), flags_of(fields, view, rules))
