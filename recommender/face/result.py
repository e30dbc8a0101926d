"""The result for one answer sheet, with its words: what fits, why, how certain it is, and what would change it.

What shows it is imported only when it is shown, so that `import recommender` stays quick.
"""

from dataclasses import dataclass
from typing import Any

from recommender.content.words import Wording
from recommender.core.decision import Approach
from recommender.core.model import RuleBase
from recommender.explanation.counterfactuals import Counterfactual
from recommender.explanation.reasons import Reason, weightiest_first
from recommender.explanation.recommend import Recommendation


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """A recommendation and the words for it. A notebook shows it as a small report, and `print` as plain text.

    `recommendation` has everything by ids and numbers; the properties below are its most used parts.

    >>> import recommender
    >>> result = recommender.load().recommend({"goal": "role", "experience": "never"}, view="self", screening=())
    >>> result
    <Result: mentoring, close; coaching 0, mentoring 4; view self>
    >>> print(result.headline)
    Mentoring fits your answers best
    """

    recommendation: Recommendation
    rules: RuleBase
    wording: Wording
    language: str

    @property
    def outcome(self) -> str:
        """The id of what fits, or of what comes first: one of the outcomes of its rules."""
        return self.recommendation.decision.outcome

    @property
    def headline(self) -> str:
        """The outcome as a sentence."""
        return self.wording.outcomes[self.outcome].headline[self.recommendation.sheet.view]

    @property
    def certainty(self) -> str | None:
        """`clear`, `leaning`, `close` or `provisional`; None where a screening flag stops the guide."""
        return self.recommendation.decision.certainty

    @property
    def certainty_in_words(self) -> str:
        """How certain the result is and what that means; "" where a screening flag stops the guide."""
        words, certainty = self.wording.certainty, self.certainty
        return f"{words.name[certainty]}. {words.means[certainty]}" if certainty else ""

    @property
    def caveats(self) -> tuple[str, ...]:
        """Why it is not more certain, as sentences."""
        from recommender.explanation.caveats import caveats

        return caveats(self.rules, self.wording, self.recommendation)

    @property
    def approach(self) -> Approach | None:
        """What the answers point to: the points toward both, the lead, and the pattern that decides, if one does.

        Where something else comes first for now, this is what would follow. None where a screening flag stops the
        guide.
        """
        return self.recommendation.decision.approach

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The points of each answer, those first that move the lead most."""
        return tuple(weightiest_first(self.recommendation.reasons))

    @property
    def counterfactuals(self) -> tuple[Counterfactual, ...]:
        """For each other outcome, every smallest change of up to three answers that would lead to it."""
        return self.recommendation.counterfactuals

    def as_data(self) -> dict[str, Any]:
        """All of it by ids and numbers, ready for JSON: what `python -m recommender explain --json` prints.

        >>> import recommender
        >>> result = recommender.load().recommend({"goal": "habit"}, view="leader", screening=["danger"])
        >>> result.as_data()["outcome"]
        'safeguarding-first'
        """
        from recommender.explanation.serialise import as_data

        return as_data(self.rules, self.recommendation)

    def __str__(self) -> str:
        from recommender.cli.text_output import recommendation_as_text

        return recommendation_as_text(self.rules, self.recommendation, self.wording)

    def __repr__(self) -> str:
        approach = self.approach
        points = ", ".join(map("{} {}".format, self.rules.approaches, approach.points)) if approach else ""
        outcome = f"{self.outcome}, {self.certainty}" if approach else self.outcome
        return f"<Result: {outcome}{points and '; '}{points}; view {self.recommendation.sheet.view}>"

    def _repr_html_(self) -> str:
        from recommender.face.result_html import result_as_html

        return result_as_html(self.rules, self.recommendation, self.wording, self.language)
