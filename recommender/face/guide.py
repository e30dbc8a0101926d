"""The guide for Python programs and notebooks: rules and words, loaded once, and what can be asked of them.

Much is imported only where it is used, so that `import recommender` stays quick.
"""

import datetime
import difflib
import os
import warnings
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from recommender.content.words import Wording
from recommender.core.errors import GuideError, InvalidAnswer
from recommender.core.model import SCREENING, VIEW, AnswerSheet, RuleBase
from recommender.core.tally import Table, tabulate, tally_of
from recommender.explanation.recommend import recommend
from recommender.face.result import Result
from recommender.loading.rules import load_rules
from recommender.loading.words import load_wording

if TYPE_CHECKING:
    from recommender.batch.row_errors import BadCells
    from recommender.face.questionnaire import Questionnaire
    from recommender.face.rule_audit import RuleAudit

Frame = TypeVar("Frame")
"""A pandas or polars DataFrame, or a pyarrow Table."""


def load(*, rules: str | Path | None = None, content: str | Path | None = None, language: str = "en") -> "Guide":
    """The guide with the shipped rules and words, or with your own.

    `rules` is a rule base in YAML, `content` a folder with a folder for each language, and `language` the code of one
    of them. Raises FaultyFiles, with every fault and its line and column, where the rules or the words cannot be used,
    and GuideError where there are no words in this language.

    >>> import recommender
    >>> recommender.load(language="fr").language
    'fr'
    """
    from recommender.loading.content import languages_in
    from recommender.loading.shipped import shipped_files

    shipped = shipped_files()
    folder = Path(os.path.abspath(content or shipped / "content"))
    languages = languages_in(folder)
    if language not in languages:
        there = f"Languages there: {', '.join(languages)}." if languages else "It needs a folder for each language."
        raise GuideError(f"There are no words in the language '{language}' in {folder}. {there}")
    rule_base = load_rules(Path(rules or shipped / "rules" / "rulebase.yaml"))
    return Guide(tabulate(rule_base), load_wording(folder / language, rule_base), language, folder)


