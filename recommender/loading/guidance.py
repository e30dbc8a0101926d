"""Reading the guidance, the published situations and their words, with every fault at once, each with its place."""

import datetime
from collections.abc import Callable, Collection, Sequence
from itertools import product
from pathlib import Path
from typing import Protocol, TypeVar

from recommender.content.contacts import Contact
from recommender.content.guidance import Guidance, NextStep, Trait, WishCell
from recommender.content.guidance_words import (
    GRID,
    GRID_FIELDS,
    HELPER_FIELDS,
    READY_PARTS,
    SECTIONS,
    CellWords,
    GuidanceWords,
    HelperWords,
    ReadyCheck,
    Section,
)
from recommender.content.situations import VERDICTS, Situation
from recommender.core.errors import FaultyFiles, SourceLocation
from recommender.core.hints import did_you_mean
from recommender.core.model import APPROACHES, OUTCOMES, VIEWS, Evidence, RuleBase
from recommender.loading.rules import condition_line, evidence_of
from recommender.loading.words import Files, by_id, lists_by_view, texts
from recommender.loading.yaml_source import SourceNode, read

MOST_WEEKS = 52
SOURCED = (*APPROACHES, *SECTIONS, "boss", "side-by-side", *(f"option-{name}" for name in GRID))
"""The parts of the words that name their sources in the guidance."""

T = TypeVar("T")


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def load_guidance(path: Path, rules: RuleBase) -> Guidance:
    """The guidance in this file for these rules. Raises FaultyFiles with all that is wrong in it."""
    return _all_of(path, lambda root: _guidance(root, rules))


def cited_in(path: Path) -> list[tuple[str, SourceLocation]]:
    """The keys of sources that the guidance in this file cites, each with its place."""
    fields = {key.text(): value for key, value in read(path).pairs()}
    lists = [value for _, value in fields["sources"].pairs()]
    lists += [value for cell in fields["cells"].items() for key, value in cell.pairs() if key.text() == "evidence"]
    return [(item.text(), item.location) for some in lists for item in some.items()]


def load_situations(path: Path, rules: RuleBase) -> tuple[Situation, ...]:
    """The published situations in this file. Raises FaultyFiles with all that is wrong in it."""
    return _all_of(path, lambda root: _named({"": root}, "", lambda item: _situation(item, rules)))


def load_contacts(path: Path) -> tuple[Contact, ...]:
    """The contacts in this file. Raises FaultyFiles with all that is wrong in it."""
    return _all_of(path, _contacts)


def load_guidance_words(folder: Path, guidance: Guidance, situations: Sequence[Situation]) -> GuidanceWords:
    """The words in this folder for this guidance. Raises FaultyFiles with all that is wrong in all of its files."""
    files = Files(folder)
    fields = files.read("guidance.yaml").fields(
        ("wishes", "abilities", "cells", "steps", "helpers", "sections", "ready")
    )
    told = files.read("situations.yaml")
    grid = files.read("options.yaml")

    def words(key: str, ids: Collection[str], make: Callable[[str, SourceNode], T]) -> dict[str, T]:
        return by_id(fields[key], ids, make) if key in fields else {}

    loaded = GuidanceWords(
        wishes=words("wishes", [wish.id for wish in guidance.wishes], lambda _, value: texts(value, VIEWS)),
        abilities=words("abilities", [trait.id for trait in guidance.abilities], lambda _, value: texts(value, VIEWS)),
        cells=words("cells", [cell.id for cell in guidance.cells], lambda _, value: _cell_words(value)),
        steps=words("steps", [step.id for step in guidance.steps], lambda _, value: texts(value, VIEWS)),
        helpers=words("helpers", APPROACHES, lambda _, value: _helper(value)),
        sections=words("sections", SECTIONS, lambda _, value: _section(value)),
        ready=tuple(_check(item) for item in fields["ready"].items()) if "ready" in fields else (),
        situations=by_id(told, [situation.id for situation in situations], lambda _, value: value.text()),
        grid=by_id(grid, GRID, lambda _, value: texts(value, GRID_FIELDS)),
    )
    files.close()
    return loaded


def _all_of(path: Path, make: Callable[[SourceNode], T]) -> T:
    root = read(path)
    made = make(root)
    if root.file.faults:
        raise FaultyFiles(root.file.faults)
    return made


def _guidance(root: SourceNode, rules: RuleBase) -> Guidance:
    fields = root.fields(("wishes", "abilities", "cells", "steps", "review", "sources"))
    wishes, abilities = (_named(fields, name, lambda item: _trait(item, rules)) for name in ("wishes", "abilities"))
    cells = _named(fields, "cells", lambda item: _cell(item, wishes, abilities, rules))
    if "cells" in fields:
        _check_pairs(fields["cells"], wishes, abilities, cells)
    return Guidance(
        wishes,
        abilities,
        cells,
        steps=_named(fields, "steps", lambda item: _step(item, rules)),
        review=_review(fields["review"], rules) if "review" in fields else {},
        sources=by_id(fields["sources"], SOURCED, lambda _, value: tuple(item.text() for item in value.items()))
        if "sources" in fields
        else {},
    )


def _named(fields: dict[str, SourceNode], name: str, make: Callable[[SourceNode], N]) -> tuple[N, ...]:
    """What `make` makes of each entry of a list. Two with one id are a fault."""
    made: dict[str, N] = {}
    for item in _items(fields, name):
        one = make(item)
        if one.id in made:
            item.fault(f"'{one.id}' is here twice", "keep one, or give it another id")
        made[one.id] = one
    return tuple(made.values())


