"""Small files that are the same for everyone: read, and compressed, once, and answered for on the event loop."""

import gzip
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

UNCHANGED = 304
FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
"""The headers of a file whose name changes with its content."""

LOOKED_AT_AGAIN = {"Cache-Control": "no-cache"}
"""The headers of a file that a browser keeps, and asks each time whether it is still the same."""

_WORTH_IT = 500
"""From how many bytes on a file is compressed. What cannot get shorter, such as a font, is not."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it travels: as it is and, where that is shorter, compressed."""

    kind: str
    body: bytes
    packed: bytes | None
    tag: str

    def answer(self, request: Request, headers: Mapping[str, str]) -> Response:
        """The file, or that it is the one which the client has."""
        both = {**headers, "ETag": self.tag}
        if self.packed is not None:
            both["Vary"] = "Accept-Encoding"
        if self.tag in map(str.strip, request.headers.get("if-none-match", "").split(",")):
            return Response(status_code=UNCHANGED, headers=both)
        if self.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(self.packed, media_type=self.kind, headers={**both, "Content-Encoding": "gzip"})
        return Response(self.body, media_type=self.kind, headers=both)


def kept_file(kind: str, body: bytes) -> KeptFile:
    """A file of this media type with this content."""
    packed = gzip.compress(body, mtime=0) if len(body) >= _WORTH_IT and not kind.startswith("font/") else None
    return KeptFile(kind, body, packed, f'W/"{hashlib.sha256(body).hexdigest()[:16]}"')


def answering(file: KeptFile, headers: Mapping[str, str]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that answers with a file."""

    async def endpoint(request: Request) -> Response:
        return file.answer(request, headers)

    return endpoint
