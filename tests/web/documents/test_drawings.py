"""The drawings and the palette: one of each outcome, told in words too, in colours that can be told apart."""

import re
import tomllib
import xml.etree.ElementTree as ElementTree
from itertools import product
from pathlib import Path
from urllib.parse import unquote

import pytest

from web.documents.balance import BalanceWords, draw_balance
from web.documents.drawings import draw_outcome
from web.guide.edition import the_edition
from web.guide.project import PROJECT

EDITION = the_edition()
SCHEMES = {"light": EDITION.palette.light, "dark": EDITION.palette.dark}


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2, from 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def svg_of(picture: str) -> ElementTree.Element:
    return ElementTree.fromstring(unquote(picture.split("data:image/svg+xml,")[1].split('"')[0]))


@pytest.mark.parametrize("outcome", EDITION.rules.outcomes)
def test_each_outcome_has_a_drawing_and_words_that_say_what_it_shows(outcome: str) -> None:
    described = EDITION.wording.outcomes[outcome].drawing
    picture = draw_outcome(EDITION.palette, EDITION.drawings, outcome, described)
    assert f'alt="{described}"' in picture
    assert len(svg_of(picture)) > 3
    assert len(picture) < 4_000


def test_no_two_outcomes_share_a_drawing() -> None:
    outcomes = EDITION.rules.outcomes
    assert len({draw_outcome(EDITION.palette, EDITION.drawings, outcome, "") for outcome in outcomes}) == len(outcomes)


def test_an_outcome_without_a_drawing_shows_none(tmp_path: Path) -> None:
    assert draw_outcome(EDITION.palette, tmp_path, "coaching", "two people") == ""


@pytest.mark.parametrize("lead", [*range(-40, 41, 4)])
def test_the_balance_marks_a_lead_on_its_side_and_never_beyond_its_end(lead: int) -> None:
    bands = EDITION.rules.bands
    drawn = draw_balance(lead, bands, BalanceWords("Coaching", "Mentoring", "even", "lead", "described"))
    [(side, at)] = re.findall(r'<b class="mark ([a-z-]*)" style="left:([\d.]+)%"', drawn)
    assert side == ("to-first" if lead > 0 else "to-second" if lead < 0 else "")
    assert float(at) == pytest.approx(50 - 50 * max(-1, min(1, lead / (2 * bands.clear))), abs=0.1)
    widths = [float(width) for width in re.findall(r"width:([\d.]+)%", drawn)]
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert widths == widths[::-1]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_and_borders_stand_out_from_every_ground(scheme: str) -> None:
    colours = SCHEMES[scheme]
    grounds = [colours[name] for name in ("paper", "card", "first-tint", "stop-tint")]
    for ground in grounds:
        assert contrast(colours["ink"], ground) >= 7
        assert contrast(colours["soft"], ground) >= 4.5
        assert contrast(colours["stop"], ground) >= 4.5
    for name, ground in product(("edge", "first"), grounds[:2]):
        assert contrast(colours[name], ground) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_two_approaches_differ_in_lightness(scheme: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours["first"], colours["second"]) >= 2
    assert contrast(colours["on-second"], colours["second"]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_theme_of_streamlit_has_the_colours_of_the_palette(scheme: str) -> None:
    theme = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][scheme]
    colours = SCHEMES[scheme]
    assert theme["backgroundColor"] == colours["paper"]
    assert theme["secondaryBackgroundColor"] == colours["card"]
    assert theme["borderColor"] == colours["edge"]
    assert {theme[name] for name in ("primaryColor", "textColor", "linkColor")} == {colours["ink"]}
