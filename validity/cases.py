"""The published cases and the sheets that readers filled in for them, as frozen values; each fault with its place.

A case is a situation that somebody else published, with that author's verdict. Readers answered the guide's questions
for each, blind to verdicts and rules, in two ways: `strict` holds only what the text says, `likely` an answer to every
question, as the person in it would most plausibly give.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from recommender import AnswerSheet, RuleBase
from recommender.content.situations import SOMETHING_ELSE, VERDICTS
from recommender.core.errors import FaultyFiles
from recommender.core.hints import did_you_mean
from recommender.core.model import VIEWS
from recommender.loading.yaml_source import SourceNode, read

FOLDER = Path(__file__).resolve().parent
CASES = FOLDER / "cases.yaml"
SHEETS = FOLDER / "sheets"
READERS = ("first", "second")
READINGS = ("strict", "likely")

_FLAGS = ("core", "contested", "asks", "weak")


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

    @property
    def something_else(self) -> bool:
        return self.case.verdict == SOMETHING_ELSE


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
    cases = _cases(root)
    faults = [*root.file.faults]
    sheets = {}
    for reader in READERS:
        file = read(sheets_folder / f"{reader}.yaml")
        sheets[reader] = _sheets(file, rules, cases, complete=reader == READERS[0])
        faults += file.file.faults
    if faults:
        raise FaultyFiles(faults)
    return Published(tuple(cases.values()), sheets)


def _cases(root: SourceNode) -> dict[str, Case]:
    found: dict[str, Case] = {}
    for item in root.items():
        case = _case(item)
        if case.id in found:
            item.fault(f"two cases have the id '{case.id}'", "keep one")
        found.setdefault(case.id, case)
    return found


def _case(value: SourceNode) -> Case:
    fields = value.fields(("id", "site", "view", "verdict", "title", "url", "situation"), ("kind", *_FLAGS))
    name, site, kind = (fields[key].text() if key in fields else "" for key in ("id", "site", "kind"))
    core, contested, asks, weak = (fields[key].flag() if key in fields else False for key in _FLAGS)
    view = fields["view"].choice(VIEWS, "view") if "view" in fields else VIEWS[0]
    verdict = fields["verdict"].choice(VERDICTS, "verdict") if "verdict" in fields else VERDICTS[0]
    return Case(name, site, view, verdict, kind, core, contested, asks, weak)


def _sheets(
    root: SourceNode, rules: RuleBase, cases: Mapping[str, Case], *, complete: bool
) -> dict[str, dict[str, AnswerSheet]]:
    found: dict[str, dict[str, AnswerSheet]] = {reading: {} for reading in READINGS}
    for item in root.items():
        fields = item.fields(("id", *READINGS))
        case = cases.get(fields["id"].text()) if "id" in fields else None
        if case is None:
            if "id" in fields:
                name = fields["id"].text()
                fields["id"].fault(f"there is no case '{name}'", did_you_mean(name, cases))
            continue
        if case.id in found[READINGS[0]]:
            item.fault(f"there are two sheets for '{case.id}'", "keep one")
        for reading in READINGS:
            if reading in fields:
                found[reading][case.id] = _sheet(fields[reading], rules, case.view)
    if complete:
        for name in cases:
            if name not in found[READINGS[0]]:
                root.fault(f"there is no sheet for '{name}'", f"add an entry with 'id: {name}'")
    return found


def _sheet(value: SourceNode, rules: RuleBase, view: str) -> AnswerSheet:
    fields = value.fields(("answers",), ("screening",))
    answers: dict[str, str] = {}
    asked = {question.id: question for question in rules.questions_for(view)}
    for key, option in fields["answers"].pairs() if "answers" in fields else []:
        question = asked.get(key.text())
        if question is None:
            key.fault(f"unknown question '{key.text()}'", did_you_mean(key.text(), asked))
        else:
            answers[question.id] = option.choice([o.id for o in question.options_for(view)], "answer")
    return AnswerSheet(view, answers, frozenset(_ticks(fields, [gate.id for gate in rules.gates_for(view)])))


def _ticks(fields: Mapping[str, SourceNode], gates: Collection[str]) -> tuple[str, ...]:
    return tuple(item.choice(gates, "tick") for item in fields["screening"].items()) if "screening" in fields else ()
