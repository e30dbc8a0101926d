"""`questions`: the questions of one view, with their ids, words and options."""

from argparse import Namespace
from typing import TextIO

from recommender.cli.inputs import table_and_wording
from recommender.cli.output import DONE, write_json
from recommender.cli.text_output import questions_as_text
from recommender.core.errors import InvalidAnswer
from recommender.core.tally import offered
from recommender.explanation.serialise import questions_as_data


def run(arguments: Namespace, out: TextIO) -> int:
    """Print the questions of one view: ids, words and options."""
    table, wording = table_and_wording(arguments)
    first = table.rules.questions[0]
    if arguments.goal is not None and arguments.goal not in (allowed := offered(first, arguments.view)):
        raise InvalidAnswer(first.id, arguments.goal, allowed)
    answers = {} if arguments.goal is None else {first.id: arguments.goal}
    data = questions_as_data(table.rules, wording, arguments.view, answers)
    if arguments.json:
        write_json(data, out)
    else:
        out.write(questions_as_text(data))
    return DONE
