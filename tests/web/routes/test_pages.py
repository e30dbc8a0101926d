"""The pages beside the guide: help, all options, the agreement and the calendar file."""

import datetime
import re

import pytest
from icalendar import Calendar
from markupsafe import escape
from starlette.testclient import TestClient

from recommender import VIEWS
from recommender.content.guidance_words import GRID_FIELDS, grid_of
from web.guide.edition import Edition


def test_the_help_page_names_whom_to_call(client: TestClient) -> None:
    page = client.get("/help").text
    for number in ("tel:999", "tel:116123", "tel:111", "tel:08000562561"):
        assert number in page


def test_the_help_page_tells_the_same_help_once_for_each_view(client: TestClient, edition: Edition) -> None:
    page = client.get("/help").text
    assert page.count(f"<h3>{edition.wording.gates['health'].title}</h3>") == len(VIEWS)


def test_all_options_are_told_under_the_same_headings(client: TestClient, edition: Edition) -> None:
    shown = client.get("/options").text
    sections = shown.split('<section class="card')[1:]
    assert len(sections) == len(grid_of(edition.rules))
    for section in sections:
        told = section.split("</section>")[0]
        assert re.findall(r"<dt>(.*?)</dt>", told) == [edition.say(f"option.{name}") for name in GRID_FIELDS[1:]]
    assert "./?view=self" in shown


def test_coaching_and_mentoring_swap_places_at_random_and_no_other_option_does(
    client: TestClient, edition: Edition
) -> None:
    looks = ("is-first", "is-second", "is-second-then", "both", "other", "nothing")
    orders = {tuple(re.findall(r'<section class="card ([a-z-]+)">', client.get("/options").text)) for _ in range(40)}
    assert orders == {looks, ("is-second", "is-first", *looks[2:])}


def test_the_agreement_is_one_page_of_blanks(client: TestClient, edition: Edition) -> None:
    shown = client.get("/agreement").text
    items = edition.advice.sections["agreement"].items
    assert shown.count('class="blank"') == len(items)
    assert all(str(escape(item)) in shown for item in items)


def test_a_day_to_look_back_comes_as_a_calendar_file_that_says_nothing_of_anybody(client: TestClient) -> None:
    response = client.get("/review/2027-01-16.ics")
    assert response.headers["content-type"].startswith("text/calendar")
    assert response.headers["content-disposition"] == 'attachment; filename="review-2027-01-16.ics"'
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event.decoded("dtstart") == datetime.date(2027, 1, 16)
    told = f"{event['summary']} {event['description']}".lower()
    assert not [word for word in ("coaching", "mentoring", "first") if word in told]


@pytest.mark.parametrize("day", ["tomorrow", "2027-13-01", "2027-1-1", "2027-01-16T10:00", "%F0%9F%99%82"])
def test_a_day_that_is_none_is_a_page_that_is_missing(client: TestClient, day: str) -> None:
    assert client.get(f"/review/{day}.ics").status_code == 404
