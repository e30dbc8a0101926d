"""The report of `make validity`: cross-validated agreement with authors, and agreement between readers."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from recommender import RuleBase, Wording, tabulate
from recommender.content.page_words import page_words
from recommender.content.situations import SOMETHING_ELSE
from recommender.core.outcomes import BOTH, EITHER
from validity.agreement import Judged, Share, cross_validated, found_first, judge, says_first, share
from validity.cases import READERS, Case, Published
from validity.kappa import kappas
from validity.order import questions_needed
from validity.research import Points

_By = Mapping[str, Sequence[Judged]]


def _where(test: Callable[[Case], bool]) -> Callable[[Judged], bool]:
    return lambda one: test(one.reading.case)


CORE = _where(lambda case: case.core)
HARDER = _where(lambda case: case.core and not case.asks)
NOT_CONTESTED = _where(lambda case: not case.contested)
CONTESTED = _where(lambda case: case.contested)


def figures(judged: _By) -> dict[str, Share]:
    """The figures of agreement by name, from cross-validated cases."""
    likely, strict = judged["likely"], judged["strict"]

    def agrees(one: Judged) -> bool:
        return one.agrees

    def sure(certainty: str) -> Callable[[Judged], bool]:
        return lambda one: one.certainty == certainty and NOT_CONTESTED(one)

    return {
        "agreement, core cases, likely": share(likely, CORE, agrees),
        "agreement, core cases, strict": share(strict, CORE, agrees),
        "agreement, core cases that do not ask for a kind of help, likely": share(likely, HARDER, agrees),
        "agreement, all cases that are not contested, likely": share(likely, NOT_CONTESTED, agrees),
        "something else first, found where its author says so, likely": share(
            likely, lambda one: NOT_CONTESTED(one) and found_first(one), says_first
        ),
        "something else first, right where the guide says so, likely": share(
            likely, lambda one: NOT_CONTESTED(one) and says_first(one), found_first
        ),
        "contested cases called clear, likely": share(likely, CONTESTED, lambda one: one.certainty == "clear"),
        **{
            f"right where called {level}, likely": share(likely, sure(level), agrees)
            for level in ("clear", "leaning", "close")
        },
    }


def validity_report(rules: RuleBase, research: Points, published: Published, wording: Wording) -> str:
    """The whole report."""
    judged = cross_validated(rules, research, published)
    return (
        "\n".join(
            [
                *_heading(published),
                *_table(figures(judged)),
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


def _table(found: Mapping[str, Share]) -> Iterator[str]:
    for name, one in found.items():
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
