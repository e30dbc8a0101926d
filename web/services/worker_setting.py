"""Whether shared documents are made by a worker: a small machine may have no memory for one."""

import socket
from collections.abc import Mapping

from web.services.database import VARIABLE as DATABASE
from web.services.keys import FILE as KEYS_FILE
from web.services.keys import VARIABLE as KEYS
from web.services.settings import is_on
from web.services.worker import Worker

WORKER = "COACH_OR_MENTOR_WORKER"
"""The environment variable that says whether there is a worker: `on` or `off`."""


def find_worker(environment: Mapping[str, str], module: str) -> Worker | None:
    """The worker of this module, if there is to be one. It opens no link, so that it gets no key and no database.

    Raises InvalidSetting.
    """
    is_possible = hasattr(socket, "AF_UNIX")  # Windows has no sockets that a process can be given
    is_wanted = is_on(environment, WORKER, otherwise="on")
    return Worker(module, without=(KEYS, KEYS_FILE, DATABASE)) if is_wanted and is_possible else None
