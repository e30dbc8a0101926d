"""Servers to measure: the guide, and a bare Streamlit page with one radio beside it, each on a port of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import free_port, wait_until_up

PROJECT = Path(__file__).resolve().parent.parent
KEY = "A" * 43
"""A key for measuring alone, so that a token can be made here and opened there."""

BARE = """import streamlit as st
choice = st.radio("How are you?", ["Well", "So so", "Not well"])
st.write(f"You chose {choice}.")
"""
SETTINGS = {
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "false",
    "STREAMLIT_CLIENT_TOOLBAR_MODE": "minimal",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
}
"""Those of the guide's own settings that change how quick a page is, as environment variables."""

_SECONDS = 90


@contextmanager
def the_guide_served() -> Iterator[str]:
    """The address of the guide."""
    with guide_process() as (address, _):
        yield address


@contextmanager
def guide_process() -> Iterator[tuple[str, int]]:
    """The address of the guide, which keeps its files in a folder of its own and is never full, and its process."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"COACH_OR_MENTOR_KEYS": KEY, "COACH_OR_MENTOR_FOLDER": folder, "COACH_OR_MENTOR_SESSIONS": "99999"}
        with _served("app.py", PROJECT, own, "healthz") as served:
            yield served


@contextmanager
def bare_page_served(settings: dict[str, str]) -> Iterator[str]:
    """The address of a bare page, under Streamlit's own settings but for these (as environment variables)."""
    with bare_process(settings) as (address, _):
        yield address


@contextmanager
def bare_process(settings: dict[str, str]) -> Iterator[tuple[str, int]]:
    """The address of a bare page, and its process."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bare.py").write_text(BARE, encoding="utf-8")
        quiet = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "STREAMLIT_SERVER_HEADLESS": "true"}
        with _served("bare.py", Path(folder), quiet | settings, "_stcore/health") as served:
            yield served


@contextmanager
def _served(script: str, folder: Path, environment: dict[str, str], health: str) -> Iterator[tuple[str, int]]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.address", "localhost"]
    server = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield wait_until_up(port, server, seconds=_SECONDS, health=health), server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)