def _check_pairs(
    value: SourceNode, wishes: Sequence[Trait], abilities: Sequence[Trait], cells: Sequence[WishCell]
) -> None:
    """Every wish meets every ability in a cell."""
    there = {(cell.wish, cell.ability) for cell in cells}
    for wish, ability in product(wishes, abilities):
        if (wish.id, ability.id) not in there:
            value.fault(f"no cell for '{wish.id}' and '{ability.id}'", "add one: each wish meets each ability")


def _items(fields: dict[str, SourceNode], name: str) -> list[SourceNode]:
    return fields[name].items() if name in fields else []


def _trait(value: SourceNode, rules: RuleBase) -> Trait:
    fields = value.fields(("id", "when"))
    lines = tuple(condition_line(item, rules.questions) for item in _items(fields, "when"))
    return Trait(fields["id"].id() if "id" in fields else "", lines)


def _cell(value: SourceNode, wishes: Sequence[Trait], abilities: Sequence[Trait], rules: RuleBase) -> WishCell:
    fields = value.fields(("wish", "ability", "covers", "evidence", "grade"))
    patterns = [pattern.id for pattern in rules.patterns]
    return WishCell(
        fields["wish"].choice([wish.id for wish in wishes], "wish") if "wish" in fields else "",
        fields["ability"].choice([ability.id for ability in abilities], "ability") if "ability" in fields else "",
        fields["covers"].choices(patterns, "pattern") if "covers" in fields else (),
        evidence_of(fields) or Evidence((), ""),
    )


def _step(value: SourceNode, rules: RuleBase) -> NextStep:
    fields = value.fields(("id", "outcomes", "when"))
    return NextStep(
        fields["id"].id() if "id" in fields else "",
        fields["outcomes"].choices(OUTCOMES, "outcome") if "outcomes" in fields else (),
        tuple(condition_line(item, rules.questions) for item in _items(fields, "when")),
    )


def _review(value: SourceNode, rules: RuleBase) -> dict[str, int]:
    """In how many weeks to look back, for each outcome that answers can lead to."""
    return by_id(value, rules.led_to, lambda _, weeks: weeks.integer(1, MOST_WEEKS))


def _situation(value: SourceNode, rules: RuleBase) -> Situation:
    fields = value.fields(
        ("id", "view", "answers", "verdict", "title", "url"), ("screening", "contested", "plain", "asks")
    )
    view = fields["view"].choice(VIEWS, "view") if "view" in fields else VIEWS[0]
    given = {}
    for question, option in fields["answers"].pairs() if "answers" in fields else []:
        asked = rules.question.get(question.text())
        if asked is None:
            question.fault(f"unknown question '{question.text()}'", did_you_mean(question.text(), rules.question))
        else:
            given[asked.id] = option.choice([offered.id for offered in asked.options_for(view)], "answer")
    ticks = [gate.id for gate in rules.gates_for(view)]
    flags = {name: fields[name].flag() if name in fields else False for name in ("contested", "plain", "asks")}
    return Situation(
        id=fields["id"].id() if "id" in fields else "",
        view=view,
        flags=frozenset(fields["screening"].choices(ticks, "tick")) if "screening" in fields else frozenset(),
        answers=given,
        verdict=fields["verdict"].choice(VERDICTS, "verdict") if "verdict" in fields else VERDICTS[0],
        title=fields["title"].text() if "title" in fields else "",
        url=fields["url"].text() if "url" in fields else "",
        **flags,
    )


def _contacts(root: SourceNode) -> tuple[Contact, ...]:
    contacts = tuple(_contact(item) for item in root.items())
    if not any(contact.number for contact in contacts):
        root.fault("no contact has a number", "people in danger need one to call: add 'number: ...'")
    return contacts


def _contact(value: SourceNode) -> Contact:
    fields = value.fields(("name", "url", "as_of"), ("number",))
    name, number, url = (fields[key].text() if key in fields else "" for key in ("name", "number", "url"))
    return Contact(name, number, url, fields["as_of"].date() if "as_of" in fields else datetime.date.min)


def _cell_words(value: SourceNode) -> CellWords:
    fields = value.fields(("short", *VIEWS, "say"))
    short, *by_view = (fields[name].text() if name in fields else "" for name in ("short", *VIEWS))
    return CellWords(short, dict(zip(VIEWS, by_view, strict=True)), lists_by_view(fields, "say", VIEWS))


def _helper(value: SourceNode) -> HelperWords:
    fields = value.fields((*HELPER_FIELDS, "ask", "first"))
    find, check, cost = (fields[name].text() if name in fields else "" for name in HELPER_FIELDS)
    return HelperWords(find, check, cost, _texts(fields, "ask"), _texts(fields, "first"))


def _section(value: SourceNode) -> Section:
    fields = value.fields(("title", "text", "items", "notes"))
    title, text = (fields[name].text() if name in fields else "" for name in ("title", "text"))
    return Section(title, text, _texts(fields, "items"), _texts(fields, "notes"))


def _texts(fields: dict[str, SourceNode], name: str) -> tuple[str, ...]:
    return tuple(item.text() for item in _items(fields, name))


def _check(value: SourceNode) -> ReadyCheck:
    fields = value.fields(("ask", "help", "part"))
    ask, help_text = (fields[name].text() if name in fields else "" for name in ("ask", "help"))
    return ReadyCheck(
        ask, help_text, fields["part"].choice(READY_PARTS, "part") if "part" in fields else READY_PARTS[0]
    )
