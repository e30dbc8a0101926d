"""From `git clone` to the first question in a browser, `python -m benchmarks.first_question`."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.server import free_port, wait_until_up

PROJECT = Path(__file__).resolve().parent.parent
SECONDS_AT_MOST = 900


def seconds_to_first_question(cache: Path) -> float:
    """Clone, `make run`, open the first page, start, tick "none", and see question 1."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(PROJECT), str(clone)], check=True)
        port = free_port()
        environment = {**os.environ, "PIP_CACHE_DIR": str(cache)}
        command = ["make", "--silent", "run", f"PORT={port}"]
        server = subprocess.Popen(
            command, cwd=clone, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )
        try:
            _see_first_question(wait_until_up(port, server, seconds=SECONDS_AT_MOST))
            return time.monotonic() - start
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()


def _see_first_question(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("link", name="Start for myself").click()
        page.get_by_text("None of these", exact=True).click()
        page.get_by_role("button", name="Continue").click()
        page.get_by_text("Question 1 of").wait_for()
        browser.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        print(f"clone to first question, pip's cache empty {seconds_to_first_question(cache):8.1f} s")
        print(f"clone to first question, pip's cache warm  {seconds_to_first_question(cache):8.1f} s")


if __name__ == "__main__":
    main()
