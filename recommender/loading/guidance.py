"""Reading the guidance, the published situations and their words, with every fault at once, each with its location."""

from collections.abc import Collection, Sequence
from itertools import product
from pathlib import Path

from recommender.content.contacts import Contact
from recommender.content.guidance import PLACES, Guidance, NextStep, Trait, WishCell, views_of
from recommender.content.guidance_words import (
    AGREEMENT,
    GRID_FIELDS,
    HELPER_FIELDS,
    READY_PARTS,
    CellWords,
    GuidanceWords,
    HelperWords,
    ReadyCheck,
    Section,
    grid_of,
)
from recommender.content.situations import Situation, verdicts
from recommender.core.errors import SourceLocation
from recommender.core.model import VIEWS, RuleBase
from recommender.loading.entries import condition_lines, entries, evidence_of
from recommender.loading.evidence import REVIEW_DATES, review_dates
from recommender.loading.sheets import answers_of, flags_of
from recommender.loading.source_node import SaidOfKeys, SourceNode, empty
from recommender.loading.word_files import WordFiles, by_id, lists_by_view, texts
from recommender.loading.yaml_source import load, read

MOST_WEEKS = 52
_AT = ("instead-of", "after")
_WEEKS = SaidOfKeys(
    "'{}' is no outcome that answers lead to",
    "the number of weeks for '{}' is missing here",
    f"add a line '{{}}: 8', with a number from 1 to {MOST_WEEKS}",
)
_SOURCES = SaidOfKeys(
    "'{}' is no part that rests on sources",
    "the sources of '{}' are missing here",
    "add a line '{}: []', with keys of content/evidence.yaml in the brackets, if there are any",
)


def load_guidance(path: Path, rules: RuleBase) -> Guidance:
    """The guidance in this file for these rules. Raises FaultyFiles with all that is wrong in it."""
    return load(path, lambda root: _guidance(root, rules))


def _sourced(rules: RuleBase, sections: Collection[str]) -> tuple[str, ...]:
    """The parts of the words whose sources the guidance names."""
    return (
        *rules.approaches,
        AGREEMENT,
        *sections,
        "boss",
        "side-by-side",
        *(f"option-{name}" for name in grid_of(rules)),
    )


def cited_in(path: Path) -> list[tuple[str, SourceLocation]]:
    """The keys of sources that the guidance in this file cites, each with its location."""
    fields = {key.text(): value for key, value in read(path).pairs()}
    lists = [value for _, value in fields["sources"].pairs()]
    lists += [value for cell in fields["cells"].items() for key, value in cell.pairs() if key.text() == "evidence"]
    return [(item.text(), item.location) for some in lists for item in some.items()]


def load_situations(path: Path, rules: RuleBase) -> tuple[Situation, ...]:
    """The published situations in this file, or none without one. Raises FaultyFiles with all that is wrong in it."""
    if not path.exists():
        return ()
    return load(path, lambda root: entries(root, lambda item: _situation(item, rules), "situation", at_least_one=True))


def load_contacts(path: Path) -> tuple[Contact, ...]:
    """The contacts in this file. Raises FaultyFiles with all that is wrong in it."""
    return load(path, _contacts)


def load_guidance_words(
    folder: Path, rules: RuleBase, guidance: Guidance, situations: Sequence[Situation]
) -> GuidanceWords:
    """The words in this folder for this guidance. Raises FaultyFiles with all that is wrong in all of its files."""
    files = WordFiles(folder)
    fields = files.read("guidance.yaml").fields(
        ("wishes", "abilities", "cells", "steps", "helpers", "sections", "ready")
    )
    situation_texts = files.read("situations.yaml") if situations else empty("situations.yaml")
    grid = files.read("options.yaml")

    def by_view(name: str, ids: Collection[str]) -> dict[str, dict[str, str]]:
        return by_id(fields[name], ids, lambda _, value: texts(value, VIEWS))

    views = {step.id: views_of(step.lines) for step in guidance.steps}
    loaded = GuidanceWords(
        wishes=by_view("wishes", [wish.id for wish in guidance.wishes]),
        abilities=by_view("abilities", [ability.id for ability in guidance.abilities]),
        cells=by_id(fields["cells"], [cell.id for cell in guidance.cells], lambda _, value: _cell_words(value)),
        steps=by_id(fields["steps"], views, lambda key, value: texts(value, views[key])),
        helpers=by_id(fields["helpers"], rules.approaches, lambda _, value: _helper(value)),
        sections=by_id(fields["sections"], (AGREEMENT, *guidance.sections), lambda _, value: _section(value)),
        ready=tuple(map(_ready_check, fields["ready"].items(at_least_one="question"))),
        situations=by_id(situation_texts, [situation.id for situation in situations], lambda _, value: value.text()),
        grid=by_id(grid, grid_of(rules), lambda _, value: texts(value, GRID_FIELDS)),
    )
    files.close()
    return loaded


