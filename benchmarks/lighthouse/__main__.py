"""Lighthouse over our pages, told in docs/lighthouse.md: `python -m benchmarks.lighthouse`, by `make bench-web`.

Each page is opened as on a slow phone, and as on a desktop. A question and the result are in the middle of a journey,
so they are looked at as they stand there, which gives no figure of how quickly they open.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.servers import the_guide_served
from recommender import AnswerSheet
from tests.browser.conftest import FLAGS
from tests.web.loaded import SERVICES
from web.guide.edition import Edition, load_editions
from web.guide.project import PROJECT
from web.links.created import create_link, result_link
from web.links.journey import RESULT, Journey
from web.links.journey_address import seal_journey
from web.services.clock import today

REPORT = PROJECT / "docs" / "lighthouse.md"
FOLDER = Path(__file__).parent
TURNS = 3
"""How often a page is opened as on a phone: the middle one counts."""

TEMPLATE = """# What Lighthouse says

Lighthouse {version} in headless Chromium on {day}, by `make bench-web`. 100 is the most. A phone is Lighthouse's slow
phone: a quarter of this machine's speed and a slow line, both reckoned. Of three times, the middle one is told. A
question and the result are in the middle of a journey, and looked at as they stand: no figure says how quickly they
open.

| Page | On | Performance | Accessibility | Best practices | SEO | First paint | Fetched |
|---|---|---|---|---|---|---|---|
{rows}

What is fetched on the start page is the guide, behind it. No search engine should find a page with a result or with
answers, nor what Streamlit draws, so Lighthouse rightly counts SEO down there. Before the questions, our own page is
there first, and Streamlit then has two megabytes of script to read. It also tries WebAssembly, which our policy
forbids, and goes on without it: Chromium logs that as an issue.

## What was counted down

{lost}
"""

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def pages(edition: Edition, address: str) -> list[dict[str, Any]]:
    """What is looked at: a name, an address, and what is clicked on the way."""
    answers = {question.id: question.options_for("self")[0].id for question in edition.rules.questions_for("self")}
    link = create_link(
        edition, SERVICES, address, result_link(edition, AnswerSheet("self", answers), "answers", 30, today=today())
    ).address
    ended = seal_journey(SERVICES.sealer, edition.rules, Journey("self", RESULT, answers), today=today())
    on = [edition.say("screening.none"), edition.say("button.continue")]
    found: list[dict[str, Any]] = [
        {"name": "start", "url": f"{address}/"},
        {"name": "start, in French", "url": f"{address}/?lang=fr"},
        {"name": "plain form", "url": f"{address}/plain?view=self"},
        {"name": "help", "url": f"{address}/help"},
        {"name": "shared result", "url": link},
        {"name": "before the questions", "url": f"{address}/?view=self"},
        {"name": "question", "url": f"{address}/?view=self", "steps": on},
        {"name": "result", "url": f"{address}/?at={ended}", "steps": on},
    ]
    return [
        {**page, "desktop": desktop, "turns": 1 if desktop or "steps" in page else TURNS}
        for page in found
        for desktop in (False, True)
    ]


def look(wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What Lighthouse says of each page."""
    chromium = shutil.which("chromium") or ""
    ended = subprocess.run(
        ["node", "look.mjs"],
        cwd=FOLDER,
        input=json.dumps({"flags": FLAGS, "pages": wanted}),
        env={**os.environ, "CHROME_PATH": chromium},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(ended.stdout)
    return found


def report(found: list[dict[str, Any]]) -> str:
    """The page docs/lighthouse.md."""
    rows, lost = "\n".join(map(_row, found)), "\n".join(_lost(found))
    return TEMPLATE.format(version=found[0]["version"], day=today(), rows=rows, lost=lost)


def _row(page: dict[str, Any]) -> str:
    scores = [_score(page["scores"].get(category)) for category in CATEGORIES]
    paint = f"{page['paint'] / 1000:.1f} s" if page["paint"] else ""
    fetched = f"{page['bytes'] / 1000:.0f} kB" if page["bytes"] else ""
    on = "desktop" if page["desktop"] else "phone"
    return f"| {' | '.join([page['name'], on, *scores, paint, fetched])} |"


def _score(score: float | None) -> str:
    return "" if score is None else str(round(100 * score))


def _lost(found: list[dict[str, Any]]) -> list[str]:
    lost: dict[str, list[str]] = {}
    for page in found:
        for one in page["lost"]:
            names = lost.setdefault(f"{one['category']}, `{one['audit']}`: {one['title']}", [])
            names += [page["name"]] if page["name"] not in names else []
    return [f"* {what} ({', '.join(names)})" for what, names in lost.items()] or ["Nothing."]


def main() -> None:
    edition = load_editions()["en"]
    with the_guide_served() as address:
        text = report(look(pages(edition, address)))
    REPORT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
