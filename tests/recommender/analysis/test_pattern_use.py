"""The use of each pattern, compared with the oracle with and without the pattern on every sheet."""

from hypothesis import given

from recommender import NOT_SURE, tabulate
from recommender.analysis.pattern_use import PatternUse, pattern_uses
from tests import oracle
from tests.all_sheets import Read, read_both_views, read_sheet
from tests.rule_bases import Written, load_written, rule_bases


def end(read: Read) -> tuple[str, str]:
    return read.outcome, read.certainty


def held(rules: Written, read: Read) -> list[str]:
    return [pattern["id"] for pattern in oracle.held_patterns(rules, read.view, read.answers)]


def check(rules: Written, reads: list[Read], use: PatternUse) -> None:
    without = {**rules, "patterns": [pattern for pattern in rules["patterns"] if pattern["id"] != use.id]}
    other = [read_sheet(without, read.view, read.answers) for read in reads]
    assert use.holds == sum(use.id in held(rules, read) for read in reads)
    assert (use.difference is None) == all(end(one) == end(two) for one, two in zip(reads, other, strict=True))
    if use.difference:
        given = {q["id"]: use.difference.answers.get(q["id"], NOT_SURE) for q in rules["questions"]}
        ends = [end(read_sheet(each, use.difference.view, given)) for each in (rules, without)]
        assert ends[0] != ends[1]


@given(rules=rule_bases())
def test_a_pattern_holds_and_matters_where_the_oracle_says_so(rules: Written) -> None:
    uses = pattern_uses(tabulate(load_written(rules)))
    assert [use.id for use in uses] == [pattern["id"] for pattern in rules["patterns"]]
    reads = read_both_views(rules)
    for use in uses:
        check(rules, reads, use)
