"""How quick the guide is in a browser, beside a bare Streamlit page: `python -m benchmarks.web`, by `make bench-web`.

The pages take turns within each round, so that what else the machine does falls on all of them alike. The bare page is
measured twice: as Streamlit comes, and with the guide's own settings, which are quicker.
"""

import shutil
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import product

from playwright.sync_api import Browser, BrowserContext, ElementHandle, Page, sync_playwright
from streamlit.testing.v1 import AppTest

from benchmarks.result_sizes import result_sizes
from benchmarks.servers import SETTINGS, bare_page_served, the_guide_served
from recommender import NOT_SURE, AnswerSheet
from tests.browser.conftest import FLAGS
from tests.browser.visitor import Visitor
from tests.web.loaded import SERVICES
from web.guide.edition import Edition, load_editions
from web.guide.project import PROJECT
from web.links.created import create_link, result_link
from web.links.journey import Journey
from web.links.journey_address import seal_journey
from web.services.clock import today

ROUNDS, WALKS, SCRIPT_RUNS = 30, 3, 100

Times = Mapping[str, list[float]]
"""Milliseconds of each kind of step."""

# From a press until an element with a text is there and a frame is drawn, by the page's own clock.
_UNTIL = """([button, selector, text]) => new Promise((done) => {
  const there = () => [...document.querySelectorAll(selector)].some((one) => one.textContent.includes(text));
  const look = () => {
    if (!there()) return;
    watch.disconnect();
    requestAnimationFrame(() => done(performance.now() - start));
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  const start = performance.now();
  button.click();
})"""

# From the start of the navigation until an element is there and a frame is drawn.
_SEEN = """(() => {
  window.seenAt = 0;
  const look = () => {
    if (!document.querySelector("%s")) return requestAnimationFrame(look);
    requestAnimationFrame(() => (window.seenAt = performance.now()));
  };
  look();
})()"""
_UNTIL_THERE = (
    "new Promise((done) => (function look() { const it = %s; it ? done(it) : requestAnimationFrame(look); })())"
)
_SEEN_AT = _UNTIL_THERE % "seenAt"
_PAINTED = _UNTIL_THERE % "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def clicks(browser: Browser, guide_at: str, bare_at: Mapping[str, str]) -> Times:
    """A question answered and the next one there; and beside it a radio of the bare page clicked and told."""
    times: dict[str, list[float]] = defaultdict(list)
    bare = {name: browser.new_page() for name in bare_at}
    for name, page in bare.items():
        page.goto(bare_at[name])
        page.get_by_role("radio").first.wait_for()
    for _ in range(WALKS):
        visitor = Visitor(browser.new_page(), guide_at)
        visitor.start("self")
        visitor.tick()
        questions = EDITION.rules.questions
        for this, following in zip(questions, questions[1:], strict=False):
            visitor.meet(this.id)
            visitor.choose(this.id, NOT_SURE)
            button = visitor.page.query_selector(".st-key-continue button")
            ask = EDITION.wording.questions[following.id].ask["self"]
            times["the next question"].append(_timed(visitor.page, button, "h1", ask))
            for name, page in bare.items():
                times[name].append(_click_bare(page, len(times[name])))
        visitor.page.close()
    return times


def _click_bare(page: Page, turn: int) -> float:
    words = ("Well", "So so", "Not well")
    place = (turn + 1) % len(words)
    radio = page.query_selector_all("input[type=radio]")[place]
    return _timed(page, radio, "[data-testid=stMarkdownContainer] p", f"You chose {words[place]}.")


def _timed(page: Page, button: ElementHandle | None, selector: str, text: str) -> float:
    assert button is not None
    return float(page.evaluate(_UNTIL, [button, selector, text]))


def first_loads(browser: Browser, guide_at: str, bare_at: str) -> Times:
    """Opened with an empty cache, until what matters is visible; and Start pressed on a start page that was read."""
    times: dict[str, list[float]] = defaultdict(list)
    link = create_link(
        EDITION, SERVICES, guide_at, result_link(EDITION, AnswerSheet("self", ANSWERS), "answers", 30, today=today())
    ).address
    for _ in range(ROUNDS):
        times[SHARED].append(_seen(browser, link, "h1")[0])
        for what, selector in (("its words", "h1"), ("in use", IN_USE)):
            times[f"the guide opened directly, {what}"].append(_seen(browser, f"{guide_at}/?view=self", selector)[0])
            times[f"the guide by Start, {what}"].append(_started(browser, guide_at, selector))
        seen, painted = _seen(browser, bare_at, "input[type=radio]")
        times[f"{BARE}, its radio"].append(seen)
        times[PAINTED].append(painted)
    return times


