"""Cohen's kappa: the agreement of two readers beyond chance.

Cohen 1960, A coefficient of agreement for nominal scales, https://doi.org/10.1177/001316446002000104
"""

from collections import Counter
from collections.abc import Sequence

from validity.cases import READERS, Published


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Kappa of these pairs of answers; 1 where all answers are the same."""
    total = len(pairs)
    seen = sum(one == other for one, other in pairs) / total
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(first[answer] * second[answer] for answer in first) / total**2
    return (seen - chance) / (1 - chance) if chance < 1 else 1.0


def kappas(published: Published, reading: str, questions: Sequence[str]) -> dict[str, tuple[float, int]]:
    """Kappa and the number of cases for each question, over the cases that both readers read.

    In `strict`, answers that a reader left out are not counted, as the text does not say.
    """
    first, second = (published.sheets[reader][reading] for reader in READERS)
    found = {}
    for question in questions:
        given = [(first[case].answers.get(question), second[case].answers.get(question)) for case in second]
        both = [(one, other) for one, other in given if one is not None and other is not None]
        if both:
            found[question] = kappa(both), len(both)
    return found
