"""The plain documents about links: the shared result, results side by side, the maker's own page, the invitation."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from recommender import AnswerSheet
from web.documents.changes_since import change_since
from web.documents.comparison import MOST, TIMES, VIEWS, compare, compared_results
from web.documents.pages import page_values
from web.documents.partial_result import partial_document
from web.documents.result import result_document
from web.guide.edition import Edition
from web.links.disclosure import disclosure_of
from web.links.link import Result
from web.links.owner_page import OwnedLink
from web.links.releases import FoundEdition
from web.links.resolution import ResolvedLink

NO_ERRORS: Mapping[int, str] = MappingProxyType({})


def shared_page(edition: Edition, opened: ResolvedLink, *, root: str) -> str:
    """What the recipient of a link sees. Neither its title nor its head says anything of the result."""
    if len(opened.found) > 1:
        return compare_page(edition, [opened], kind=VIEWS, root=root)
    result, found = opened.link.results[0], opened.found[0]
    values = {
        **link_page_values(edition, "shared.title", root=root),
        "view": result.view,
        "level": disclosure_of(result.content),
        "until": until(edition, opened),
        "words_edited": not found.exact,
        "rules_changed": found.edition.rules.digest != edition.rules.digest,
        "change": change_since(edition, found, result.content) if isinstance(result.content, AnswerSheet) else None,
        "result": content_document(found, result, root=root),
        "token": opened.token,
    }
    return edition.render("shared.html", **values)


def content_document(found: FoundEdition, result: Result, *, root: str) -> Markup:
    """The document of one result, under the edition that it was created under."""
    content, line = result.content, result.own_words
    if isinstance(content, AnswerSheet):
        return result_document(found.edition, content, created=result.created, root=root, own_words=line)
    return partial_document(found.edition, content, created=result.created, root=root, own_words=line)


def compare_page(edition: Edition, opened: Sequence[ResolvedLink], *, kind: str, root: str) -> str:
    """Results side by side. Of a joint link alone, it is the page that the link opens."""
    values = {
        **link_page_values(edition, "compare.title", root=root),
        "kind": kind,
        "compared": compare(edition, compared_results(opened), kind=kind),
        "until": until(edition, opened[0]) if len(opened) == 1 else "",
        "older": [e.edition.rules.version for link in opened for e in link.found if e.edition is not edition],
    }
    return edition.render("compare.html", **values)


def compare_form_page(
    edition: Edition, *, root: str, links: Sequence[str] = (), kind: str = VIEWS, errors: Mapping[int, str] = NO_ERRORS
) -> str:
    """The form that takes two to six links. `errors` has what is wrong by the number of the link, or 0 for them all."""
    padded = [*links, *[""] * MOST][:MOST]
    values = {"links": padded, "kind": kind, "kinds": (VIEWS, TIMES), "errors": errors}
    return edition.render("compare-form.html", **link_page_values(edition, "compare.title", root=root), **values)


def owner_page(edition: Edition, link: OwnedLink, *, root: str, revoked: bool, expired: bool) -> str:
    """What the owner of a link sees at its private address."""
    last_day = edition.day(link.last_day) if link.last_day else ""
    values = {
        "kind": link.kind,
        "created": edition.day(link.created),
        "until": edition.say("shared.until", last_day=last_day) if last_day else edition.say("shared.for-ever"),
        "revoked": revoked,
        "expired": expired,
    }
    return edition.render("manage.html", **link_page_values(edition, "manage.title", root=root), **values)


def invitation_page(edition: Edition, opened: ResolvedLink, *, root: str) -> str:
    """What the person sees who was invited: what this is, who will see what, and the way in. Nothing of the answers."""
    values = {"token": opened.token, "until": until(edition, opened)}
    return edition.render("invitation.html", **link_page_values(edition, "invitation.title", root=root), **values)


def copy_page(edition: Edition, result: Markup) -> str:
    """A result of one's own on a page that needs no other file."""
    return edition.render("copy.html", result=result)


def open_form_page(edition: Edition, message: str = "") -> str:
    """The form that takes a saved file, with what is wrong with the last one."""
    return edition.render("open.html", **link_page_values(edition, "open.title", root="./"), message=message)


def opened_page(edition: Edition, result: Result, found: FoundEdition, *, go_on: str) -> str:
    """The result of a saved file. `go_on` is a token to go on with, or ""."""
    document = content_document(found, result, root="./")
    values = {"result": document, "go_on": go_on, "words_edited": not found.exact}
    return edition.render("opened.html", **link_page_values(edition, "open.title", root="./"), **values)


def until(edition: Edition, opened: ResolvedLink) -> str:
    """A sentence with the last day of a link."""
    last_day = opened.link.last_day
    return edition.say("shared.until", last_day=edition.day(last_day)) if last_day else edition.say("shared.for-ever")


def link_page_values(edition: Edition, title: str, *, root: str) -> dict[str, Any]:
    """What the frame of a page about a link is filled in with."""
    return page_values(edition, edition.say(title), private=True, root=root)