def first_loads_on_a_phone(browser: Browser, guide_at: str) -> Times:
    """The same on a slow phone: a quarter of this machine's speed, and a line of 1.6 megabits and 150 milliseconds."""
    times: dict[str, list[float]] = defaultdict(list)
    link = create_link(
        EDITION, SERVICES, guide_at, result_link(EDITION, AnswerSheet("self", ANSWERS), "answers", 30, today=today())
    ).address
    for _ in range(ROUNDS):
        times[SHARED].append(_seen(browser, link, "h1", slowly=True)[0])
        for what, selector in (("its words", "h1"), ("in use", IN_USE)):
            address = f"{guide_at}/?view=self"
            times[f"the guide opened directly, {what}"].append(_seen(browser, address, selector, slowly=True)[0])
    return times


def _seen(browser: Browser, address: str, selector: str, *, slowly: bool = False) -> tuple[float, float]:
    """Milliseconds until an element is visible, and until the first paint, for somebody who was never here."""
    context = browser.new_context()
    context.add_init_script(_SEEN % selector)
    page = context.new_page()
    if slowly:
        phone = context.new_cdp_session(page)
        phone.send("Network.emulateNetworkConditions", {"offline": False, **LINE})
        phone.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.wait_for_timeout(REST)
    page.goto(address, wait_until="commit")
    return _read(context, page)


def _started(browser: Browser, guide_at: str, selector: str) -> float:
    """The same for somebody who has read the start page and presses Start there."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(guide_at)
    page.wait_for_load_state("networkidle")
    context.add_init_script(_SEEN % selector)
    page.get_by_role("link", name=EDITION.say("start.self"), exact=True).click()
    page.wait_for_url("**view=self**", wait_until="commit")
    return _read(context, page)[0]


def _read(context: BrowserContext, page: Page) -> tuple[float, float]:
    found = float(page.evaluate(_SEEN_AT)), float(page.evaluate(_PAINTED))
    context.close()
    return found


def script_runs() -> list[float]:
    """A question page run again, in Streamlit's test harness, whose own work is counted in."""
    journey = Journey("self", EDITION.rules.questions[1].id, {"goal": "habit"})
    app = AppTest.from_file(str(PROJECT / "web" / "ui" / "script.py"), default_timeout=30)
    app.query_params["at"] = seal_journey(SERVICES.sealer, EDITION.rules, journey, today=today())
    app.session_state["flags"] = {"self": frozenset()}
    app.run()
    return [_milliseconds(app.run) for _ in range(SCRIPT_RUNS)]


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def tell(title: str, times: Times) -> None:
    """Print a table: medians, and what nineteen in twenty stayed under."""
    print(title)
    for name, found in times.items():
        p95 = statistics.quantiles(found, n=20)[-1]
        print(f"  {name:<52}{statistics.median(found):9.1f} ms  p95 {p95:9.1f} ms  of {len(found)}")


def ratio(what: str, one: list[float], other: list[float]) -> None:
    """Print how one median stands to another."""
    print(f"  {what:<88}{statistics.median(one) / statistics.median(other):9.2f} times")


def main() -> None:
    with (
        the_guide_served() as guide_at,
        bare_page_served({}) as bare,
        bare_page_served(SETTINGS) as quick,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        bare_at = {BARE: bare, QUICK: quick}
        clicked, loaded = clicks(browser, guide_at, bare_at), first_loads(browser, guide_at, bare)
        on_a_phone = first_loads_on_a_phone(browser, guide_at)
        browser.close()
    tell("from a click", clicked)
    for name in bare_at:
        ratio(f"the next question, beside {name}", clicked["the next question"], clicked[name])
    tell("from an address, nothing in the cache", loaded)
    for way, what in product(("opened directly", "by Start"), ("its words", "in use")):
        edition = f"the guide {way}, {what}"
        ratio(f"{edition}, beside the first paint of a bare page", loaded[edition], loaded[PAINTED])
    tell("the same on a slow phone", on_a_phone)
    for where, times in (("", loaded), (" on a slow phone", on_a_phone)):
        in_use = times["the guide opened directly, in use"]
        ratio(f"the guide opened directly, in use{where}, beside a shared result", in_use, times[SHARED])
    tell("a run of the script", {"a question page, the test harness counted in": script_runs()})
    for what, sizes in zip(("weighs", "travels as"), zip(*result_sizes(), strict=True), strict=True):
        print(
            f"a shared result {what:<11}{statistics.median(sizes) / 1000:6.1f} kB, {max(sizes) / 1000:.1f} kB at most"
        )


IN_USE = "body:not(:has(#early)) .st-key-continue button"
"""What Streamlit has drawn itself on the first step: from then on, the guide can be used."""

SHARED = "a shared result"
LINE = {"latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
"""A slow line, as Lighthouse reckons with: milliseconds, and bytes a second."""
REST = 300
"""For how many milliseconds nothing is done before a page is opened, so that it does not pay for the last one."""

BARE, QUICK = "a bare page", "a bare page with our settings"
PAINTED = f"{BARE}, its first paint"
EDITION: Edition = load_editions()["en"]
ANSWERS = {q.id: q.options_for("self")[0].id for q in EDITION.rules.questions_for("self")}

if __name__ == "__main__":
    main()