def _guidance(root: SourceNode, rules: RuleBase) -> Guidance:
    fields = root.fields(("wishes", "abilities", "cells", "steps", "review", "sources", "sections", "risks"))
    wishes = entries(fields["wishes"], lambda item: _trait(item, rules), "wish")
    abilities = entries(fields["abilities"], lambda item: _trait(item, rules), "ability")
    cells = entries(fields["cells"], lambda item: _cell(item, wishes, abilities, rules), "cell")
    _check_pairs(fields["cells"], wishes, abilities, cells)
    sections = {key.id(): value.choices(rules.outcomes, "outcome") for key, value in fields["sections"].pairs()}
    risks = fields["risks"].fields((), rules.outcomes)
    return Guidance(
        wishes,
        abilities,
        cells,
        steps=entries(fields["steps"], lambda item: _step(item, rules), "step"),
        review=by_id(fields["review"], rules.led_to, lambda _, weeks: weeks.integer(1, MOST_WEEKS), _WEEKS),
        sources=by_id(fields["sources"], _sourced(rules, sections), lambda _, value: _texts(value), _SOURCES),
        sections=sections,
        risks={outcome: option.choice(grid_of(rules), "option") for outcome, option in risks.items()},
    )


def _check_pairs(
    value: SourceNode, wishes: Sequence[Trait], abilities: Sequence[Trait], cells: Sequence[WishCell]
) -> None:
    """There is a cell for each wish with each ability."""
    there = {(cell.wish, cell.ability) for cell in cells}
    for wish, ability in product(wishes, abilities):
        if (wish.id, ability.id) not in there:
            value.fault(f"no cell for '{wish.id}' and '{ability.id}'", "add one: each wish has a cell for each ability")


def _trait(value: SourceNode, rules: RuleBase) -> Trait:
    fields = value.fields(("id", "when"))
    return Trait(fields["id"].id(), condition_lines(fields["when"], rules.questions))


def _cell(value: SourceNode, wishes: Sequence[Trait], abilities: Sequence[Trait], rules: RuleBase) -> WishCell:
    fields = value.fields(("wish", "ability", "covers", "evidence", "grade"), ("differs",))
    return WishCell(
        fields["wish"].choice([wish.id for wish in wishes], "wish"),
        fields["ability"].choice([ability.id for ability in abilities], "ability"),
        fields["covers"].choices([pattern.id for pattern in rules.patterns], "pattern"),
        "differs" in fields and fields["differs"].flag(),
        evidence_of(fields),
    )


def _step(value: SourceNode, rules: RuleBase) -> NextStep:
    fields = value.fields(("id", "outcomes", "when"), ("flags", *_AT))
    places = [key for key in _AT if key in fields]
    if len(places) != 1:
        value.fault("a step needs one place", "add a line 'instead-of: ...' or 'after: ...', and not both")
    at = places[0] if places else _AT[0]
    return NextStep(
        fields["id"].id(),
        fields["outcomes"].choices(rules.outcomes, "outcome"),
        frozenset(fields["flags"].choices([gate.id for gate in rules.gates], "flag") if "flags" in fields else ()),
        condition_lines(fields["when"], rules.questions),
        fields[at].choice(PLACES[:-1], "place") if places else PLACES[0],
        added=at == "after",
    )


def _situation(value: SourceNode, rules: RuleBase) -> Situation:
    fields = value.fields(
        ("id", "view", "answers", "verdict", "title", "url"), ("screening", "contested", "plain", "asks")
    )
    view = fields["view"].choice(VIEWS, "view")
    marks = {name: fields[name].flag() if name in fields else False for name in ("contested", "plain", "asks")}
    return Situation(
        id=fields["id"].id(),
        view=view,
        flags=flags_of(fields, view, rules),
        answers=answers_of(fields["answers"], view, rules),
        verdict=fields["verdict"].choice(verdicts(rules), "verdict"),
        title=fields["title"].text(),
        url=fields["url"].text(),
        **marks,
    )


def _contacts(root: SourceNode) -> tuple[Contact, ...]:
    contacts = tuple(map(_contact, root.items()))
    if not any(contact.number for contact in contacts):
        root.fault("no contact has a number", "people in danger need one to call: add 'number: ...'")
    return contacts


def _contact(value: SourceNode) -> Contact:
    fields = value.fields(("name", "url", *REVIEW_DATES), ("number",))
    number = fields["number"].text() if "number" in fields else ""
    return Contact(fields["name"].text(), number, fields["url"].text(), *review_dates(fields), value.location)


def _cell_words(value: SourceNode) -> CellWords:
    fields = value.fields(("short", *VIEWS, "say"))
    return CellWords(
        fields["short"].text(), {view: fields[view].text() for view in VIEWS}, lists_by_view(fields["say"], VIEWS)
    )


def _helper(value: SourceNode) -> HelperWords:
    fields = value.fields((*HELPER_FIELDS, "ask", "first"))
    find, check, cost = (fields[name].text() for name in HELPER_FIELDS)
    return HelperWords(find, check, cost, _texts(fields["ask"]), _texts(fields["first"]))


def _section(value: SourceNode) -> Section:
    fields = value.fields(("title", "text", "items", "notes"))
    return Section(fields["title"].text(), fields["text"].text(), _texts(fields["items"]), _texts(fields["notes"]))


def _texts(value: SourceNode) -> tuple[str, ...]:
    return tuple(item.text() for item in value.items())


def _ready_check(value: SourceNode) -> ReadyCheck:
    fields = value.fields(("ask", "help", "part"))
    return ReadyCheck(fields["ask"].text(), fields["help"].text(), fields["part"].choice(READY_PARTS, "part"))
