"""The questions of one view, with what can be answered, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from recommender.cli.text_output import questions_as_text
from recommender.content.words import Wording
from recommender.core.model import RuleBase
from recommender.explanation.serialise import questions_as_data


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question: its text, a line of help (or ""), why it is asked, and the texts of its options by id."""

    id: str
    ask: str
    help: str
    why: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class Questionnaire:
    """What one view is asked: the screening flags, each with its text, and the questions by id, in their order.

    `print` shows all of it.

    >>> import recommender
    >>> asked = recommender.load().questions("self")
    >>> asked.screening["danger"]
    'Someone is in danger, or I have thoughts of harming myself'
    >>> asked.questions["experience"].options["never"]
    'None, or I am only just starting'
    """

    view: str
    screening: Mapping[str, str]
    questions: Mapping[str, AskedQuestion]
    text: str = field(compare=False)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Questionnaire: view {self.view}; {', '.join(self.questions)}>"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text)}</pre>"


def questionnaire_of(rules: RuleBase, wording: Wording, view: str, answers: Mapping[str, str]) -> Questionnaire:
    """The questions of a view. Where `answers` name what the help is for, the other questions refer to it."""
    data = questions_as_data(rules, wording, view, answers)
    asked = [
        AskedQuestion(one["id"], one["ask"], one["help"], one["why"], _texts(one["options"]))
        for one in data["questions"]
    ]
    return Questionnaire(view, _texts(data["screening"]), {one.id: one for one in asked}, questions_as_text(data))


def _texts(entries: list[dict[str, str]]) -> dict[str, str]:
    return {entry["id"]: entry["text"] for entry in entries}
