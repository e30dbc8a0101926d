"""`picture`: a file of many people counted, with small groups protected, and a plan for capacity."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, TextIO

from recommender.cli.inputs import content_folder
from recommender.cli.output import DONE, FAILED, write_json
from recommender.content.words import Wording
from recommender.core.model import RuleBase
from recommender.core.tally import tabulate
from recommender.loading.content import wordings_in
from recommender.loading.rules import load_rules
from recommender.loading.words import load_wording

if TYPE_CHECKING:
    from recommender.people.picture_words import Line
    from recommender.team.capacity import CapacityPlan, Range
    from recommender.team.overview import Figure, TeamOverview

_MOST_BYTES, _MOST_ROWS, _MOST_CELLS = 2_000_000_000, 5_000_000, 200_000_000
"""What one machine holds in memory, at about three kilobytes a row."""


def run(arguments: Namespace, out: TextIO) -> int:
    """Print who needs what in a file of many people, and what to plan for. No figure is of fewer than five people."""
    from recommender.batch.answer_texts import AnswerTexts
    from recommender.loading.capacity import load_capacity
    from recommender.people.people_file import Limits, read_people
    from recommender.people.picture import picture_of
    from recommender.people.score_people import score_people
    from recommender.team.capacity import capacity_plan

    rules, folder = load_rules(arguments.rules), content_folder(arguments)
    wording = load_wording(folder, rules)
    efforts = load_capacity(folder.parent / "capacity.yaml", rules.approaches, wording.evidence)
    texts = AnswerTexts(tabulate(rules), lambda: wordings_in(folder.parent, rules))
    limits = Limits(size=_MOST_BYTES, unpacked=_MOST_BYTES, rows=_MOST_ROWS, cells=_MOST_CELLS)
    people = read_people(texts, arguments.input.read_bytes(), str(arguments.input), limits)
    scored = score_people(texts, people, view=arguments.view, assume_screened=arguments.screened)
    picture = picture_of(scored, rules)
    plan = None if picture.too_few or not efforts else capacity_plan(rules, picture, efforts, {})
    if scored.fault_count:
        sys.stderr.write(f"{scored.faulty_rows} rows have bad cells and are not counted: see `score`\n")
    if arguments.json:
        write_json({"picture": asdict(picture), "plan": plan and asdict(plan)}, out)
    else:
        out.write("\n".join(_lines(wording, rules, picture, plan)) + "\n")
    return FAILED if scored.fault_count else DONE


def _lines(wording: Wording, rules: RuleBase, picture: "TeamOverview", plan: "CapacityPlan | None") -> Iterator[str]:
    from recommender.people import picture_words
    from recommender.team.protection import MINIMUM

    say = wording.pages
    if picture.too_few:
        yield say["team.too-few"].format(least=MINIMUM)
        return
    needs = picture_words.needs(wording, picture)
    yield from _block(say["team.needs"], needs)
    if rules.obstacle:
        yield from _block(say["team.in-the-way"], picture_words.obstacles(wording, rules, picture))
    yield from _block(say["team.lead-spread"], picture_words.leads(wording, picture))
    yield from _block(say["team.certainty"], picture_words.certainties(wording, picture))
    kinds = [label for _, label, _ in needs]
    for table in picture.tables:
        yield say["team.group"].format(column=table.column)
        yield f"  ({' | '.join([*kinds, say['team.people-count']])})"
        for group in table.groups:
            figures = "".join(_figure(some) for some in (*group.figures, group.people))
            yield f"{figures}   {picture_words.group_label(wording, group)}"
        yield ""
    if plan:
        yield from _plan(wording, plan)


def _plan(wording: Wording, plan: "CapacityPlan") -> Iterator[str]:
    say = wording.pages
    yield say["team.plan"]
    for one in plan.approaches:
        yield f"  {wording.approaches[one.approach]['name']}"
        for name in ("people", "meetings", "hours", "practitioners"):
            total = "–" if one.approach in plan.hidden else _range(getattr(one, name))
            yield f"{total:>16}   {say[f'team.plan.{name}']}"
    for count in plan.something_else:
        if count.people:
            outcome = wording.outcomes[count.id].name
            yield say["team.plan-elsewhere"].format(count=f"{count.people:,}", outcome=outcome)
    if plan.hidden:
        yield say["team.plan-hidden"]


def _block(title: str, lines: "Iterable[Line]") -> Iterator[str]:
    yield title
    yield from (f"{_figure(people)}   {label}" for _, label, people in lines)
    yield ""


def _figure(people: "Figure") -> str:
    return f"{'–' if people is None else f'{people:,}':>10}"


def _range(some: "Range") -> str:
    return f"{some.least:,}" if some.least == some.most else f"{some.least:,}–{some.most:,}"
