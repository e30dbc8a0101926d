"""A guide of one's own is served: somebody goes through it to a result, and every page speaks of its own choice."""

import re
from collections.abc import Iterator

import pytest

from recommender import load_rules, load_wording
from recommender.content.cases import Case
from recommender.loading.cases import load_cases
from tests.browser import visitor as visitors
from tests.browser.access import SCREENS, check
from tests.browser.conftest import ON_A_DESKTOP
from tests.browser.server import free_port, running
from tests.browser.visitor import PROJECT, Visitor
from tests.web.loaded import KEYS
from web.guide.project import SETTING
from web.links.journey import RESULT

OWN = PROJECT / "examples" / "training-or-coaching"
RULES = load_rules(OWN / "rules" / "rulebase.yaml")
WORDS = load_wording(OWN / "content" / "en", RULES)
CASES = {case.outcome: case for case in load_cases(OWN / "cases", RULES).cases if not case.sheet.flags}
"""For each outcome that answers lead to, the last case that ends in it."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a guide for school governors."""
    with running(tmp_path_factory.mktemp("own"), free_port(), {**KEYS, SETTING: str(OWN)}) as (address, _):
        yield address


@pytest.fixture(autouse=True)
def _the_words_of_the_own_guide(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"RULES": RULES, "WORDS": WORDS, "GOAL": RULES.questions[0].id}.items():
        monkeypatch.setattr(visitors, name, value)


def assert_about_its_own_choice(visitor: Visitor) -> None:
    shown = f"{visitor.page.title()} {visitor.page.text_content('body')}"
    assert re.findall(r".{0,40}mentor.{0,40}", shown, re.IGNORECASE) == []
    assert (visitor.foreign, visitor.errors) == ([], [])


def go_through(visitor: Visitor, case: Case) -> None:
    visitor.open("")
    assert_about_its_own_choice(visitor)
    check(visitor.page, *SCREENS[0])
    visitor.start(case.sheet.view)
    visitor.tick()
    visitor.answer(case.sheet.answers)
    visitor.go_on()
    visitor.arrive(RESULT)


@ON_A_DESKTOP
@pytest.mark.parametrize("outcome", [RULES.approaches[1], pytest.param("both", marks=pytest.mark.deep)])
def test_somebody_goes_through_it_to_a_result(outcome: str, visitor: Visitor) -> None:
    case = CASES[outcome]
    go_through(visitor, case)
    assert WORDS.outcomes[outcome].headline[case.sheet.view] in visitor.result()
    assert_about_its_own_choice(visitor)
    check(visitor.page, *SCREENS[-1])


@pytest.mark.deep
@ON_A_DESKTOP
@pytest.mark.parametrize("path", ["", "how-it-thinks", "options", "?view=team"])
def test_its_pages_are_open_to_everybody(path: str, visitor: Visitor) -> None:
    visitor.open(path)
    if path.startswith("?"):
        visitor.settle(WORDS.pages["team.title"])
    assert_about_its_own_choice(visitor)
    for width, height, scheme in SCREENS:
        check(visitor.page, width, height, scheme)
