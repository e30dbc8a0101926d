"""The body of a request: read up to a length, and understood as JSON more strictly than Python does by itself."""

import json
import re
from typing import Any, NoReturn

from starlette.requests import Request

from web.documents.api_problems import shortened
from web.documents.api_schemas import MOST_BYTES
from web.routes.api.refusal import Refusal
from web.routes.forms import is_longer, read_up_to

_JSON = re.compile(r'application/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?', re.IGNORECASE)
_MOST_DIGITS = 300


async def read_body(request: Request) -> bytes:
    """The body, if it says that it is JSON. Raises Refusal for another kind, and for one that is too long."""
    kind, coding = request.headers.get("Content-Type", ""), request.headers.get("Content-Encoding", "identity")
    if not _JSON.fullmatch(kind.strip()) or coding.strip().lower() != "identity":
        raise Refusal("type")
    if "Content-Length" in request.headers and is_longer(request, MOST_BYTES):
        raise Refusal("long", bytes=MOST_BYTES)
    body = await read_up_to(request, MOST_BYTES)
    if body is None:
        raise Refusal("long", bytes=MOST_BYTES)
    return body


def parsed(body: bytes) -> Any:
    """The value in a body. Raises Refusal for what is no JSON, or is not clear: a name twice, a number without end."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("json", reason="utf-8") from None
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_no_number, parse_int=_number, parse_float=_number
        )
    except json.JSONDecodeError as error:
        raise Refusal("json", reason="syntax", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refusal("json", reason="deep") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict[str, Any]()
    for name, value in pairs:
        if name in found:
            raise Refusal("json", reason="twice", name=shortened(name))
        found[name] = value
    return found


def _number(written: str) -> float:
    """A number. None is needed, so it need not be exact."""
    return float(written) if len(written) <= _MOST_DIGITS else _no_number(written)


def _no_number(_: str) -> NoReturn:
    raise Refusal("json", reason="number")
