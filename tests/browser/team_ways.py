"""How a visitor gets to the page for a whole team, and to what it shows of a file."""

from collections.abc import Mapping, Sequence

from playwright.sync_api import FilePayload, Position, expect

from tests.browser.visitor import PATIENCE, WORDS, Visitor
from tests.browser.ways import answers_for
from tests.web.ui.team.people import csv_of, people

_FIRST_ROW = Position(x=30, y=53)
"""Where the table's first row is in its drawing, in pixels."""


def a_team() -> list[dict[str, str]]:
    """People of two sites who need one approach or the other, some of them with an entry that nobody knows."""
    rows = [row for outcome in ("coaching", "mentoring") for row in people(12, **dict(answers_for(outcome)[1]))]
    rows[4]["goal"] = rows[7]["goal"] = "something"
    return rows


def open_team(visitor: Visitor) -> None:
    """The page before there is a file."""
    visitor.page.goto(f"{visitor.server}/?view=team")
    visitor.settle(WORDS.pages["team.title"])
    visitor.page.get_by_role("button", name=WORDS.pages["team.browse"]).wait_for()


def add_file(visitor: Visitor, rows: Sequence[Mapping[str, str]]) -> None:
    """Put a file with these people on the page, and wait for the last that it leads to."""
    file = FilePayload(name="people.csv", mimeType="text/csv", buffer=csv_of(rows))
    visitor.page.locator("input[type=file]").set_input_files(file)
    visitor.page.locator(".st-key-team-take button").last.wait_for()
    visitor.rest()


def open_team_with_file(visitor: Visitor) -> None:
    """The page with a file on it."""
    open_team(visitor)
    add_file(visitor, a_team())


def open_team_with_person(visitor: Visitor) -> None:
    """The same, with the result of the first person open."""
    open_team_with_file(visitor)
    select_first_row(visitor)


def select_first_row(visitor: Visitor) -> None:
    """Select the first row of the table, and meet the result of that person."""
    visitor.page.get_by_test_id("stDataFrame").locator(".dvn-scroller").click(position=_FIRST_ROW)
    expect(visitor.page.locator(".st-key-team-person h2").first).to_be_visible(timeout=PATIENCE)
    visitor.rest()
