"""A shared result on a first visit: how many bytes travel, and how soon the first one comes."""

import shutil
import statistics
import time
import urllib.request

from playwright.sync_api import Browser, Request, sync_playwright

from benchmarks.servers import the_guide_served
from recommender import AnswerSheet
from tests.browser.conftest import FLAGS
from tests.browser.visitor import ABLE
from tests.web.loaded import EDITION, SERVICES
from web.links.created import create_link, result_link
from web.links.disclosure import DISCLOSURE_LEVELS
from web.services.clock import today

VISITS = 60


def first_byte_ms(address: str) -> tuple[float, float]:
    """The median and the 95th percentile of VISITS, in milliseconds."""
    taken = []
    for _ in range(VISITS):
        start = time.perf_counter()
        with urllib.request.urlopen(address) as response:
            response.read(1)
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def bytes_on_first_visit(browser: Browser, address: str) -> int:
    """All that a browser fetches for the page, headers and all."""
    page, sent = browser.new_context().new_page(), list[int]()

    def count(request: Request) -> None:
        sizes = request.sizes()
        sent.append(sizes["responseBodySize"] + sizes["responseHeadersSize"])

    page.on("requestfinished", count)
    page.goto(address, wait_until="networkidle")
    page.close()
    return sum(sent)


def main() -> None:
    with the_guide_served() as address, sync_playwright() as playwright:  # with the same key as SERVICES
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for level in DISCLOSURE_LEVELS:
            link = create_link(
                EDITION,
                SERVICES,
                address,
                result_link(EDITION, AnswerSheet("self", ABLE), level, 30, today=today()),
            ).address
            median, slow = first_byte_ms(link)
            kilobytes = bytes_on_first_visit(browser, link) / 1000
            print(f"shared at level {level:8} {kilobytes:6.1f} kB, first byte {median:5.1f} ms (p95 {slow:5.1f} ms)")
        browser.close()


if __name__ == "__main__":
    main()
