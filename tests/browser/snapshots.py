"""What a screen reader is given for a page: its title, its language and its accessibility tree, as readable text.

`make snapshots` writes them again, and `git diff` then shows what a change of words or pages does to them.
"""

import os
import re
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).parent / "snapshots"
WRITE = "WRITE_SNAPSHOTS"
"""The environment variable that has the snapshots written rather than compared."""

_CHANGING = (
    (re.compile(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d\b"), "<day>"),
    (re.compile(r"review/[\d-]+\.ics"), "review/<day>.ics"),
    (re.compile(r"(?<=/s/|/i/|at=)[\w-]{20,}|(?:(?<=/manage/)|(?<=from=))[\w-]{20,}"), "<token>"),
    (re.compile(r"http(?::|%3A)//localhost(?::|%3A)\d+"), "<address>"),
)
"""What differs from day to day and from run to run, and how it is written."""


def snapshot(page: Page) -> str:
    """The page as text."""
    language = page.evaluate("document.documentElement.lang")
    text = f"title: {page.title()}\nlanguage: {language}\n{page.locator('body').aria_snapshot()}\n"
    for pattern, name in _CHANGING:
        text = pattern.sub(name, text)
    return text


def kept(name: str, text: str) -> str:
    """The snapshot that is kept under this name; where they are being written, this one is kept first."""
    path = FOLDER / f"{name}.yaml"
    if os.environ.get(WRITE):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")
