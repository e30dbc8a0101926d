"""The security headers of every response: nothing from other hosts, no framing, no address passed on.

docs/adr/0016-pages-that-do-not-wait-for-streamlit.md says why the policy is no tighter where it is not.
"""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = "Content-Security-Policy"


def _policy(directives: Mapping[str, str]) -> dict[str, str]:
    return {_POLICY: "; ".join(f"{name} {value}" for name, value in directives.items())}


_OF_ALL = {
    "style-src": "'self' 'unsafe-inline'",  # pages bring their style with them, and Streamlit writes its own as it runs
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

DOCUMENT = _policy(
    {
        "default-src": "'none'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        **_OF_ALL,
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
)
"""The policy of what has no script: all documents and files, and whatever names no other."""

SCRIPTED = _policy(
    {
        "default-src": "'self'",  # what is fetched early has no directive of its own
        "script-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self' data:",  # Streamlit's style brings one for formulas
        "media-src": "'none'",
        "object-src": "'none'",
        "frame-src": "'none'",
        "worker-src": "'none'",
        "manifest-src": "'none'",
        **_OF_ALL,
    }
)
"""The policy of Streamlit's page, and of the first page, which fetches Streamlit's files behind itself."""

_UNUSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"),
    *("payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get"),
    *("screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking"),
)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Origin-Agent-Cluster": "?1",
}
"""Headers of every response, beside its policy."""

PERMISSIONS = {"Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED)}
"""A header of all that a browser can show by itself. It is as long as some of our files, and does nothing on a part."""

_PARTS = ("font/", "text/css", "text/javascript")
"""The kinds of what is only ever a part of a page."""

PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow, noarchive"}
"""Headers of every page that is about somebody."""

REVISITABLE = {**PRIVATE, "Cache-Control": "private, no-cache"}
"""Headers of a page that answers a form: the browser keeps it, since Back would otherwise lead to an error."""


_DOWNLOADS = "/media/"
"""Where Streamlit serves what is made for a download."""


class SecurityHeaders:
    """Middleware that sets HEADERS on every response, whichever route gave it, and PRIVATE on a download.

    PERMISSIONS are left out where it is a part of a page. A response that has no policy gets that of a document.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                private = PRIVATE if scope["path"].startswith(_DOWNLOADS) else {}
                permissions = {} if headers.get("content-type", "").startswith(_PARTS) else PERMISSIONS
                for name, value in (HEADERS | permissions | private).items():
                    headers[name] = value
                headers.setdefault(_POLICY, DOCUMENT[_POLICY])
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)
