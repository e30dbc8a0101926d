"""The report of `make validity`: cross-validated agreement with authors, and agreement between readers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from recommender import RuleBase, Wording, tabulate
from recommender.content.page_words import page_words
from recommender.content.situations import SOMETHING_ELSE
from recommender.core.outcomes import BOTH, EITHER
from validity.agreement import Judged, judge
from validity.cases import READERS, Published
from validity.figures import FIGURES, NOT_CONTESTED
from validity.kappa import kappas
from validity.order import questions_needed

_By = Mapping[str, Sequence[Judged]]


def validity_report(rules: RuleBase, published: Published, wording: Wording, judged: _By) -> str:
    """The whole report, from cases judged by points that were fitted without their sites."""
    return (
        "\n".join(
            [
                *_heading(published),
                *_table(judged),
                "",
                *_pattern_ablation(rules, published),
                "",
                *_kappas(rules, published),
                "",
                *_length(rules, published, wording),
                "",
                *_confusion(rules, judged["likely"]),
                "",
                *_misses(judged["likely"]),
            ]
        )
        + "\n"
    )


def _heading(published: Published) -> Iterator[str]:
    sites = len(published.sites)
    yield f"{len(published.cases)} published cases from {sites} sites. Points fitted to nine tenths of them, ten times,"
    yield "and tried on the others. Intervals: 95 of 100 resamples of sites. One reader for all, a second for "
    yield f"{len(published.sheets[READERS[1]]['strict'])} of them; both language models, blind to verdicts and rules."
    yield ""


def _table(judged: _By) -> Iterator[str]:
    for figure in FIGURES:
        for reading in figure.readings:
            one, name = figure.of_cases(judged[reading]), f"{figure.title}, {reading}"
            yield f"{name:<66}{one.true:4} of {one.of:3}  {one.value:.2f}  [{one.low:.2f}, {one.high:.2f}]"


def _pattern_ablation(rules: RuleBase, published: Published) -> Iterator[str]:
    """The agreement on cases that are not contested, with all patterns and without each one that gives an outcome."""
    yield "agreement on cases that are not contested: the shipped rules, and without each pattern that gives an outcome"
    readings = [reading for reading in published.readings("likely") if not reading.case.contested]

    def agreeing(some: RuleBase) -> int:
        return sum(one.agrees for one in judge(tabulate(some), readings))

    yield f"  with all of them {agreeing(rules)} of {len(readings)}"
    for pattern in rules.patterns:
        if pattern.outcome:
            without = replace(rules, patterns=tuple(other for other in rules.patterns if other is not pattern))
            yield f"  without {pattern.id:<32}{agreeing(without)}"


def _kappas(rules: RuleBase, published: Published) -> Iterator[str]:
    """Kappa of both readers for each question, where both answered."""
    ids = [question.id for question in rules.questions]
    strict, likely = (kappas(published, reading, ids) for reading in ("strict", "likely"))
    yield "Cohen's kappa of two readers      strict (cases)   likely (cases)"
    for question in ids:
        columns = [
            f"{found[question][0]:6.2f} ({found[question][1]:3})" if question in found else ""
            for found in (strict, likely)
        ]
        yield f"  {question:<32}{columns[0]:>12}     {columns[1]:>12}"
    for name, found in (("strict", strict), ("likely", likely)):
        if found:
            yield f"  in the median question, {name}: {median(value for value, _ in found.values()):.2f}"


def _length(rules: RuleBase, published: Published, wording: Wording) -> Iterator[str]:
    sheets = [reading.sheet for reading in published.readings("likely")]
    middle, mean = questions_needed(tabulate(rules), sheets, [question.id for question in rules.questions])
    yield f"outcome settled after {middle:g} questions in the median, {mean:.1f} on average (likely)"
    yield f"words on all question pages, self view: {words_asked(rules, wording, 'self')}"


def words_asked(rules: RuleBase, wording: Wording, view: str) -> int:
    """The words on all question pages of a view."""
    return sum(page_words(wording, question.id, view) for question in rules.pages_for(view))


def _confusion(rules: RuleBase, judged: Sequence[Judged]) -> Iterator[str]:
    yield "the author's verdict (rows) and ours (columns), likely, cases that are not contested"
    verdicts = (*rules.approaches, BOTH, SOMETHING_ELSE)
    seen = Counter((one.verdict, one.said) for one in judged if NOT_CONTESTED(one))
    yield " " * 18 + "".join(f"{column:>16}" for column in (*verdicts, EITHER))
    for verdict in verdicts:
        yield f"  {verdict:<16}" + "".join(f"{seen[verdict, column] or '·':>16}" for column in (*verdicts, EITHER))


def _misses(judged: Sequence[Judged]) -> Iterator[str]:
    """The disagreements by verdict, kind and our outcome, with their cases."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for one in filter(NOT_CONTESTED, judged):
        if not one.agrees:
            verdict = f"{one.verdict} ({one.reading.case.kind})" if one.reading.case.kind else one.verdict
            kinds.setdefault((verdict, one.outcome), []).append(one.reading.case.id)
    yield "where we differ, likely, cases that are not contested"
    for (verdict, ours), ids in sorted(kinds.items(), key=lambda item: -len(item[1])):
        yield f"  author {verdict}, ours {ours}: {', '.join(ids)}"
