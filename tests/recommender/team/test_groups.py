"""Columns as groups of people, none of them small."""

from recommender.team.groups import DIFFERENT, LATER, MANY, SINGLE, SMALL, Grouping, LeftOut, groupings


def grouping(sizes: dict[str, int]) -> Grouping:
    """The only column, with a value for so many people each."""
    (found,), left_out = groupings({"school": [value for value, size in sizes.items() for _ in range(size)]})
    assert not left_out
    return found


def left_out(values: list[str]) -> LeftOut:
    found, (left,) = groupings({"column": values})
    assert not found
    return left


def test_groups_are_named_by_their_values_in_order_and_everyone_is_in_one() -> None:
    found = grouping({"south": 5, "north": 7})
    assert found.labels == ("north", "south")
    assert found.codes.tolist() == [1] * 5 + [0] * 7


def test_an_empty_cell_is_a_value() -> None:
    assert grouping({"": 5, "north": 7}).labels == ("", "north")


def test_small_groups_are_the_others_together() -> None:
    found = grouping({"north": 9, "east": 2, "south": 8, "west": 3})
    assert found.labels == ("north", "south", None)
    assert found.codes.tolist() == [0] * 9 + [2] * 2 + [1] * 8 + [2] * 3


def test_where_the_others_are_few_the_smallest_group_is_among_them() -> None:
    found = grouping({"north": 9, "east": 6, "south": 8, "west": 3})
    assert found.labels == ("north", "south", None)
    assert found.codes.tolist() == [0] * 9 + [2] * 6 + [1] * 8 + [2] * 3


def test_of_many_groups_the_twelve_largest_are_shown() -> None:
    found = grouping({f"group {number:02}": 30 - number for number in range(15)})
    assert found.labels == (*(f"group {number:02}" for number in range(12)), None)


def test_a_column_without_groups_is_left_out_and_says_why() -> None:
    assert left_out(["north"] * 9) == LeftOut("column", SINGLE, 1)
    assert left_out([f"name {number}" for number in range(9)]) == LeftOut("column", DIFFERENT, 9)
    assert left_out([f"role {number}" for number in range(201)] * 5) == LeftOut("column", MANY, 201)
    assert left_out(["north"] * 9 + ["south"] * 4) == LeftOut("column", SMALL, 2)
    assert left_out(["north"] * 6 + ["south"] * 3 + ["east"]) == LeftOut("column", SMALL, 3)


def test_the_first_six_columns_with_groups_have_a_table() -> None:
    values = ["a"] * 5 + ["b"] * 6
    found, left = groupings({"name": [*"abcdefghijk"], **{f"column {number}": values for number in range(7)}})
    assert [each.column for each in found] == [f"column {number}" for number in range(6)]
    assert left == (LeftOut("name", DIFFERENT, 11), LeftOut("column 6", LATER, 2))
