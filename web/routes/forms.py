"""Form parsing: reading what was sent with a request, up to a length, and answering it off the event loop."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from web.documents.pages import message_document
from web.middleware.headers import REVISITABLE
from web.routes.context import edition_of, root_of
from web.routes.few_threads import FewThreads

MOST_FORM_BYTES = 16_384
"""No form of ours is nearly as long: what is longer is not read."""

TOO_LONG, UNPROCESSABLE = 413, 422
_MOST_FIELDS = 200

Form = Mapping[str, Sequence[str]]
"""What was sent, by field: each value in its turn."""


def with_form(
    answer: Callable[[Request, Form], Response], threads: FewThreads | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint from a plain function that is given the form of a POST, or an empty one, and may take its time.

    It takes it on these threads, or on those that all other pages share.
    """
    run = threads.run if threads else run_in_threadpool

    async def endpoint(request: Request) -> Response:
        form = await read_form(request) if request.method == "POST" else {}
        if form is None:
            return await run(_too_long, request)
        return await run(answer, request, form)

    return endpoint


async def read_form(request: Request) -> Form | None:
    """The fields of a form without files, or None for one that is too long. What is no form has no fields."""
    body = await read_up_to(request, MOST_FORM_BYTES)
    if body is None:
        return None
    try:
        return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}


async def read_up_to(request: Request, most: int) -> bytes | None:
    """The body of a request, or None for one of more than so many bytes, whose rest is not read."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def first(form: Form, name: str, otherwise: str = "") -> str:
    """The first value of a field, or something else where there is none."""
    return next(iter(form.get(name, ())), otherwise)


def is_longer(request: Request, most: int) -> bool:
    """Whether a request says that it is longer than this, or does not say how long it is."""
    length = request.headers.get("content-length", "")
    return not (length.isascii() and length.isdecimal() and int(length) <= most)


def _too_long(request: Request) -> Response:
    page = message_document(edition_of(request), "error.too-long", root=root_of(request), answers_form=True)
    return HTMLResponse(page, TOO_LONG, headers=REVISITABLE)