@dataclass(frozen=True, eq=False, repr=False)
class Guide:
    """Rules and the words of one language. `recommender.load` makes one; it never changes afterwards.

    `table` is the rule base as the functions of `recommender` take it, and `content` the folder of all languages.

    >>> import recommender
    >>> guide = recommender.load()
    >>> guide.recommend({"goal": "habit"}, view="self", screening=()).outcome
    'coaching'
    """

    table: Table
    wording: Wording
    language: str
    content: Path

    @property
    def rules(self) -> RuleBase:
        """The rule base: its version, questions, gates and patterns."""
        return self.table.rules

    def questions(self, view: str, answers: Mapping[str, str] | None = None) -> "Questionnaire":
        """The screening flags and the questions of a view, `self` or `leader`, with the options of each.

        Where `answers` name what the help is for, the other questions refer to it. Raises InvalidAnswer as `recommend`
        does.

        >>> import recommender
        >>> recommender.load().questions("leader").questions["experience"].ask
        'How much experience do they have of this?'
        """
        from recommender.face.questionnaire import questionnaire_of

        sheet = self._sheet(answers or {}, view, ())
        return questionnaire_of(self.rules, self.wording, view, sheet.answers)

    def recommend(self, answers: Mapping[str, str], *, view: str = "self", screening: Collection[str] = ()) -> Result:
        """What fits one person's answers, and why.

        `answers` has option ids by question id, and a question left out is "not sure". `view` is `self`, or `leader`
        where a leader answers about someone. `screening` has the ids of the flags that apply: without it, none does.
        Ask about them first, since a result that leaves them aside can do harm. Raises InvalidAnswer, with the
        question, the value and what is allowed, for what is not known, and GuideError for what is no answer sheet.

        >>> import recommender
        >>> guide = recommender.load()
        >>> guide.recommend({"experience": "never"}, view="self", screening=["job"]).outcome
        'fix-the-job-first'
        >>> guide.recommend({"goul": "habit"}, view="self", screening=())
        Traceback (most recent call last):
        recommender.core.errors.InvalidAnswer: question: 'goul' is not known here. ... Did you mean 'goal'?
        """
        recommendation = recommend(self.table, self._sheet(answers, view, screening))
        return Result(recommendation, self.rules, self.wording, self.language)

    def score_frame(self, frame: Frame, *, reasons: bool = True) -> "tuple[Frame, BadCells]":
        """Many people's results: the frame with columns added, and the cells that could not be scored.

        `frame` is a pandas or polars DataFrame or a pyarrow Table with one row for each person, and the same kind comes
        back. Its columns are `view`, `screening` (`none`, or flags with spaces between) and questions, by id or by
        their text; cells hold ids, or the options' texts in any language of `content`. Other columns are passed
        through; one whose name is like a question's gets a warning. The columns added are `outcome`, `certainty`, the
        points toward each approach under its id, `lead`, `answered` and `reasons`. A row with a bad cell gets no
        results, and its `BadCell` says which row (from 1), column and value, with a hint. It is faster without
        `reasons`. Raises InvalidTable where a column is missing or cannot be read.

        >>> import pandas as pd
        >>> import recommender
        >>> people = pd.DataFrame({"view": ["self", "self"], "screening": "none", "goal": ["habit", "hobby"]})
        >>> scored, bad = recommender.load().score_frame(people)
        >>> list(scored["outcome"])
        ['coaching', nan]
        >>> bad.reported[0].row, bad.reported[0].value
        (2, 'hobby')
        """
        from recommender.batch.answer_texts import AnswerTexts
        from recommender.batch.dataframes import score_with_header

        texts = AnswerTexts(self.table, lambda: self._wordings)
        scored, bad, header = score_with_header(texts, frame, reasons=reasons)
        for name, question in header.unused.items():
            if question:
                warnings.warn(f"column '{name}' is not used (did you mean '{question}'?)", stacklevel=2)
        return scored, bad

    def audit(self, *, today: datetime.date | None = None) -> "RuleAudit":
        """Where all possible answer sheets end, counted exactly, and what is wrong or odd about the rules.

        Sources are due for review or not on `today`, or on the day of the call. It takes about half a second.

        >>> import recommender
        >>> view = recommender.load().audit().views["self"]
        >>> sum(count.sheets for count in view.outcomes().values()) == view.sheets.sheets
        True
        """
        from recommender.face.rule_audit import audit_of

        day = today or datetime.datetime.now(datetime.UTC).date()
        return audit_of(self.table, self.wording.evidence, day)

    def __repr__(self) -> str:
        about = f"rules {self.rules.version} of {self.rules.date}, {len(self.rules.questions)} questions"
        return (
            f"<Guide: {about}, language '{self.language}'\n"
            " .questions(view)                               what can be answered\n"
            " .recommend(answers, view=..., screening=...)   what fits one person, and why\n"
            " .score_frame(frame)                            many people\n"
            " .audit()                                       all possible answers>"
        )

    @cached_property
    def _wordings(self) -> Sequence[Wording]:
        """The words of every language, this one first."""
        from recommender.loading.content import languages_in

        others = (code for code in languages_in(self.content) if code != self.language)
        return (self.wording, *(load_wording(self.content / code, self.rules) for code in others))

    def _sheet(self, answers: Any, view: Any, screening: Any) -> AnswerSheet:
        """The answer sheet, known to be valid, from whatever a notebook passes."""
        if not isinstance(answers, Mapping):
            kind = type(answers).__name__
            raise GuideError(f"Answers are options by question, such as {{'goal': 'skill'}}, and not a {kind}.")
        if isinstance(screening, str) or not isinstance(screening, Collection):
            flags = "Write screening=['danger'], for example, or () where none applies."
            raise GuideError(f"screening={screening!r} is not a list of flags. {flags}")
        given = {str(question): str(option) for question, option in answers.items()}
        sheet = AnswerSheet(str(view), given, frozenset(map(str, screening)))
        try:
            tally_of(self.table, sheet)
        except InvalidAnswer as error:
            raise _hinted(error) from None
        return sheet


def _hinted(error: InvalidAnswer) -> InvalidAnswer:
    """The same error, with the nearest of what is allowed, if any is near."""
    near = difflib.get_close_matches(error.value, error.allowed, n=1)
    if near:
        error.args = (f"{error} Did you mean '{near[0]}'?",)
    elif error.value in (VIEW, SCREENING):
        error.args = (f"{error} Write {error.value}=... beside the answers.",)
    return error
