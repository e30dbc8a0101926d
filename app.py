"""The web app: Streamlit and a few plain routes in one ASGI app. Run it with `streamlit run app.py`."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from recommender.core.errors import GuideError
from web.guide.edition import the_guides
from web.guide.languages import FIRST, in_each_language, language_of
from web.middleware.compression import CompressedFiles
from web.middleware.headers import SecurityHeaders
from web.middleware.icon_font import WithoutIcons
from web.middleware.origin import OwnOriginOnly
from web.routes.table import plain_routes, trouble_page
from web.ui.streamlit_shell import late_files, rewrite_shell
from web.ui.trouble import tell_trouble

SHIPPED = Path(st.__file__).parent / "static"


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Take what is loaded at the start out of the garbage collector's sight, since all of it stays."""
    gc.collect()
    gc.freeze()
    yield


try:
    guides = the_guides()
except GuideError as error:
    sys.exit(f"The guide cannot start.\n{error}")

page, late = (SHIPPED / "index.html").read_text(encoding="utf-8"), late_files(SHIPPED)


def tell_failure(request: Request, error: Exception) -> Response:
    """Answer in the visitor's language where a route of ours fails."""
    return trouble_page(guides[language_of(request.scope)])(request, error)


app = st.App(
    Path(__file__).parent / "web" / "ui" / "script.py",
    routes=in_each_language(
        {language: plain_routes(guide, rewrite_shell(page, guide, late)) for language, guide in guides.items()}
    ),
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(OwnOriginOnly, address=guides[FIRST].address),
        Middleware(WithoutIcons),
        Middleware(CompressedFiles, folder=SHIPPED),
        Middleware(GZipMiddleware),
    ],
    lifespan=lifespan,
    on_script_error=tell_trouble,
    exception_handlers={Exception: tell_failure},
)
