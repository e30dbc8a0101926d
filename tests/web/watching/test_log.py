"""What is logged: one line a thing that happened, in text or in JSON, and nothing that could be about a person."""

import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from web.watching.events import CANNOT_START, LINK_REFUSED, PAGE_FAILED, Event, log_event
from web.watching.failures import describe_failure
from web.watching.log_format import FORMATS, JSON, TEXT, JsonFormat, TextFormat

REFUSED = {"reason": "DamagedLink", "hash": "0a1b2c3d"}
EVERYONE = """
import asyncio, gc, logging, sys, threading, warnings
from streamlit.logger import get_logger
get_logger("streamlit.old")
from web.ui.streamlit_log import hand_on_streamlits_logs
from web.watching.log import set_up_logging

set_up_logging("json")
hand_on_streamlits_logs()

def fail(*_):
    raise ValueError("secret")

def failed():
    try:
        fail()
    except ValueError as error:
        return error

get_logger("streamlit.old").warning("A value %s", "secret")
get_logger("streamlit.new").error("Uncaught app execution", exc_info=failed())
logging.getLogger("uvicorn.error").error("Exception in ASGI application\\n", exc_info=failed())
logging.getLogger("uvicorn.error").info('%s - "WebSocket %s" [accepted]', "secret", "/secret")
logging.getLogger("uvicorn.access").info('%s - "%s %s"', "secret", "GET", "/s/secret")
logging.getLogger("sqlalchemy.pool").error("Exception closing %r", "secret", exc_info=failed())
logging.getLogger("a.package").error("%d things", "secret", extra={"event": "secret"})
class Odd:
    def __str__(self):
        fail()
logging.getLogger("a.package").error(Odd())
logging.getLogger("coach-or-mentor").error("%(missing)s", {"secret": "secret"})
warnings.warn("secret", UserWarning, stacklevel=1)
thread = threading.Thread(target=fail)
thread.start()
thread.join()

async def never_asked():
    asyncio.get_running_loop().create_task(asyncio.sleep(0)).add_done_callback(fail)
    asyncio.ensure_future(asyncio.to_thread(fail))
    await asyncio.sleep(0.1)
    gc.collect()

asyncio.run(never_asked())

class Ends:
    def __del__(self):
        fail()

one = Ends()
del one
raise ValueError("secret")
"""
"""Everyone who may log something says "secret", in each way that there is."""


def written(form: str, event: Event, fields: Mapping[str, object] | None = None, error: Exception | None = None) -> str:
    """What is written for one event."""
    lines = list[str]()
    logger, handler = logging.getLogger("coach-or-mentor"), logging.Handler()
    handler.emit = lambda record: lines.append(FORMATS[form]().format(record))  # type: ignore[method-assign]
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        log_event(event, fields, error=error)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    [line] = lines
    return line


def failure(message: str) -> ValueError:
    try:
        try:
            raise KeyError(message)
        except KeyError as error:
            raise ValueError(message) from error
    except ValueError as error:
        return error


def test_an_event_is_one_json_object_with_its_fields() -> None:
    line = json.loads(written(JSON, LINK_REFUSED, REFUSED))
    assert line.pop("time").endswith("Z")
    assert line == {
        "level": "info",
        "logger": "coach-or-mentor",
        "event": "link-refused",
        "message": "A link did not open: DamagedLink, hash 0a1b2c3d",
        "reason": "DamagedLink",
        "hash": "0a1b2c3d",
    }


def test_an_event_is_one_line_of_text() -> None:
    line = written(TEXT, LINK_REFUSED, REFUSED)
    assert line.endswith("INFO     link-refused: A link did not open: DamagedLink, hash 0a1b2c3d")
    assert "\n" not in line


@pytest.mark.parametrize("form", FORMATS)
def test_a_failure_is_told_by_types_and_frames_and_not_by_its_message(form: str) -> None:
    line = written(form, PAGE_FAILED, error=failure("an answer"))
    assert "ValueError" in line
    assert "in failure" in line
    assert "which came from KeyError" in line
    assert "an answer" not in line


def test_a_failure_without_end_is_told_in_bounded_lines() -> None:
    def deeper() -> None:
        deeper()

    with pytest.raises(RecursionError) as raised:
        deeper()
    assert len(describe_failure(raised.value).splitlines()) < 100


def test_failures_together_are_told_by_their_types() -> None:
    group = ExceptionGroup("secret", [KeyError("secret"), ValueError("secret")])
    assert describe_failure(group) == "ExceptionGroup of 2: KeyError, ValueError"


@given(st.text(), st.lists(st.one_of(st.text(), st.integers(), st.none(), st.binary()), max_size=3))
def test_any_line_of_another_package_is_one_line(message: str, values: list[object]) -> None:
    record = logging.LogRecord("package", logging.ERROR, __file__, 1, message, tuple(values), None)
    [line] = JsonFormat().format(record).split("\n")
    assert json.loads(line)["level"] == "error"
    assert len(TextFormat().format(record).splitlines()) == 1


def test_whoever_logs_whatever_it_is_one_json_object_a_line_without_it() -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "always", "-c", EVERYONE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert all(line["time"] and line["level"] and line["event"] and line["message"] for line in lines)
    told = "\n".join(json.dumps({**line, "trace": ""}) for line in lines)
    assert "secret" not in told
    assert all("secret" not in line.get("trace", "").replace('ValueError("secret")', "") for line in lines)
    events = [line["event"] for line in lines]
    for expected in ("streamlit.old/<module>", "streamlit.new/<module>", "uvicorn.error/<module>", "warned"):
        assert expected in events
    where = [line.get("where") for line in lines if line["event"] == "uncaught"]
    assert where == ["a thread", "the end of an object", "the program"]
    assert sum(line["logger"] == "asyncio" for line in lines) == 2
    assert [line["error"] for line in lines if line["event"] == "not-written"] == ["ValueError", "KeyError"]
    assert not any(line["logger"] == "uvicorn.access" for line in lines)
    assert ended.stdout == ""


def test_everything_of_ours_that_logs_logs_an_event() -> None:
    """So each has an id, and goes to the one place."""
    allowed = {Path("web/watching/events.py"), Path("web/watching/log.py"), Path("web/watching/flood.py")}
    logging_by_hand = {
        path.relative_to(ROOT)
        for path in (*(ROOT / "web").rglob("*.py"), ROOT / "app.py")
        if "logging.getLogger" in path.read_text(encoding="utf-8")
    }
    assert logging_by_hand - allowed == set()
    assert CANNOT_START.level == logging.CRITICAL
