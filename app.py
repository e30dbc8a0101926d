"""The web app: Streamlit and a few plain routes in one ASGI app. Run it with `streamlit run app.py`."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from recommender.errors import GuideError
from web.guide import the_guide
from web.headers import SecurityHeaders
from web.origin import OwnOriginOnly
from web.routes import plain_routes, trouble_page
from web.shell import rewrite_shell
from web.views.trouble import tell_trouble

SHIPPED_PAGE = Path(st.__file__).parent / "static" / "index.html"


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Take what is loaded at the start out of the garbage collector's sight, since all of it stays."""
    gc.collect()
    gc.freeze()
    yield


try:
    guide = the_guide()
except GuideError as error:
    sys.exit(f"The guide cannot start.\n{error}")

app = st.App(
    Path(__file__).parent / "web" / "views" / "guide.py",
    routes=plain_routes(guide, rewrite_shell(SHIPPED_PAGE.read_text(encoding="utf-8"), guide)),
    middleware=[Middleware(SecurityHeaders), Middleware(OwnOriginOnly, address=guide.address)],
    lifespan=lifespan,
    on_script_error=tell_trouble,
    exception_handlers={Exception: trouble_page(guide)},
)
