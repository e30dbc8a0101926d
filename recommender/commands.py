"""What the command line does: each command takes its arguments and a place to write, and answers with an exit code."""

import json
import os
import sys
import tempfile
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from recommender.errors import BadTable, GuideError
from recommender.explain import recommend
from recommender.load import load_rules
from recommender.load_wording import load_wording
from recommender.model import NOT_SURE, Sheet
from recommender.plain import as_data, as_text, questions_as_data, questions_as_text
from recommender.tally import Table, tabulate
from recommender.wording import Wording

GOOD, BAD = 0, 1

MOST_TOLD = 100
"""How many bad cells are told one by one."""


def check(arguments: Namespace, out: TextIO) -> int:
    """Load the rules and the words, and say what is in them, or every fault."""
    table, wording = _guide(arguments)
    rules = table.rules
    options = sum(len(question.options) for question in rules.questions)
    out.write(
        f"Rules {rules.version}: {len(rules.gates)} gates, {len(rules.questions)} questions, {options} options, "
        f"{len(rules.patterns)} patterns. Words: {len(wording.evidence)} sources, {len(wording.pages)} page texts. "
        "No faults.\n"
    )
    return GOOD


def questions(arguments: Namespace, out: TextIO) -> int:
    """Print the questions of one view: ids, words and options."""
    table, wording = _guide(arguments)
    if arguments.json:
        _write_json(questions_as_data(table.rules, wording, arguments.view), out)
    else:
        out.write(questions_as_text(table.rules, wording, arguments.view))
    return GOOD


def explain(arguments: Namespace, out: TextIO) -> int:
    """Print the recommendation for the answers given, and why."""
    table, wording = _guide(arguments)
    sheet = Sheet(arguments.view, _answers(arguments.answers), frozenset(arguments.tick))
    recommendation = recommend(table, sheet)
    if arguments.json:
        _write_json(as_data(table.rules, recommendation), out)
    else:
        out.write(as_text(table.rules, recommendation, wording))
    return GOOD


def score(arguments: Namespace, out: TextIO) -> int:
    """Score a CSV file of many people into another. Bad cells are reported, and the other rows are scored."""
    from recommender.frames import missing_questions, read_frame, score_frame, write_frame

    table, _ = _guide(arguments)
    frame, unfit = read_frame(_read(arguments.input), name=str(arguments.input))
    scored, bad = score_frame(table, frame, unfit)
    _write(write_frame(scored), arguments.output)
    for missing in missing_questions(table, list(frame.columns)):
        sys.stderr.write(f"no column '{missing}': it counts as '{NOT_SURE}' for everybody\n")
    for cell in bad[:MOST_TOLD]:
        sys.stderr.write(f"{arguments.input}: {cell}\n")
    if len(bad) > MOST_TOLD:
        sys.stderr.write(f"... and {len(bad) - MOST_TOLD} more bad cells\n")
    bad_rows = len({cell.row for cell in bad})
    out.write(f"{len(scored) - bad_rows} of {len(scored)} rows scored, written to {arguments.output}\n")
    return BAD if bad else GOOD


def _guide(arguments: Namespace) -> tuple[Table, Wording]:
    """The rules and the words. Raises FaultyFiles: faults of the rules' file come alone, since the words hang on it."""
    rules = load_rules(arguments.rules)
    wording = load_wording(arguments.content, rules)
    return tabulate(rules), wording


def _answers(pairs: list[str]) -> dict[str, str]:
    answers: dict[str, str] = {}
    for pair in pairs:
        question, equals, option = pair.partition("=")
        if not equals:
            raise GuideError(f"'{pair}' is not an answer. Write question=option, for example experience=years.")
        if question in answers:
            raise GuideError(f"'{question}' is answered twice. Keep one answer.")
        answers[question] = option
    return answers


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise BadTable(f"{path} is not UTF-8 text. Save it as 'CSV UTF-8'.") from error
    except OSError as error:
        raise BadTable(f"{path} cannot be opened: {error.strerror}.") from error


def _write(text: str, path: Path) -> None:
    """Write beside the final name and then rename, so that a half-written file never bears it."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device cannot be replaced
            path.write_text(text, encoding="utf-8", newline="")
            return
        target = path.resolve()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadTable(f"{path} cannot be written: {error.strerror}.") from error


def _write_json(data: object, out: TextIO) -> None:
    json.dump(data, out, ensure_ascii=False, indent=2)
    out.write("\n")
