"""Every page and state is open to everybody: axe finds nothing, all fits, and a screen reader is given its due."""

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.access import MOVING, SCREENS, WIDER_THAN, Scheme, check
from tests.browser.conftest import forget
from tests.browser.places import DISTINCT, PLACES
from tests.browser.snapshots import FOLDER, kept, snapshot
from tests.browser.visitor import RULES, Visitor

WIDE_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""What WCAG 1.4.12 lets a reader ask for."""


@pytest.fixture(scope="module")
def page(profile: BrowserContext, server: str) -> Iterator[Page]:
    """One page for all places: each check sets its own size and scheme."""
    page = profile.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    yield page
    forget(page, server)


TRIED = [pytest.param(name, (SCREENS[-(number % 2)],), id=name) for number, name in enumerate(DISTINCT)]
TRIED += [pytest.param(name, SCREENS, id=f"{name}-on-every-screen", marks=pytest.mark.deep) for name in PLACES]


@pytest.mark.parametrize(("name", "screens"), TRIED)
def test_everybody_can_use(name: str, screens: Sequence[tuple[int, int, Scheme]], visitor: Visitor) -> None:
    PLACES[name](visitor)
    text = snapshot(visitor.page)
    assert text == kept(name, text)
    assert visitor.page.evaluate(MOVING) == []
    for screen in screens:
        check(visitor.page, *screen)
    width, height, _ = SCREENS[-1]
    visitor.page.set_viewport_size({"width": width, "height": height})
    visitor.page.add_style_tag(content=WIDE_SPACING)
    assert not visitor.page.evaluate(WIDER_THAN, width)


def test_each_snapshot_is_of_a_page_that_is_tested() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(PLACES)


@pytest.mark.parametrize("name", PLACES)
def test_the_tree_has_one_main_heading_and_its_parts(name: str) -> None:
    tree = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    assert tree.count("[level=1]") == 1
    assert tree.count("- main:") == 1
    assert 'navigation "Pages"' in tree
    assert "language: en-GB" in tree
    assert "- img\n" not in tree


def test_no_two_steps_have_the_same_title() -> None:
    names = [name for name in PLACES if name in ("start", "help", "options", "agreement", "screening", "answers")]
    names += [
        name for name in PLACES if name.startswith("question-") and name.removeprefix("question-") in RULES.question
    ]
    titles = [(FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0] for name in (*names, "result-both")]
    assert len(set(titles)) == len(titles)
