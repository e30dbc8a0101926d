"""The one place that all logs go through: ours, those of every package, warnings, and what nobody caught."""

import logging
import sys
import threading
import warnings
from types import TracebackType
from typing import NoReturn, TextIO

from recommender.core.errors import GuideError
from web.watching.events import CANNOT_START, LOGGER, NOT_WRITTEN, UNCAUGHT, WARNED, log_event
from web.watching.flood import FloodLimit
from web.watching.log_format import FORMATS, JsonFormat, is_ours
from web.watching.masking import says_nothing

_ACCESS = "uvicorn.access"
"""There is no log of who asked for what: addresses hold links."""


class _Handler(logging.StreamHandler[TextIO]):
    """A handler to the standard error. Python's own shows a line that it cannot write with all values in it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        error = sys.exc_info()[1]
        if record.msg != NOT_WRITTEN.message and isinstance(error, Exception):
            log_event(NOT_WRITTEN, error=error)


def set_up_logging(form: str) -> None:
    """Write all logs to the standard error, in one of the FORMATS, without anything about a person, and no flood."""
    handler = _Handler()
    handler.setFormatter(FORMATS[form]())
    handler.addFilter(lambda record: is_ours(record) or not says_nothing(record))
    handler.addFilter(FloodLimit())
    logging.root.handlers[:] = [handler]
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            hand_on(logger)
    logging.getLogger(LOGGER).setLevel(logging.INFO)
    logging.getLogger(_ACCESS).disabled = True
    _log_what_nobody_caught()


def refuse_to_start(error: GuideError) -> NoReturn:
    """End the process and say every fault, below each other for people to read, or as one event."""
    if any(isinstance(handler.formatter, JsonFormat) for handler in logging.root.handlers):
        log_event(CANNOT_START, {"faults": str(error)})
        sys.exit(1)
    sys.exit(f"The guide cannot start.\n{error}")


def hand_on(logger: logging.Logger) -> None:
    """Let a logger write nothing by itself: what it logs goes to the one place."""
    logger.handlers.clear()
    logger.propagate = True


def _log_what_nobody_caught() -> None:
    """Python would write tracebacks and warnings with whatever is in their messages."""
    usual = sys.excepthook

    def of_program(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            log_event(UNCAUGHT, {"where": "the program"}, error=error)
        else:
            usual(kind, error, trace)

    def of_thread(of: threading.ExceptHookArgs) -> None:
        if isinstance(of.exc_value, Exception):
            log_event(UNCAUGHT, {"where": "a thread"}, error=of.exc_value)

    def of_object(of: "sys.UnraisableHookArgs") -> None:
        log_event(UNCAUGHT, {"where": "the end of an object"}, error=of.exc_value)

    sys.excepthook, threading.excepthook, sys.unraisablehook = of_program, of_thread, of_object
    warnings.showwarning = _log_warning


def _log_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    log_event(WARNED, {"category": category.__name__, "place": f"{filename}:{lineno}"})
