"""Streamlit's icons: their face is not fetched, and all else is."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from web.middleware.icon_font import WithoutIcons


@pytest.mark.parametrize(
    ("path", "ends_at"),
    [
        ("/static/media/MaterialSymbols-Rounded.nEdyypZU.woff2", "/guide-sans-1.woff2"),
        ("/static/media/SourceCode.woff2", "/static/media/SourceCode.woff2"),
        ("/", "/"),
    ],
)
def test_the_face_of_icons_alone_gives_way_to_ours(path: str, ends_at: str) -> None:
    def tell(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.url.path)

    app = Starlette(routes=[Route("/{path:path}", tell)], middleware=[Middleware(WithoutIcons)])
    assert TestClient(app).get(path).text == ends_at
