"""The web app: Streamlit and a few plain routes in one ASGI app. Run it with `streamlit run app.py`."""

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from anyio import to_thread
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from recommender.core.errors import GuideError
from web.documents.read_ahead import read_ahead
from web.documents.shared_document import LEVEL, MODULE
from web.guide.edition import the_edition, the_editions
from web.guide.languages import FIRST, language_of
from web.links.releases import check_places
from web.middleware.base_path import StreamlitsBasePath, WithoutBasePath
from web.middleware.compression import CompressedFiles
from web.middleware.connections import BoundedConnections
from web.middleware.context import Context
from web.middleware.headers import SecurityHeaders
from web.middleware.host import KnownHost
from web.middleware.icon_font import WithoutIcons
from web.middleware.messages import ExpectedMessages
from web.middleware.origin import OwnOriginOnly
from web.middleware.room import RoomForSessions
from web.middleware.streamlit_routes import NeededRoutes
from web.middleware.uploads import BrokenOff, Uploads
from web.middleware.watched import Watched
from web.routes.health import database_probe
from web.routes.table import failure_page, plain_routes
from web.services.clock import check_clock
from web.services.services import the_services
from web.services.settings import read_all
from web.services.watching import usable_log_format
from web.services.worker_setting import find_worker
from web.ui.messages import is_wanted
from web.ui.streamlit_economy import save_work
from web.ui.streamlit_log import hand_on_streamlits_logs
from web.ui.streamlit_shell import preloads_in, rewrite_shell
from web.ui.trouble import tell_trouble
from web.ui.uploads import PageFiles
from web.watching.figures import DATABASE_REACHABLE, RULES
from web.watching.log import refuse_to_start, set_up_logging
from web.watching.metrics_server import serve_figures
from web.watching.readiness import notice_the_signal_to_stop

SHIPPED = Path(st.__file__).parent / "static"

MultiPartParser.spool_max_size = 32 << 20  # a file of people stays in memory: by default it would be put on the disk

PAGES_AT_ONCE = 4
"""On how many threads pages are made. More are not quicker: they keep the server from its turn at Python's lock."""


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Take what is loaded at the start out of the garbage collector's sight, since all of it stays."""
    gc.collect()
    gc.freeze()
    notice_the_signal_to_stop()
    to_thread.current_default_thread_limiter().total_tokens = PAGES_AT_ONCE
    if worker:
        worker.start()
    yield
    if worker:
        worker.stop()


try:
    set_up_logging(usable_log_format(os.environ))
    hand_on_streamlits_logs()
    save_work()
    found = read_all(
        rules=the_editions,
        services=the_services,
        clock=lambda: check_clock(the_edition().rules.date),
        worker=lambda: find_worker(os.environ, MODULE),
    )
    editions, services, worker = found["rules"], found["services"], found["worker"]
    check_places(editions[FIRST])
    for edition in editions.values():
        read_ahead(edition)
    if services.metrics:
        serve_figures(services.metrics.host, services.metrics.port, guide_port=int(st.get_option("server.port")))
except GuideError as error:
    refuse_to_start(error)

RULES.info({"version": editions[FIRST].rules.version, "edition": editions[FIRST].id.hex()[:8]})
DATABASE_REACHABLE.set_function(database_probe(services).is_true_now)

base_path = "/".join(["", *filter(None, str(st.get_option("server.baseUrlPath")).split("/"))])
page, preloads = (SHIPPED / "index.html").read_text(encoding="utf-8"), preloads_in(SHIPPED)
shells = {language: rewrite_shell(page, edition, preloads) for language, edition in editions.items()}


def tell_failure(request: Request, error: Exception) -> Response:
    """Answer in the visitor's language where a route of ours fails."""
    return failure_page(editions[language_of(request.scope)], request, error)


routes = plain_routes(base_path)
app = st.App(
    Path(__file__).parent / "web" / "ui" / "script.py",
    routes=routes,
    middleware=[
        Middleware(BoundedConnections),
        Middleware(WithoutBasePath, base=base_path),
        Middleware(Watched, routes=[route.path for route in routes]),
        Middleware(SecurityHeaders),
        Middleware(KnownHost, address=services.address, proxies=services.proxies),
        Middleware(BrokenOff),
        Middleware(OwnOriginOnly, address=services.address),
        Middleware(NeededRoutes, folder=SHIPPED),
        Middleware(Uploads, files=PageFiles(), largest=int(st.get_option("server.maxUploadSize")) << 20),
        Middleware(RoomForSessions, limit=services.sessions),
        Middleware(ExpectedMessages, is_wanted=is_wanted),
        Middleware(Context, editions=editions, services=services, shells=shells, worker=worker),
        Middleware(WithoutIcons),
        Middleware(CompressedFiles, folder=SHIPPED),
        Middleware(GZipMiddleware, compresslevel=LEVEL),
        Middleware(StreamlitsBasePath, base=base_path),
    ],
    lifespan=lifespan,
    on_script_error=tell_trouble,
    exception_handlers={Exception: tell_failure},
)
