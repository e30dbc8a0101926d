"""Whether a page is open to everybody, on a screen of any size: axe finds nothing, all fits, and targets are large.

No rule of axe is off, and those that are off by default are on, but for level AAA.
"""

import json
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]

SCREENS: tuple[tuple[int, int, Scheme], ...] = (
    (1280, 900, "light"),
    (768, 1024, "dark"),
    (360, 740, "light"),
    (320, 256, "dark"),  # what 400 % zoom leaves of 1280 by 1024 pixels
)

OFF_BY_DEFAULT = ("target-size", "duplicate-id", "duplicate-id-active", "landmark-complementary-is-top-level")
OPTIONS = {"resultTypes": ["violations"], "rules": {rule: {"enabled": True} for rule in OFF_BY_DEFAULT}}

LEAST, OURS = 24, 44
"""How many pixels a target must have either way, and how many ours have, but for the switch of the number keys."""

SMALL_TARGETS = """size => [...document.querySelectorAll('a, button, summary, label:has(input)')].filter(target => {
  const box = target.getBoundingClientRect();
  const shown = target.checkVisibility() && box.right > 0 && box.width > 1;
  const inText = target.closest('p, li, dd, th, td') && getComputedStyle(target).display === 'inline';
  return shown && !inText && (box.height < size || box.width < size);
}).map(target => target.outerHTML.slice(0, 160))"""

MOVING = """[...document.querySelectorAll('body *')].filter(element => {
  const { transitionDuration, animationDuration } = getComputedStyle(element);
  return element.checkVisibility() && /[1-9]/.test(transitionDuration + animationDuration);
}).map(element => element.outerHTML.slice(0, 160))"""
"""What fades or slides."""

WIDER_THAN = (
    """width => [document.documentElement, document.querySelector('main')].some(all => all.scrollWidth > width)"""
)


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds on a page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(results => results.violations)", OPTIONS
    )
    return found


def check(page: Page, width: int, height: int, scheme: Scheme) -> None:
    """No violation, no sideways scrolling, and no target that is too small, on a screen of this size."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    found = violations(page)
    brief = [(rule["id"], rule["impact"], [node["html"][:160] for node in rule["nodes"]]) for rule in found]
    assert not brief, f"{width} px, {scheme}: {json.dumps(brief, indent=1)}"
    assert not page.evaluate(WIDER_THAN, width)
    assert page.evaluate(SMALL_TARGETS, LEAST) == []
    assert [target for target in page.evaluate(SMALL_TARGETS, OURS) if "data-keys-off" not in target] == []
