"""Streamlit's face for icons: 375 kB, fetched by each first visitor before anything is drawn.

No page of ours shows an icon. So a request for it is led to our own font, which the page has fetched already.
"""

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_ICONS, _OURS = "/static/media/MaterialSymbols-", "../../guide-sans-1.woff2"
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}  # the name that is asked for changes with its content


class WithoutIcons:
    """Middleware that answers for the face of icons."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["path"].startswith(_ICONS)
        await (RedirectResponse(_OURS, headers=_KEPT) if asked else self._app)(scope, receive, send)
