"""The routes of one's own copies: plain page, saved page, file and back, a leader's conversation, preview of a link.

The sender sends the address of their own page by POST, so that it is in no other address and in no log.
"""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from recommender import AnswerSheet
from recommender.core.errors import InvalidFile, LinkError, UnknownRules
from web.documents.conversation import conversation_document, no_conversation_document
from web.documents.link_pages import copy_page, open_form_page, opened_page, shared_page
from web.documents.result import result_document
from web.documents.result_values import WHOLE
from web.guide.edition import Edition
from web.guide.own_words import accepted
from web.links.created import result_link
from web.links.disclosure import DISCLOSURE_LEVELS
from web.links.journey import RESULT, Journey
from web.links.journey_address import resolve_journey, seal_journey
from web.links.link import DAYS, Result
from web.links.releases import FoundEdition, find_edition
from web.links.resolution import ResolvedLink
from web.links.result_file import MOST_BYTES, read_result_file, result_file
from web.middleware.headers import PRIVATE, REVISITABLE
from web.routes.context import edition_of, services_of
from web.routes.forms import UNPROCESSABLE, Form, first, is_longer
from web.routes.links import unresolved
from web.services.clock import today
from web.services.services import Services

PAGE, FILE, JSON, CONVERSATION = "page", "html", "json", "conversation"
_LEADER = "leader"
_MOST_UPLOADED = 2 * MOST_BYTES


def copy(request: Request, form: Form) -> Response:
    """What the sent address holds: as a plain page, as a page to keep or as a file; or the page for a conversation."""
    edition, services, kind = edition_of(request), services_of(request), first(form, "as", PAGE)
    try:
        sheet = _sheet(edition, services, form)
    except LinkError as error:
        return unresolved(request, error)
    if kind == CONVERSATION:
        return _conversation(edition, sheet)
    if kind == JSON:
        return _download(edition, result_file(edition, sheet, created=today()), "application/json", JSON)
    is_file, whole = kind == FILE, kind == WHOLE
    base = f"{services.address or str(request.base_url).rstrip('/')}/" if is_file else "./"
    document = result_document(edition, sheet, created=today(), root=base, whole=whole)
    page = copy_page(edition, document, whole=whole, is_file=is_file)
    return _download(edition, page.encode(), "text/html", FILE) if is_file else HTMLResponse(page, headers=REVISITABLE)


def preview(request: Request, form: Form) -> Response:
    """Just what the recipient of a link would see, before there is one."""
    edition, services, level, days = (
        edition_of(request),
        services_of(request),
        first(form, "level"),
        first(form, "days"),
    )
    try:
        sheet = _sheet(edition, services, form)
    except LinkError as error:
        return unresolved(request, error)
    if level not in DISCLOSURE_LEVELS or days not in DAYS:
        level, days = DISCLOSURE_LEVELS[0], next(iter(DAYS))
    line = accepted(first(form, "own"))
    link = result_link(edition, sheet, level, DAYS[days], today=today(), own_words=line)
    found = find_edition(edition, link.results[0].edition_id)
    page = shared_page(edition, ResolvedLink("", link, (found,)), root="./", mail=services.feedback_address)
    return HTMLResponse(page, headers=REVISITABLE)


async def open_file(request: Request) -> Response:
    """The form that takes a saved file by GET, and by POST the result in it."""
    edition = edition_of(request)
    if request.method != "POST":
        return HTMLResponse(open_form_page(edition), headers=PRIVATE)
    try:
        content = await _uploaded(edition, request)
        page = await run_in_threadpool(_opened, edition, services_of(request), content)
        return HTMLResponse(page, headers=REVISITABLE)
    except UnknownRules as error:
        message = edition.say("open.rules", version=error.version)
    except InvalidFile as error:
        message = str(error)
    return HTMLResponse(open_form_page(edition, message), UNPROCESSABLE, headers=REVISITABLE)


def _sheet(edition: Edition, services: Services, form: Form) -> AnswerSheet:
    """The answers of the journey in the sent address. Screening flags are not in it."""
    return resolve_journey(services, edition.rules, first(form, "at"), today=today()).sheet()


def _conversation(edition: Edition, sheet: AnswerSheet) -> Response:
    """The page that a leader takes into the conversation. Answers about oneself have none."""
    if sheet.view != _LEADER:
        return HTMLResponse(no_conversation_document(edition), UNPROCESSABLE, headers=REVISITABLE)
    return HTMLResponse(conversation_document(edition, sheet), headers=REVISITABLE)


def _download(edition: Edition, content: bytes, kind: str, ending: str) -> Response:
    disposition = f'attachment; filename="{edition.file_name}-{today().isoformat()}.{ending}"'
    return Response(content, media_type=kind, headers={**PRIVATE, "Content-Disposition": disposition})


async def _uploaded(edition: Edition, request: Request) -> bytes:
    if is_longer(request, _MOST_UPLOADED):
        raise InvalidFile(edition.say("open.too-long"))
    try:
        async with request.form(max_files=1, max_fields=1) as form:
            file = form.get("file")
            content = await file.read(MOST_BYTES + 1) if isinstance(file, UploadFile) else b""
    except (HTTPException, MultiPartException) as error:
        raise InvalidFile(edition.say("open.none")) from error
    if not content:
        raise InvalidFile(edition.say("open.none"))
    return content


def _opened(edition: Edition, services: Services, content: bytes) -> str:
    result, found = read_result_file(edition, content)
    address = _address(edition, services, result, found)
    return opened_page(edition, result, found, go_on=address, mail=services.feedback_address)


def _address(edition: Edition, services: Services, result: Result, found: FoundEdition) -> str:
    """The token with which to go on from a file, or "" where today's rules are others."""
    if found.edition.rules.digest != edition.rules.digest or not isinstance(result.content, AnswerSheet):
        return ""
    journey = Journey(result.view, RESULT, dict(result.content.answers))
    return seal_journey(services.sealer, edition.rules, journey, today=today())
