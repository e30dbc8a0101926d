"""Reading what was sent with a request, up to a length: what is longer is not read."""

from urllib.parse import parse_qs

from starlette.requests import Request

MOST_FORM_BYTES = 16_384
_MOST_FIELDS = 50


async def read_body(request: Request, most: int) -> bytes:
    """What was sent, or nothing where that is longer than so many bytes."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return b""
    return body


async def read_form(request: Request) -> dict[str, list[str]]:
    """The fields of a form without files. A form that is too long, or no form, has none."""
    body = await read_body(request, MOST_FORM_BYTES)
    try:
        return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}


def is_too_long(request: Request, most: int) -> bool:
    """Whether a request says that it is longer than this, or does not say how long it is."""
    length = request.headers.get("content-length", "")
    return not (length.isascii() and length.isdecimal() and int(length) <= most)
