"""`picture`: a file of many people counted in words and as JSON, and what it says of a file that it cannot count."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from recommender import Wording
from recommender.cli.main import main
from tests.recommender.cli.commands import (
    RULES,
    Printed,
    copied_content,
    in_one_line,
    one_line_of_error,
    printed,
    printed_json,
)

HEADER = ["site", "view", "screening", "goal", "block", "experience", "ideas"]
COACHED = ["leader", "none", "habit", "habit", "years", "plenty"]
MENTORED = ["leader", "none", "career", "path", "never", "none"]


def file_of(folder: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> str:
    path = folder / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return str(path)


def team(*groups: tuple[str, list[str], int]) -> list[list[str]]:
    """So many people of a site with the same answers, for each group."""
    return [[site, *answers] for site, answers, count in groups for _ in range(count)]


TWO_SITES = team(("North", COACHED, 12), ("North", MENTORED, 8), ("South", COACHED, 7), ("South", MENTORED, 9))


def test_the_picture_says_who_needs_what_and_what_to_plan_for(
    tmp_path: Path, capsys: Printed, wording: Wording
) -> None:
    out = printed(capsys, "picture", file_of(tmp_path, TWO_SITES))
    told = in_one_line(out)
    assert told.startswith(f"{wording.pages['team.needs']} 19 coaching 17 mentoring – mentoring, then coaching")
    assert f"36 {wording.pages['team.people-count']}" not in told
    assert "12 8 – – – 20 North" in told
    assert "7 9 – – – 16 South" in told
    assert f"19 {wording.pages['team.plan.people']} 76–114 {wording.pages['team.plan.meetings']}" in told
    assert "obstacle" not in told


def test_rules_that_ask_of_nothing_in_the_way_have_a_picture_without_it(
    tmp_path: Path, capsys: Printed, wording: Wording
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES.read_text(encoding="utf-8").replace("\nobstacle: block\n", "\n"), encoding="utf-8")
    command = ("--rules", str(rules), "picture", file_of(tmp_path, TWO_SITES))
    assert wording.pages["team.in-the-way"] in printed(capsys, *command[2:])
    assert wording.pages["team.in-the-way"] not in printed(capsys, *command)
    assert printed_json(capsys, *command)["picture"]["blocks"] == []


def test_a_group_without_an_entry_has_a_name(tmp_path: Path, capsys: Printed, wording: Wording) -> None:
    rows = team(("", COACHED, 12), ("", MENTORED, 8), ("South", COACHED, 7), ("South", MENTORED, 9))
    assert f"20 {wording.pages['team.no-entry']}" in in_one_line(printed(capsys, "picture", file_of(tmp_path, rows)))


def test_the_picture_as_json_has_the_same_figures(tmp_path: Path, capsys: Printed) -> None:
    shown = printed_json(capsys, "picture", file_of(tmp_path, TWO_SITES))
    assert {one["id"]: one["people"] for one in shown["picture"]["classes"] if one["people"]} == {
        "coaching": 19,
        "mentoring": 17,
    }
    [coaching, mentoring] = shown["plan"]["approaches"]
    assert (coaching["people"], mentoring["people"]) == ({"least": 19, "most": 19}, {"least": 17, "most": 17})


def test_places_on_courses_and_what_is_hidden_are_said(tmp_path: Path, capsys: Printed, wording: Wording) -> None:
    header = [*HEADER, "finder"]
    untrained = ["self", "none", "skill", "facts", "never", "", "known"]
    silent = ["self", "none", "career", "", "never", "none", ""]
    rows = team(("North", untrained, 20), ("South", silent, 9), ("South", ["leader", *COACHED[1:], "me"], 4))
    told = in_one_line(printed(capsys, "picture", file_of(tmp_path, rows, header)))
    outcome = wording.outcomes["training-first"].name
    assert wording.pages["team.plan-elsewhere"].format(count=20, outcome=outcome) in told
    assert f"{wording.pages['team.plan-hidden']}" in told
    assert f"– {wording.pages['team.plan.people']}" in told


def test_without_numbers_for_it_there_is_no_plan(tmp_path: Path, capsys: Printed, wording: Wording) -> None:
    people = file_of(tmp_path, TWO_SITES)
    content = copied_content(tmp_path)
    told = in_one_line(printed(capsys, "--content", str(content), "picture", people))
    (tmp_path / "capacity.yaml").unlink()
    without = in_one_line(printed(capsys, "--content", str(content), "picture", people))
    assert told.startswith(without)
    assert wording.pages["team.plan.people"] in told.removeprefix(without)
    assert printed_json(capsys, "--content", str(content), "picture", people)["plan"] is None


def test_a_file_that_does_not_say_what_is_in_the_way_has_a_picture(
    tmp_path: Path, capsys: Printed, wording: Wording
) -> None:
    place = HEADER.index("block")
    rows = [[*row[:place], *row[place + 1 :]] for row in TWO_SITES]
    path = file_of(tmp_path, rows, [name for name in HEADER if name != "block"])
    assert f"36 {wording.pages['question.not-sure']}" in in_one_line(printed(capsys, "picture", path))


def test_fewer_than_five_people_have_no_picture(tmp_path: Path, capsys: Printed, wording: Wording) -> None:
    out = printed(capsys, "picture", file_of(tmp_path, TWO_SITES[:4]))
    assert out == f"{wording.pages['team.too-few'].format(least=5)}\n"
    assert printed_json(capsys, "picture", file_of(tmp_path, TWO_SITES[:4]))["plan"] is None


def test_rows_with_bad_cells_are_told_and_not_counted(tmp_path: Path, capsys: Printed) -> None:
    rows = [*TWO_SITES, ["North", *COACHED[:-1], "a lot"]]
    assert main(["picture", file_of(tmp_path, rows)]) == 1
    out, err = capsys.readouterr()
    assert err == "1 rows have bad cells and are not counted: see `score`\n"
    assert in_one_line(out).split()[:5] == ["Who", "needs", "what", "19", "coaching"]


@pytest.mark.parametrize(("left_out", "words"), [("view", ["--view", "leader"]), ("screening", ["--screened"])])
def test_what_a_file_does_not_say_is_said_beside_it(
    left_out: str, words: list[str], tmp_path: Path, capsys: Printed
) -> None:
    place = HEADER.index(left_out)
    rows = [[*row[:place], *row[place + 1 :]] for row in TWO_SITES]
    path = file_of(tmp_path, rows, [name for name in HEADER if name != left_out])
    assert main(["picture", path]) == 1
    assert left_out in one_line_of_error(capsys)
    assert "19   coaching" in printed(capsys, "picture", path, *words)
