"""The published situations: coded from their text alone, and told apart by what the guide makes of them."""

import re
from collections import Counter

from recommender import RuleBase, Sheet, Table, tally_of
from recommender.load_guidance import load_situations
from tests.conftest import ROOT
from tests.validity.agreement import cases, figures
from tests.validity.readers import readings, same_answer, together

DOCUMENT = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")


def test_the_answers_of_each_situation_are_those_of_its_two_readers_together(rules: RuleBase) -> None:
    first, second = readings("first"), readings("second")
    situations = load_situations(ROOT / "content" / "situations.yaml", rules)
    assert [situation.id for situation in situations] == list(first) == list(second)
    for situation in situations:
        both = together(first[situation.id], second[situation.id])
        assert (situation.view, situation.answers, situation.ticks) == (both.view, both.answers, both.ticks)


def test_each_reading_is_a_sheet_that_the_rules_know(table: Table) -> None:
    for reader in ("first", "second"):
        for reading in readings(reader).values():
            assert tally_of(table, Sheet(reading.view, reading.answers, reading.ticks))


def test_the_readers_answered_alike_nearly_always() -> None:
    alike, of = same_answer(readings("first"), readings("second"))
    assert of > 300
    assert alike > 0.9 * of


def test_the_published_situations_have_the_verdicts_that_their_authors_gave() -> None:
    situations = [case.situation for case in cases()]
    verdicts = Counter(situation.verdict for situation in situations)
    assert verdicts == {
        "coaching": 36,
        "mentoring": 31,
        "something-else": 17,
        "both": 4,
        "mentoring-then-coaching": 1,
    }
    assert sum(situation.plain for situation in situations) == 57
    assert sum(situation.plain and not situation.asks for situation in situations) == 47
    assert not [situation for situation in situations if situation.plain and situation.contested]


def test_the_figures_in_the_documents_are_those_that_are_printed() -> None:
    told = re.findall(r"^\| (.+?) \| (\d+) of (\d+) \((\d+) %\) \|$", DOCUMENT, re.MULTILINE)
    printed = [(name, str(count), str(of), f"{100 * count / of:.0f}") for name, (count, of) in figures(cases()).items()]
    assert told == printed


def test_where_all_authors_agree_each_case_that_we_advise_the_other_way_is_told() -> None:
    """At any certainty."""
    opposite = {"coaching": "mentoring", "mentoring": "coaching"}
    core = [case for case in cases() if case.situation.plain]
    against = {case.situation.id for case in core if opposite.get(case.outcome) == case.situation.verdict}
    assert against == set(re.findall(r"`(c\d+)`", DOCUMENT))
