"""What the command line does: each command takes its arguments and a place to write, and answers with an exit code."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from recommender.cli.reading_age import hardest, reading_age, sentences_in
from recommender.content.words import Wording
from recommender.core.errors import GuideError, InvalidAnswer
from recommender.core.model import NOT_SURE, AnswerSheet
from recommender.core.tally import Table, offered, tabulate
from recommender.explanation.recommend import recommend
from recommender.explanation.serialise import as_data, as_text, questions_as_data, questions_as_text
from recommender.loading.content import load_content
from recommender.loading.rules import load_rules
from recommender.loading.words import load_wording

GOOD, BAD = 0, 1

MEASURED = "en"
"""The language whose reading age can be measured: the formula is for English."""

HARDEST_SHOWN = 10

MOST_TOLD = 100
"""How many bad cells are told one by one."""


def check(arguments: Namespace, out: TextIO) -> int:
    """Load the rules, the words and the advice, and say what is in them, or every fault."""
    rules = load_rules(arguments.rules)
    content = load_content(arguments.guidance, arguments.content.parent, rules)
    tabulate(rules)
    wording = content.languages[arguments.content.name].wording
    options = sum(len(question.options) for question in rules.questions)
    out.write(
        f"Rules {rules.version}: {len(rules.gates)} gates, {len(rules.questions)} questions, {options} options, "
        f"{len(rules.patterns)} patterns. Words: {len(wording.evidence)} sources, {len(wording.pages)} page texts, "
        f"{len(content.situations)} published situations. Languages: {', '.join(content.languages)}. No faults.\n"
    )
    _write_hardest(arguments.content, out)
    return GOOD


def _write_hardest(folder: Path, out: TextIO) -> None:
    """The reading age of the words, if they are English, and the sentences to look at first."""
    if folder.name != MEASURED:
        return
    by_file = sentences_in(folder)
    every = [sentence for sentences in by_file.values() for sentence in sentences]
    out.write(f"Reading age of all words: {reading_age(s.text for s in every):.1f}. The hardest sentences:\n")
    for sentence in hardest(every, HARDEST_SHOWN):
        out.write(f"{sentence.location}: {sentence.age:.0f}: {sentence.text}\n")


def questions(arguments: Namespace, out: TextIO) -> int:
    """Print the questions of one view: ids, words and options."""
    table, wording = _guide(arguments)
    first = table.rules.questions[0]
    if arguments.goal is not None and arguments.goal not in (allowed := offered(first, arguments.view)):
        raise InvalidAnswer(first.id, arguments.goal, allowed)
    answers = {} if arguments.goal is None else {first.id: arguments.goal}
    if arguments.json:
        _write_json(questions_as_data(table.rules, wording, arguments.view, answers), out)
    else:
        out.write(questions_as_text(table.rules, wording, arguments.view, answers))
    return GOOD


def explain(arguments: Namespace, out: TextIO) -> int:
    """Print the recommendation for the answers given, and why."""
    table, wording = _guide(arguments)
    sheet = AnswerSheet(arguments.view, _answers(arguments.answers), frozenset(arguments.tick))
    recommendation = recommend(table, sheet)
    if arguments.json:
        _write_json(as_data(table.rules, recommendation), out)
    else:
        out.write(as_text(table.rules, recommendation, wording))
    return GOOD


def score(arguments: Namespace, out: TextIO) -> int:
    """Score a file of many people into another. Bad cells are reported, and the other rows are scored."""
    from tqdm import tqdm

    from recommender.batch.files import score_file
    from recommender.batch.output_choice import Wanted

    table, _ = _guide(arguments)
    keep = None if arguments.keep is None else tuple(arguments.keep)
    wanted = Wanted(keep, reasons=not arguments.no_reasons)
    with tqdm(unit="", unit_scale=True, leave=False, mininterval=0, disable=None) as bar:  # None: on a terminal only

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = score_file(table, arguments.input, arguments.output, wanted, progress)
    for missing in report.missing:
        sys.stderr.write(f"no column '{missing}': it counts as '{NOT_SURE}' for everybody\n")
    for cell in report.bad.told[:MOST_TOLD]:
        sys.stderr.write(f"{arguments.input}: {cell}\n")
    if report.bad.cells > MOST_TOLD:
        sys.stderr.write(f"... and {report.bad.cells - MOST_TOLD} more bad cells\n")
    scored = report.rows - report.bad.rows
    out.write(f"{scored} of {report.rows} rows scored, written to {arguments.output}\n")
    return BAD if report.bad else GOOD


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
            raise GuideError(f"'{pair}' is not an answer. Write question=option, for example goal=skill.")
        if question in answers:
            raise GuideError(f"'{question}' is answered twice. Keep one answer.")
        answers[question] = option
    return answers


def _write_json(data: object, out: TextIO) -> None:
    json.dump(data, out, ensure_ascii=False, indent=2)
    out.write("\n")
