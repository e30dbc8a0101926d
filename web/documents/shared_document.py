"""A shared link as the bytes that travel: made here, or by a worker, which gets what the link holds and no key."""

import gzip
import pickle
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import HTMLResponse, JSONResponse

from web.documents.link_json import link_as_data
from web.documents.link_pages import shared_page
from web.guide.edition import Edition
from web.links.link import Link
from web.links.releases import find_edition
from web.links.resolution import ResolvedLink
from web.services.worker import Worker, WorkerAway

MODULE = "web.documents.shared_worker"
"""The worker that makes these documents."""

LEVEL = 4
"""How hard a document is compressed: level 9 takes twice as long for 3 % fewer bytes."""

FAILED = b""
"""What a worker answers where a document could not be made. Whoever asked tries, and says why."""


@dataclass(frozen=True, slots=True)
class SharedDocument:
    """What is wanted: a link that opened, in a language, as a page or as data. `root` leads to the first page.

    `edition` is the id of today's edition where it opened. A worker that was started later may have another.
    """

    token: str
    link: Link
    edition: bytes
    language: str
    root: str
    whole: bool
    mail: str
    as_data: bool
    compressed: bool


def document_bytes(editions: Mapping[str, Edition], wanted: SharedDocument) -> bytes:
    """The body of the answer."""
    edition = editions[wanted.language]
    found = tuple(find_edition(edition, result.edition_id) for result in wanted.link.results)
    opened = ResolvedLink(wanted.token, wanted.link, found)
    if wanted.as_data:
        body = JSONResponse(link_as_data(opened)).body
    else:
        page = shared_page(edition, opened, root=wanted.root, whole=wanted.whole, mail=wanted.mail)
        body = HTMLResponse(page).body
    return gzip.compress(body, LEVEL, mtime=0) if wanted.compressed else bytes(body)


def made_document(edition: Edition, worker: Worker | None, wanted: SharedDocument) -> bytes:
    """The body of the answer, by the worker if there is one that can be asked."""
    if worker is not None:
        try:
            made = worker.ask(pickle.dumps(wanted))
        except WorkerAway:
            pass
        else:
            if made != FAILED:
                return made
    return document_bytes({wanted.language: edition}, wanted)
