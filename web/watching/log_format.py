"""What a line of the log looks like: text for people at a terminal, or one JSON object for a program."""

import datetime
import json
import logging
import re
from collections.abc import Mapping

from web.watching.events import LOGGER
from web.watching.failures import describe_failure
from web.watching.masking import masked_message

TEXT, JSON = "text", "json"
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class TextFormat(logging.Formatter):
    """A line to read, with the frames of an error below it."""

    def format(self, record: logging.LogRecord) -> str:
        message = _UNSEEN.sub(" ", message_of(record))
        line = f"{time_of(record)} {record.levelname:<8} {event_of(record)}: {message}"
        return "\n".join(filter(None, [line, trace_of(record)]))


class JsonFormat(logging.Formatter):
    """One JSON object in one line: time, level, logger, event and message, then fields, then the frames as `trace`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": time_of(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event_of(record),
            "message": message_of(record),
        }
        if is_ours(record) and isinstance(record.args, Mapping):
            line |= {name: value for name, value in record.args.items() if name not in line}
        if trace := trace_of(record):
            line["trace"] = trace
        return json.dumps(line, default=str)


FORMATS: Mapping[str, type[logging.Formatter]] = {TEXT: TextFormat, JSON: JsonFormat}


def is_ours(record: logging.LogRecord) -> bool:
    """Whether our own code logged this, which takes care of what it says."""
    return record.name == LOGGER


def event_of(record: logging.LogRecord) -> str:
    """The event's id; for another package, the names of its logger and of the function that logged."""
    said = getattr(record, "event", None) if is_ours(record) else None
    return str(said or f"{record.name}/{record.funcName}")


def message_of(record: logging.LogRecord) -> str:
    """What happened, with nothing about a person."""
    return record.getMessage() if is_ours(record) else masked_message(record)


def trace_of(record: logging.LogRecord) -> str:
    """The types and frames of an error, or nothing."""
    if is_ours(record) and record.exc_text:
        return record.exc_text
    error = record.exc_info[1] if record.exc_info else None
    return describe_failure(error) if error else ""


def time_of(record: logging.LogRecord) -> str:
    """When it was logged, in UTC, to the millisecond."""
    moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
