"""`explain`: the recommendation for one answer sheet, and why."""

from argparse import Namespace
from collections.abc import Iterable
from typing import TextIO

from recommender.cli.inputs import table_and_wording
from recommender.cli.output import DONE, write_json
from recommender.cli.text_output import recommendation_as_text
from recommender.core.errors import GuideError
from recommender.core.model import AnswerSheet
from recommender.explanation.recommend import recommend
from recommender.explanation.serialise import as_data


def run(arguments: Namespace, out: TextIO) -> int:
    """Print the recommendation for these answers, and why."""
    table, wording = table_and_wording(arguments)
    sheet = AnswerSheet(arguments.view, _answers(arguments.answers), frozenset(arguments.flag))
    recommendation = recommend(table, sheet)
    if arguments.json:
        write_json(as_data(table.rules, recommendation), out)
    else:
        out.write(recommendation_as_text(table.rules, recommendation, wording))
    return DONE


def _answers(pairs: Iterable[str]) -> dict[str, str]:
    answers: dict[str, str] = {}
    for pair in pairs:
        question, equals, option = pair.partition("=")
        if not equals:
            raise GuideError(f"'{pair}' is not an answer. Write question=option, for example goal=skill.")
        if question in answers:
            raise GuideError(f"'{question}' is answered twice. Keep one answer.")
        answers[question] = option
    return answers
