"""The exact counts over all possible answer sheets, compared with the oracle on every sheet."""

from collections import Counter
from collections.abc import Hashable, Iterable
from fractions import Fraction

from hypothesis import given

from recommender import Table, tabulate
from recommender.analysis.analyse import Count, End, ViewAnalysis, analyse, sheets_by
from tests import oracle
from tests.all_sheets import Read, read_all, read_sheet
from tests.rule_bases import Written, load_written, rule_bases


def counts(keys: Iterable[tuple[Hashable, Read]]) -> dict[Hashable, Count]:
    """The number of sheets of each key, and of the complete ones among them."""
    all_sheets, answered = Counter[Hashable](), Counter[Hashable]()
    for key, read in keys:
        all_sheets[key] += 1
        answered[key] += read.answered
    return {key: Count(all_sheets[key], answered[key]) for key in all_sheets}


@given(rules=rule_bases())
def test_every_count_is_that_of_the_oracle_over_all_sheets(rules: Written) -> None:
    for view in analyse(tabulate(load_written(rules))):
        reads = list(read_all(rules, view.view))
        assert view.sheets == Count(len(reads), sum(read.answered for read in reads))
        assert view.ends == counts((End(read.outcome, read.certainty), read) for read in reads)
        assert view.leads == counts((read.approach["lead"], read) for read in reads)
        assert view.decided == counts((read.approach["pattern"], read) for read in reads)
        assert view.ties == counts((read.approach["lead"], read) for read in reads).get(0, Count(0, 0))
        assert view.outcomes() == counts((read.outcome, read) for read in reads)
        answered = [read.approach for read in reads if read.answered]
        assert [*view.mean] == rules["approaches"]
        for side, mean in enumerate(view.mean.values()):
            assert mean == Fraction(sum(approach["points"][side] for approach in answered), len(answered))
        for end, sheet in view.examples.items():
            read = read_sheet(rules, view.view, {**no_answers(rules), **sheet.answers})
            assert (sheet.view, End(read.outcome, read.certainty)) == (view.view, end)
            assert read.answered == bool(view.ends[end].answered)


def no_answers(rules: Written) -> dict[str, str]:
    return {question["id"]: "not-sure" for question in rules["questions"]}


def by_view(table: Table) -> dict[str, ViewAnalysis]:
    return {analysis.view: analysis for analysis in analyse(table)}


def test_the_shipped_rules_count_each_sheet_once(table: Table, written: Written) -> None:
    for name, view in by_view(table).items():
        sheets = answered = 1
        for question in written["questions"]:
            options = [option for option in question["options"] if name in option.get("views", ["self", "leader"])]
            sheets *= len(options) + 1
            answered *= len(options) + oracle.of_one_view(question)
        assert view.sheets == Count(sheets, answered)
        for distribution in (view.ends, view.leads, view.decided):
            assert sum(count.sheets for count in distribution.values()) == sheets
            assert sum(count.answered for count in distribution.values()) == answered


def test_the_shipped_rules_have_an_example_for_each_end(table: Table, written: Written) -> None:
    for name, view in by_view(table).items():
        assert set(view.examples) == set(view.ends)
        for end, sheet in view.examples.items():
            read = read_sheet(written, name, {**no_answers(written), **sheet.answers})
            assert End(read.outcome, read.certainty) == end


def test_an_unreachable_outcome_has_no_example_and_no_count(table: Table) -> None:
    view = by_view(table)["self"]
    assert "safeguarding-first" not in {end.outcome for end in view.examples}
    assert "safeguarding-first" not in view.outcomes()
    examples = [sheet for end, sheet in view.examples.items() if end.outcome == "coaching"]
    assert examples
    assert {example.view for example in examples} == {"self"}


def test_sheets_are_summed_by_what_is_asked_of_their_end_and_others_are_left_out(table: Table) -> None:
    for view in analyse(table):
        by_outcome = {outcome: count.sheets for outcome, count in view.outcomes().items()}
        assert sheets_by(view.ends, lambda end: end.outcome) == by_outcome
        close = sheets_by(view.ends, lambda end: end.certainty if end.certainty == "close" else None)
        assert close == {"close": sum(count.sheets for end, count in view.ends.items() if end.certainty == "close")}
