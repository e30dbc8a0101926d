"""The events that the guide logs: each has an id that stays, a level and a sentence. Nothing else is logged by us."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from web.watching.failures import describe_failure
from web.watching.figures import ERRORS

LOGGER = "coach-or-mentor"
_LOG = logging.getLogger(LOGGER)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that can happen. `message` names its fields, as in `%(reason)s`."""

    id: str
    level: int
    message: str


CANNOT_START = Event("cannot-start", logging.CRITICAL, "The guide cannot start: %(faults)s")
PAGE_FAILED = Event("page-failed", logging.ERROR, "A page failed: %(error)s")
API_FAILED = Event("api-failed", logging.ERROR, "The JSON interface failed: %(error)s")
UNCAUGHT = Event("uncaught", logging.ERROR, "Something failed behind the pages, in %(where)s: %(error)s")
LINK_REFUSED = Event("link-refused", logging.INFO, "A link did not open: %(reason)s, hash %(hash)s")
ORIGIN_REFUSED = Event(
    "origin-refused",
    logging.WARNING,
    "A websocket was refused: its Origin is %(origin)s and its Host is %(host)s. "
    "A proxy has to pass on the Host, or COACH_OR_MENTOR_ADDRESS has to be set.",
)
DATABASE_AWAY = Event("database-away", logging.ERROR, "The database %(what)s, and %(effect)s. %(remedy)s")
DATABASE_BACK = Event(
    "database-back", logging.WARNING, "The database is back after %(seconds)d seconds: it is over that %(effect)s."
)
KEY_MADE = Event(
    "key-made",
    logging.WARNING,
    "A new key for links was just made: %(file)s. Keep a copy in a safe place, for without it no link opens again. "
    "Where there are several servers, all must have the same.",
)
KEY_EXPOSED = Event(
    "key-exposed", logging.WARNING, "Others can get at the key file %(file)s, and with it at every link: %(how)s"
)
NO_DESCRIPTORS = Event(
    "no-descriptors",
    logging.WARNING,
    "Connections wait, since all file descriptors are in use. See LimitNOFILE in the deployment.",
)
WORKER_AWAY = Event(
    "worker-away",
    logging.WARNING,
    "The process that makes shared documents ended or did not answer. It is started again, and the server helps out.",
)
NOT_WRITTEN = Event("not-written", logging.ERROR, "A line of the log could not be written: %(error)s")
WARNED = Event("warned", logging.WARNING, "A package gave a warning: %(category)s at %(place)s")
LEFT_OUT = Event("left-out", logging.WARNING, "%(count)d more lines of %(of)s were left out within a minute")


def log_event(event: Event, fields: Mapping[str, object] | None = None, *, error: BaseException | None = None) -> None:
    """Log an event, with the fields that its message names; `error` is one more, which says no more than its type.

    The frames of an error go below the line. Its message does not: that may hold an answer.
    """
    if error is not None:
        ERRORS.labels(event.id).inc()
    if not _LOG.isEnabledFor(event.level):
        return
    named = dict(fields or {})
    if error is not None:
        named["error"] = type(error).__name__
    extra = {"event": event.id}
    record = _LOG.makeRecord(
        LOGGER, event.level, __file__, 0, event.message, (named,) if named else (), None, extra=extra
    )
    record.exc_text = describe_failure(error) if error is not None else None
    _LOG.handle(record)
