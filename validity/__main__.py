"""The commands of `make derive`, `make validity` and `make order`."""

import datetime
import sys

from recommender import RuleBase, Table, load_rules, load_wording, tabulate
from recommender.core.errors import GuideError
from validity.agreement import cross_validated, held_out
from validity.cases import FOLDER, READERS, READINGS, Published, load_published
from validity.fitting import fit
from validity.order import best_order, questions_needed
from validity.record import record_of, write_record
from validity.report import validity_report
from validity.research import Points, load_research

ROOT = FOLDER.parent
RECORD = ROOT / "rules" / "agreement.json"


def load_all() -> tuple[RuleBase, Points, Published]:
    """The shipped rules, the points that research supports, and the published cases."""
    rules = load_rules(ROOT / "rules" / "rulebase.yaml")
    return rules, load_research(rules), load_published(rules)


def derive() -> str:
    """The points fitted to all cases, compared with those of research and of the shipped rules."""
    rules, research, published = load_all()
    found = fit(rules, research, {name: published.readings(name) for name in READINGS})
    lines = [f"cost {found.cost:.2f} sites, lower bound {found.bound:.2f} (gap {found.gap:.1%})", ""]
    for question in rules.questions:
        for option in question.options:
            start, points = research[question.id][option.id], found.points[question.id][option.id]
            shipped = tuple(points * question.weight for points in option.points)
            marks = ("  moved" if points != start else "") + ("  NOT AS SHIPPED" if points != shipped else "")
            sides = "  ".join(map("{} {}".format, rules.approaches, points))
            lines.append(f"{question.id:<11}{option.id:<14} {sides}{marks}")
    return "\n".join(lines) + "\n"


def order() -> str:
    """The order of the questions that settles the outcome soonest, compared with the shipped one."""
    rules, _, published = load_all()
    table: Table = tabulate(rules)
    sheets = [reading.sheet for reading in published.readings("likely")]
    best = best_order(table, sheets)
    shipped = tuple(question.id for question in rules.questions)
    lines = []
    for name, asked in (("best found", best), ("shipped", shipped)):
        middle, mean = questions_needed(table, sheets, asked)
        lines.append(
            f"{name}: settled after {middle:g} questions in the median, {mean:.1f} on average: {', '.join(asked)}"
        )
    return "\n".join(lines) + "\n"


def validity() -> str:
    """The report of `make validity`. Its figures are written beside the rules as well."""
    rules, research, published = load_all()
    wording = load_wording(ROOT / "content" / "en", rules)
    fitted = held_out(rules, research, published)
    judged = {reader: cross_validated(fitted, published, reader) for reader in READERS}
    write_record(RECORD, record_of(rules, published, judged), datetime.datetime.now(tz=datetime.UTC).date())
    return validity_report(rules, published, wording, judged[READERS[0]])


COMMANDS = {"derive": derive, "order": order, "validity": validity}


def main(arguments: list[str]) -> int:
    """Run one command and print what it finds."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        sys.stderr.write(f"usage: python -m validity {{{'|'.join(COMMANDS)}}}\n")
        return 2
    try:
        sys.stdout.write(COMMANDS[arguments[0]]())
    except GuideError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
