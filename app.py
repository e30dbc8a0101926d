"""The web app: Streamlit and a few plain routes in one ASGI app. Run it with `streamlit run app.py`."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from recommender.core.errors import GuideError
from web.guide.edition import the_editions
from web.guide.languages import FIRST, language_of
from web.links.releases import check_places
from web.middleware.base_path import StreamlitsBasePath, WithoutBasePath
from web.middleware.compression import CompressedFiles
from web.middleware.connections import BoundedConnections
from web.middleware.context import Context
from web.middleware.headers import SecurityHeaders
from web.middleware.host import KnownHost
from web.middleware.icon_font import WithoutIcons
from web.middleware.origin import OwnOriginOnly
from web.middleware.streamlit_routes import NeededRoutes
from web.middleware.uploads import BrokenOff, Uploads
from web.routes.table import failure_page, plain_routes
from web.services.services import the_services
from web.ui.streamlit_shell import preloads_in, rewrite_shell
from web.ui.trouble import tell_trouble
from web.ui.uploads import PageFiles

SHIPPED = Path(st.__file__).parent / "static"

MultiPartParser.spool_max_size = 32 << 20  # a file of people stays in memory: by default it would be put on the disk


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Take what is loaded at the start out of the garbage collector's sight, since all of it stays."""
    gc.collect()
    gc.freeze()
    yield


try:
    editions, services = the_editions(), the_services()
    check_places(editions[FIRST])
except GuideError as error:
    sys.exit(f"The guide cannot start.\n{error}")

base_path = "/".join(["", *filter(None, str(st.get_option("server.baseUrlPath")).split("/"))])
page, preloads = (SHIPPED / "index.html").read_text(encoding="utf-8"), preloads_in(SHIPPED)
shells = {language: rewrite_shell(page, edition, preloads) for language, edition in editions.items()}


def tell_failure(request: Request, error: Exception) -> Response:
    """Answer in the visitor's language where a route of ours fails."""
    return failure_page(editions[language_of(request.scope)], request, error)


app = st.App(
    Path(__file__).parent / "web" / "ui" / "script.py",
    routes=plain_routes(base_path),
    middleware=[
        Middleware(BoundedConnections),
        Middleware(WithoutBasePath, base=base_path),
        Middleware(SecurityHeaders),
        Middleware(KnownHost, address=services.address, proxies=services.proxies),
        Middleware(BrokenOff),
        Middleware(OwnOriginOnly, address=services.address),
        Middleware(NeededRoutes, folder=SHIPPED),
        Middleware(Uploads, files=PageFiles()),
        Middleware(Context, editions=editions, services=services, shells=shells),
        Middleware(WithoutIcons),
        Middleware(CompressedFiles, folder=SHIPPED),
        Middleware(GZipMiddleware),
        Middleware(StreamlitsBasePath, base=base_path),
    ],
    lifespan=lifespan,
    on_script_error=tell_trouble,
    exception_handlers={Exception: tell_failure},
)
