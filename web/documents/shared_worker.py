"""The process that makes shared documents: `python -m web.documents.shared_worker`, started by the server alone.

It opens no link and reads no database. It gives way to the server, where both want the same processor.
"""

import gc
import os
import pickle
import signal
from contextlib import suppress

from web.documents.read_ahead import read_ahead
from web.documents.shared_document import FAILED, SharedDocument, document_bytes
from web.guide.edition import the_editions
from web.services.watching import usable_log_format
from web.services.worker import serve
from web.watching.log import set_up_logging

_NICENESS = 10


def answer(question: bytes) -> bytes:
    """The document that the server asks for."""
    try:
        wanted: SharedDocument = pickle.loads(question)  # our own server's, over a pair of sockets that no one else has
        editions = the_editions()
        return document_bytes(editions, wanted) if editions[wanted.language].id == wanted.edition else FAILED
    except Exception:
        return FAILED


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_up_logging(usable_log_format(os.environ))
    with suppress(OSError):
        os.nice(_NICENESS)
    for edition in the_editions().values():
        read_ahead(edition)
    gc.collect()
    gc.freeze()
    serve(answer)


if __name__ == "__main__":
    main()
