"""The plain documents about links: the shared result, results side by side, the maker's own page, the invitation."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from recommender import AnswerSheet
from recommender.core.errors import DatabaseUnavailable, ExpiredLink, LinkError, RevokedLink, TooManyTries, UnknownRules
from web.documents.changes_since import change_since
from web.documents.comparison import MOST, TIMES, VIEWS, laid, lay_side_by_side
from web.documents.pages import message_document, page_values
from web.documents.partial_result import partial_document
from web.documents.pictures import with_pictures
from web.documents.result import result_document
from web.guide.edition import Guide
from web.links.disclosure import level_of
from web.links.link import Result
from web.links.owner_page import Managed
from web.links.releases import Edition
from web.links.resolution import Opened

KINDS_OF_TROUBLE: Mapping[type[LinkError], tuple[str, int]] = {
    ExpiredLink: ("expired", 410),
    RevokedLink: ("revoked", 410),
    UnknownRules: ("rules", 404),
    TooManyTries: ("tries", 429),
    DatabaseUnavailable: ("away", 503),
}
"""The texts and the status for each way in which a link does not open; any other is a damaged one, with 404."""

NO_ERRORS: Mapping[int, str] = MappingProxyType({})


def trouble_with_link(error: LinkError) -> tuple[str, int]:
    """Which texts tell of this error, and with which status."""
    return KINDS_OF_TROUBLE.get(type(error), ("damaged", 404))


def broken_link_document(guide: Guide, error: LinkError, *, root: str) -> str:
    """The page for a link that does not open, which says why and what to do."""
    version = error.version if isinstance(error, UnknownRules) else ""
    return _broken(guide, trouble_with_link(error)[0], root, version)


@lru_cache(maxsize=64)
def _broken(guide: Guide, kind: str, root: str, version: str) -> str:
    """Made once and kept, so that whoever sends many bad links makes little work."""
    return message_document(guide, f"error.{kind}", root=root, **({"version": version} if version else {}))


def shared_page(guide: Guide, opened: Opened, *, root: str) -> str:
    """What the recipient of a link sees. Neither its title nor its head says anything of the result."""
    if len(opened.editions) > 1:
        return compare_page(guide, [opened], kind=VIEWS, root=root)
    result, edition = opened.link.results[0], opened.editions[0]
    values = {
        **link_page_values(guide, "shared.title", root=root),
        "view": result.view,
        "level": level_of(result.content),
        "until": until(guide, opened),
        "words_edited": not edition.exact,
        "rules_changed": edition.guide.rules.digest != guide.rules.digest,
        "change": change_since(guide, edition, result.content) if isinstance(result.content, AnswerSheet) else None,
        "result": content_document(edition, result, root=root),
        "token": opened.token,
    }
    return guide.render("shared.html", **values)


def content_document(edition: Edition, result: Result, *, root: str) -> Markup:
    """The document of one result, as its edition has it, down to the pictures."""
    if isinstance(result.content, AnswerSheet):
        document = result_document(
            edition.guide, result.content, made=result.made, root=root, own_words=result.own_words
        )
    else:
        document = partial_document(
            edition.guide, result.content, made=result.made, root=root, own_words=result.own_words
        )
    return with_pictures(document, edition.guide)


def compare_page(guide: Guide, opened: Sequence[Opened], *, kind: str, root: str) -> str:
    """Results side by side. Of a joint link alone, it is the page that the link opens."""
    values = {
        **link_page_values(guide, "compare.title", root=root),
        "kind": kind,
        "compared": lay_side_by_side(guide, laid(opened), kind=kind),
        "until": until(guide, opened[0]) if len(opened) == 1 else "",
        "older": [e.guide.rules.version for link in opened for e in link.editions if e.guide is not guide],
    }
    return guide.render("compare.html", **values)


def compare_form_page(
    guide: Guide, *, root: str, links: Sequence[str] = (), kind: str = VIEWS, errors: Mapping[int, str] = NO_ERRORS
) -> str:
    """The form that takes two to six links. `errors` has what is wrong by the number of the link, or 0 for them all."""
    padded = [*links, *[""] * MOST][:MOST]
    values = {"links": padded, "kind": kind, "kinds": (VIEWS, TIMES), "errors": errors}
    return guide.render("compare-form.html", **link_page_values(guide, "compare.title", root=root), **values)


def manage_page(guide: Guide, link: Managed, *, root: str, revoked: bool, expired: bool) -> str:
    """What whoever made a link sees at its private address."""
    last_day = guide.day(link.last_day) if link.last_day else ""
    values = {
        "kind": link.kind,
        "made": guide.day(link.made),
        "until": guide.say("shared.until", last_day=last_day) if last_day else guide.say("shared.for-ever"),
        "revoked": revoked,
        "expired": expired,
    }
    return guide.render("manage.html", **link_page_values(guide, "manage.title", root=root), **values)


def invitation_page(guide: Guide, opened: Opened, *, root: str) -> str:
    """What the person sees who was invited: what this is, who will see what, and the way in. Nothing of the answers."""
    values = {"token": opened.token, "until": until(guide, opened)}
    return guide.render("invitation.html", **link_page_values(guide, "invitation.title", root=root), **values)


def copy_page(guide: Guide, result: Markup) -> str:
    """A result of one's own on a page that needs no other file."""
    return guide.render("copy.html", result=result)


def open_form_page(guide: Guide, message: str = "") -> str:
    """The form that takes a saved file, with what is wrong with the last one."""
    return guide.render("open.html", **link_page_values(guide, "open.title", root="./"), message=message)


def opened_page(guide: Guide, result: Result, edition: Edition, *, go_on: str) -> str:
    """The result of a saved file. `go_on` is a token to go on with, or ""."""
    document = content_document(edition, result, root="./")
    values = {"result": document, "go_on": go_on, "words_edited": not edition.exact}
    return guide.render("opened.html", **link_page_values(guide, "open.title", root="./"), **values)


def until(guide: Guide, opened: Opened) -> str:
    """A sentence with the last day of a link."""
    last_day = opened.link.last_day
    return guide.say("shared.until", last_day=guide.day(last_day)) if last_day else guide.say("shared.for-ever")


def link_page_values(guide: Guide, title: str, *, root: str) -> dict[str, Any]:
    """What the frame of a page about a link is filled in with."""
    return page_values(guide, guide.say(title), private=True, root=root)
