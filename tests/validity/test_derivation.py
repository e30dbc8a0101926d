"""The fit: certified, within research, and what the shipped rules hold."""

from pathlib import Path

import pytest

from recommender import RuleBase
from recommender.core.errors import FaultyFiles
from recommender.core.model import MOST_POINTS
from validity.agreement import Judged, folds, share
from validity.cases import Published, load_published
from validity.fitting import Fit, fit, weights_of
from validity.kappa import kappa
from validity.research import RESEARCH, load_research


@pytest.fixture(scope="module")
def published(rules: RuleBase) -> Published:
    return load_published(rules)


@pytest.fixture(scope="module")
def found(rules: RuleBase, published: Published) -> Fit:
    return fit(rules, load_research(rules), {name: published.readings(name) for name in ("strict", "likely")})


def test_the_shipped_points_are_the_derived_ones(rules: RuleBase, found: Fit) -> None:
    for question in rules.questions:
        for option in question.options:
            shipped = tuple(question.weight * points for points in option.points)
            assert shipped == found.points[question.id][option.id], (question.id, option.id)


def test_no_points_could_come_to_less(found: Fit) -> None:
    assert found.gap < 0.001


def test_no_side_has_points_that_research_gives_it_none_of(rules: RuleBase, found: Fit) -> None:
    for question, options in load_research(rules).items():
        for option, start in options.items():
            for began, came in zip(start, found.points[question][option], strict=True):
                assert 0 <= came <= (MOST_POINTS if began else 0)


def test_along_ordered_options_the_lead_runs_one_way(rules: RuleBase, found: Fit) -> None:
    for question in rules.questions:
        if question.ordered:
            leads = [c - m for c, m in (found.points[question.id][option.id] for option in question.options)]
            assert leads in (sorted(leads), sorted(leads, reverse=True))


def test_a_second_answer_never_counts_for_more_than_the_first(rules: RuleBase, found: Fit) -> None:
    for question in rules.questions:
        for option in rules.question[question.second_of].options if question.second_of else ():
            first, second = found.points[question.second_of or ""][option.id], found.points[question.id][option.id]
            assert all(more >= less for more, less in zip(first, second, strict=True))


def test_a_site_counts_once_however_many_cases_it_has(published: Published) -> None:
    readings = published.readings("likely")
    by_site: dict[str, float] = {}
    for reading, weight in zip(readings, weights_of(readings), strict=True):
        by_site[reading.case.site] = by_site.get(reading.case.site, 0) + weight
    assert max(by_site.values()) <= 1 + 1e-9


def test_each_site_is_held_out_once(published: Published) -> None:
    groups = folds(published.sites)
    assert sorted(site for group in groups for site in group) == list(published.sites)


def test_kappa_is_that_of_a_worked_example() -> None:
    """Two readers, 50 cases: 20 yes and yes, 5 yes and no, 10 no and yes, 15 no and no. By hand: 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("y", "y")] * 3) == 1


def test_an_interval_holds_its_share(rules: RuleBase, published: Published) -> None:
    judged = [Judged(rules, reading, "coaching", "clear") for reading in published.readings("likely")]
    found = share(judged, lambda one: True, lambda one: one.agrees)
    assert found.low <= found.value <= found.high
    assert found.of == len(judged)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  habit: [2, 0]\n", "", "'habit' is missing here"),
        ("finder:\n", "findr:\n", "unknown key 'findr'"),
        ("result: [2, 0]", "result: [2]", "expected two numbers: coaching, mentoring"),
        ("result: [2, 0]", "result: 2", "expected a list, found a whole number (2)"),
        ("result: [2, 0]", "result: [4, 0]", "4 is out of range"),
    ],
)
def test_a_fault_in_the_research_is_reported(rules: RuleBase, tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = RESEARCH.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "research.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FaultyFiles) as raised:
        load_research(rules, tmp_path / "research.yaml")
    assert fault in [found.message for found in raised.value.faults]
