"""Firefox and WebKitGTK, on the screen of a phone. Each is started for one visitor, and keeps nothing for the next."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from selenium.webdriver import FirefoxOptions, Remote, WebKitGTKOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.service import Service

from tests.engines.marionette import Marionette

WIDTH, HEIGHT = 390, 844
SECONDS_TO_START = 60

NO_LEAST_WIDTH = ":root { min-width: 0 !important; min-height: 0 !important }"
"""Firefox's window is otherwise never as narrow as a phone."""


class Engine(Protocol):
    """Starts a browser that keeps its log and all else in a folder, with its scripts switched off if asked to."""

    def __call__(self, folder: Path, *, scripts: bool = True) -> AbstractContextManager[WebDriver]: ...


@contextmanager
def firefox(folder: Path, *, scripts: bool = True) -> Iterator[WebDriver]:
    """Firefox without a window. Errors of scripts are written to its log."""
    profile = folder / "profile"
    _write_profile(profile, scripts=scripts)
    command = [_program("firefox-esr"), "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env={**os.environ, "HOME": str(folder)}, stdout=log, stderr=log)
        try:
            driver = Remote(Marionette(_port_of(profile, process)), options=FirefoxOptions())
            _fit(driver)
            yield driver
            driver.quit()
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextmanager
def webkit(folder: Path, *, scripts: bool = True) -> Iterator[WebDriver]:
    """WebKitGTK's small browser, which fills a screen that is kept in memory."""
    options = WebKitGTKOptions()
    options.binary_location = str(_mini_browser())
    for argument in ("--automation", "--full-screen", f"--enable-javascript={str(scripts).lower()}"):
        options.add_argument(argument)
    with _screen() as display:
        environment = {**os.environ, "HOME": str(folder), "DISPLAY": display, "GDK_BACKEND": "x11"}
        service = Service(_program("WebKitWebDriver"), log_output=str(folder / "log"), env=environment)
        service.start()
        try:
            driver = Remote(RemoteConnection(client_config=ClientConfig(service.service_url)), options=options)
            _fit(driver)
            yield driver
            driver.quit()
        finally:
            service.stop()


ENGINES: dict[str, Engine] = {"firefox": firefox, "webkit": webkit}


def _write_profile(profile: Path, *, scripts: bool) -> None:
    settings = {
        "marionette.port": 0,
        "javascript.enabled": scripts,
        "browser.dom.window.dump.enabled": True,
        "toolkit.legacyUserProfileCustomizations.stylesheets": True,
    }
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items()]
    (profile / "chrome").mkdir(parents=True)
    (profile / "user.js").write_text("\n".join(lines))
    (profile / "chrome" / "userChrome.css").write_text(NO_LEAST_WIDTH)


def _port_of(profile: Path, process: "subprocess.Popen[bytes]") -> int:
    """The port on which a Firefox listens, which it writes into its profile."""
    written, end = profile / "MarionetteActivePort", time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        if written.exists() and (port := written.read_text()):
            return int(port)
        time.sleep(0.05)
    raise RuntimeError("Firefox did not start.")


def _fit(driver: WebDriver) -> None:
    """Make the page as large as the screen of a phone, and the window as much larger as what is around the page."""
    driver.set_window_rect(0, 0, WIDTH, HEIGHT)
    height = driver.execute_script("return innerHeight")
    driver.set_window_rect(0, 0, WIDTH, 2 * HEIGHT - height)


@contextmanager
def _screen() -> Iterator[str]:
    """A screen without a device, by the name that programs know it by."""
    command = [_program("Xvfb"), "-displayfd", "1", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield f":{int(process.stdout.readline())}"
        finally:
            process.terminate()


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"There is no {name} here. `make engines` installs it.")
    return found


def _mini_browser() -> Path:
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    if not found:
        raise FileNotFoundError("There is no MiniBrowser of WebKitGTK here. `make engines` installs it.")
    return found[-1]
