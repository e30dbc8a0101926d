"""Answers in JSON: about people, which nobody keeps; and about the rules, which may be kept while they are the same."""

import gzip
import hashlib
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from web.middleware.headers import PRIVATE

_LONG = 50_000
"""From how many bytes on an answer is compressed here, in a thread: the middleware would hold up everyone else."""

_QUICKLY = 4
_KEPT = "public, max-age=300"


def as_json(data: Any) -> bytes:
    """Data as JSON in UTF-8."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def private(request: Request, data: Any) -> Response:
    """An answer about people."""
    body, headers = as_json(data), dict(PRIVATE)
    if len(body) > _LONG and "gzip" in request.headers.get("Accept-Encoding", ""):
        body = gzip.compress(body, _QUICKLY, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(body, media_type="application/json", headers=headers)


def public(request: Request, data: Any) -> Response:
    """An answer about the rules, or, to those who have it already, that it is still the same."""
    body = as_json(data)
    mark = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"Cache-Control": _KEPT, "ETag": mark}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if mark.removeprefix("W/") in known or known == ["*"]:
        return Response(status_code=304, headers={**headers, "Vary": "Accept-Language"})
    return Response(body, media_type="application/json", headers=headers)
