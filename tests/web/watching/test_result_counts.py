"""Counts of results are published so that none of them is about one person."""

from prometheus_client import CollectorRegistry

from web.watching.result_counts import MOST_WAITING, STEP, ResultCounts


def published(counts: ResultCounts) -> dict[str, float]:
    registry = CollectorRegistry()
    registry.register(counts)
    return {sample.labels["outcome"]: sample.value for metric in registry.collect() for sample in metric.samples}


def test_nothing_is_published_before_there_are_a_hundred_results() -> None:
    counts = ResultCounts("results")
    for _ in range(MOST_WAITING - 1):
        counts.count("coaching")
        assert published(counts) == {}
    counts.count("coaching")
    assert published(counts) == {"coaching": MOST_WAITING}
    counts.count("mentoring")
    assert published(counts) == {"coaching": MOST_WAITING}


def after(last: str, chance: int) -> dict[str, float]:
    """What is published of 99 known results and this last one, where each throw of chance gives the same number."""
    counts = ResultCounts("results", below=lambda _: chance)
    for outcome in (*["coaching"] * 50, *["mentoring"] * 49, last):
        counts.count(outcome)
    return published(counts)


def test_whoever_knows_all_results_but_one_mostly_sees_the_same_whatever_it_is() -> None:
    """The last result moves a count by ten in one throw of ten: here that of either outcome, so two throws of ten."""
    same = [after("coaching", chance) == after("mentoring", chance) for chance in range(STEP)]
    assert same.count(True) == STEP - 2


def test_counts_are_right_on_average_and_whole_tens() -> None:
    counts, total = ResultCounts("results"), 200 * MOST_WAITING
    for number in range(total):
        counts.count("rare" if number % MOST_WAITING < 3 else "coaching")
    found = published(counts)
    assert all(count % STEP == 0 for count in found.values())
    assert 400 < found["rare"] < 800, "600 on average, and 65 is its standard deviation"
