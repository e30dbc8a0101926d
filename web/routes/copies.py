"""The routes of one's own copies: the plain page, the saved page, the saved file and back, and the preview of a link.

Who asks sends the address of their own page by POST, so that it stands in no other address and in no log.
"""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from recommender import NOT_SURE, AnswerSheet
from recommender.core.errors import InvalidFile, LinkError, UnknownRules
from web.documents.link_pages import copy_page, open_form_page, opened_page, shared_page
from web.documents.result import result_document
from web.guide.edition import Guide, today
from web.guide.own_words import accepted
from web.links.created import result_link
from web.links.disclosure import LEVELS
from web.links.journey import RESULT, Journey, open_journey, seal_journey
from web.links.link import DAYS, Result
from web.links.releases import Edition, find_edition
from web.links.resolution import Opened
from web.links.result_file import MOST_BYTES, read_result_file, result_file
from web.middleware.headers import PRIVATE
from web.routes.forms import is_too_long, read_form
from web.routes.links import broken_link

PAGE, FILE, JSON = "page", "html", "json"
UNPROCESSABLE = 422
_MOST_UPLOADED = 2 * MOST_BYTES

Endpoint = Callable[[Request], Awaitable[Response]]


def copy_route(guide: Guide) -> Endpoint:
    """A copy of the result that the sent address holds: as a plain page, as a page to keep, or as a file."""

    async def answer(request: Request) -> Response:
        form = await read_form(request)
        kind = form.get("as", [PAGE])[0]
        try:
            sheet = _sheet(guide, form)
        except LinkError as error:
            return broken_link(guide, request, error)
        if kind == JSON:
            return _download(result_file(guide, sheet, made=today()), "application/json", JSON)
        base = "./" if kind == PAGE else f"{guide.address or str(request.base_url).rstrip('/')}/"
        page = copy_page(guide, result_document(guide, sheet, made=today(), root=base))
        return HTMLResponse(page, headers=PRIVATE) if kind == PAGE else _download(page.encode(), "text/html", FILE)

    return answer


def preview_route(guide: Guide) -> Endpoint:
    """Just what the recipient of a link would see, before there is one."""

    async def answer(request: Request) -> Response:
        form = await read_form(request)
        level, days = form.get("level", [""])[0], form.get("days", [""])[0]
        try:
            sheet = _sheet(guide, form)
        except LinkError as error:
            return broken_link(guide, request, error)
        if level not in LEVELS or days not in DAYS:
            level, days = LEVELS[0], next(iter(DAYS))
        line = accepted(form.get("own", [""])[0])
        link = result_link(guide, sheet, level, DAYS[days], today=today(), own_words=line)
        edition = find_edition(guide, link.results[0].mark)
        return HTMLResponse(shared_page(guide, Opened("", link, (edition,)), root="./"), headers=PRIVATE)

    return answer


def open_route(guide: Guide) -> Endpoint:
    """The form that takes a saved file by GET, and by POST the result in it."""

    async def answer(request: Request) -> Response:
        if request.method != "POST":
            return HTMLResponse(open_form_page(guide), headers=PRIVATE)
        try:
            return await run_in_threadpool(_opened, guide, await _uploaded(guide, request))
        except UnknownRules as error:
            message = guide.say("open.rules", version=error.version)
        except InvalidFile as error:
            message = str(error)
        return HTMLResponse(open_form_page(guide, message), UNPROCESSABLE, headers=PRIVATE)

    return answer


def _sheet(guide: Guide, form: dict[str, list[str]]) -> AnswerSheet:
    """The sheet of the journey in the sent address. Ticks are not in it."""
    journey = open_journey(guide.sealer, guide.rules, form.get("at", [""])[0], today=today())
    return AnswerSheet(journey.view, {q: option for q, option in journey.answers.items() if option != NOT_SURE})


def _download(content: bytes, kind: str, ending: str) -> Response:
    disposition = f'attachment; filename="coach-or-mentor-{today().isoformat()}.{ending}"'
    return Response(content, media_type=kind, headers={**PRIVATE, "Content-Disposition": disposition})


async def _uploaded(guide: Guide, request: Request) -> bytes:
    if is_too_long(request, _MOST_UPLOADED):
        raise InvalidFile(guide.say("open.too-long"))
    try:
        async with request.form(max_files=1, max_fields=1) as form:
            file = form.get("file")
            content = await file.read(MOST_BYTES + 1) if isinstance(file, UploadFile) else b""
    except (HTTPException, MultiPartException) as error:
        raise InvalidFile(guide.say("open.none")) from error
    if not content:
        raise InvalidFile(guide.say("open.none"))
    return content


def _opened(guide: Guide, content: bytes) -> Response:
    result, edition = read_result_file(guide, content)
    return HTMLResponse(opened_page(guide, result, edition, go_on=_address(guide, result, edition)), headers=PRIVATE)


def _address(guide: Guide, result: Result, edition: Edition) -> str:
    """The token with which somebody goes on from a file, or "" where today's rules are others."""
    if edition.guide.rules.digest != guide.rules.digest or not isinstance(result.content, AnswerSheet):
        return ""
    journey = Journey(result.view, RESULT, dict(result.content.answers))
    return seal_journey(guide.sealer, guide.rules, journey, today=today())
