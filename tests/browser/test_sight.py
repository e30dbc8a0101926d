"""What stays to be seen in forced colours, with less motion, and without colour."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.access import MOVING, SCREENS, WIDER_THAN
from tests.browser.conftest import ON_A_DESKTOP
from tests.browser.places import PLACES
from tests.browser.visitor import RULES, Visitor
from tests.browser.ways import open_at
from web.links.journey import Journey

FIRST = RULES.questions[0]

WITHOUT_BORDER = """[...document.querySelectorAll(
  'button:not([kind=tertiary], [data-rac]), a.button, label:has(input:is([type=radio], [type=checkbox]))'
)].filter(shape => {
  const { borderTopStyle, borderTopWidth, textDecorationLine } = getComputedStyle(shape);
  const bare = borderTopStyle === 'none' || borderTopWidth === '0px';
  return shape.checkVisibility() && bare && textDecorationLine !== 'underline';
}).map(shape => shape.outerHTML.slice(0, 160))"""
"""Buttons and cards that only colour would show, but for buttons that look like links, or are inside a field."""

pytestmark = ON_A_DESKTOP


def style(place: Locator, name: str) -> str:
    return str(place.evaluate("(element, name) => getComputedStyle(element)[name]", name))


def card(visitor: Visitor, option: str) -> Locator:
    return visitor.choice(FIRST.id, option).locator("xpath=ancestor::label")


def test_nothing_of_streamlit_is_shown_around_the_page_and_forced_colours_keep_borders(visitor: Visitor) -> None:
    open_at(visitor, Journey("self", FIRST.id))
    for part in ("stHeader", "stToolbar", "stDecoration", "stStatusWidget", "stMainMenu", "stAppDeployButton"):
        for shown in visitor.page.get_by_test_id(part).all():
            expect(shown).to_be_hidden()
    box = visitor.page.get_by_role("navigation").first.bounding_box()
    assert box is not None
    assert box["y"] < 8

    visitor.page.emulate_media(forced_colors="active")
    visitor.page.keyboard.press("1")
    chosen, other = card(visitor, FIRST.options[0].id), card(visitor, FIRST.options[1].id)
    ring = "div > div >> nth=0"
    for shape in (chosen, other, visitor.page.get_by_role("button").first):
        assert style(shape, "borderTopStyle") == "solid"
    assert style(chosen.locator(ring), "borderTopWidth") != style(other.locator(ring), "borderTopWidth")
    assert style(chosen, "outlineStyle") == "solid"
    assert style(other, "outlineStyle") == "none"


def test_in_forced_colours_a_drawing_brings_its_own_ground(visitor: Visitor) -> None:
    visitor.page.emulate_media(forced_colors="active")
    visitor.open("")
    drawing = visitor.page.locator("img.drawing").first
    assert style(drawing, "forcedColorAdjust") == "none"
    assert style(drawing, "backgroundColor") != "rgba(0, 0, 0, 0)"


@pytest.mark.deep
@pytest.mark.parametrize("name", PLACES)
def test_every_page_keeps_its_borders_fits_and_keeps_still(name: str, visitor: Visitor) -> None:
    visitor.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    PLACES[name](visitor)
    width, height, _ = SCREENS[-1]
    visitor.page.set_viewport_size({"width": width, "height": height})
    assert visitor.page.evaluate(WITHOUT_BORDER) == []
    assert visitor.page.evaluate(MOVING) == []
    assert not visitor.page.evaluate(WIDER_THAN, width)


def test_a_drawing_follows_light_and_dark(visitor: Visitor) -> None:
    visitor.open("")
    source = visitor.page.locator("img.drawing").get_attribute("src") or ""
    svg = unquote(source)
    assert "prefers-color-scheme:dark" in svg
    pictures = []
    for scheme in ("light", "dark"):
        visitor.page.emulate_media(color_scheme=scheme)
        pictures.append(visitor.page.locator("img.drawing").screenshot())
    assert pictures[0] != pictures[1]
