"""The plain documents about links: the shared result, results side by side, the owner's page, the invitation."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from recommender import AnswerSheet
from web.documents.changes_since import OutcomeChange, change_since
from web.documents.comparison import KINDS, MOST, OF_VIEWS, Comparison, compare, compared_results
from web.documents.feedback import feedback_line
from web.documents.pages import Page
from web.documents.partial_result import partial_document
from web.documents.result import result_document
from web.documents.result_values import ResultDocument
from web.guide.edition import Edition, TemplateValues
from web.links.bare_result import bare_result
from web.links.disclosure import disclosure_of
from web.links.link import Result
from web.links.owner_page import OwnedLink
from web.links.releases import FoundEdition
from web.links.resolution import ResolvedLink

NO_ERRORS: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage(Page):
    """The frame of a page about a link, which is private."""

    private: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPage(LinkPage):
    """A result as its recipient sees it, with what has changed since. `token` is that of the link.

    `whole`: nothing is folded, on the screen and on paper.
    """

    template = "shared.html"
    view: str
    level: str
    until: str
    words_edited: bool
    rules_changed: bool
    change: OutcomeChange | None
    result: ResultDocument
    token: str
    whole: bool
    feedback: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage(LinkPage):
    """Results side by side. `until` is for a joint link, else ""; `older` are versions of rules other than today's."""

    template = "compare.html"
    kind: str
    compared: Comparison
    until: str
    older: Sequence[str]
    feedback: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareForm(LinkPage):
    """The form that takes links, with what is wrong by the number of the link, and as a list by the field's id."""

    template = "compare-form.html"
    links: Sequence[str]
    kind: str
    kinds: Sequence[str]
    errors: Mapping[int, str]
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerPage(LinkPage):
    """A link at its owner's private address."""

    template = "manage.html"
    kind: str
    created: str
    until: str
    revoked: bool
    expired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationPage(LinkPage):
    """What this is, who will see what, and the way in."""

    template = "invitation.html"
    token: str
    until: str


@dataclass(frozen=True, slots=True)
class CopyPage(TemplateValues):
    """A result on a page that needs no other file: to keep as a file, or to print, in short or as a whole."""

    template = "copy.html"
    root: str
    result: ResultDocument
    whole: bool
    is_file: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm(LinkPage):
    """The form that takes a saved file, with what is wrong with the last one, or ""."""

    template = "open.html"
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPage(LinkPage):
    """The result of a saved file. `go_on` is a token to go on with, or ""."""

    template = "opened.html"
    result: ResultDocument
    go_on: str
    words_edited: bool
    feedback: Markup


def shared_page(edition: Edition, opened: ResolvedLink, *, root: str, whole: bool = False, mail: str = "") -> str:
    """What the recipient of a link sees. Neither its title nor its head says anything about the result.

    `mail` is the address of whoever runs the guide, or "".
    """
    if len(opened.found) > 1:
        return compare_page(edition, [opened], kind=OF_VIEWS, root=root, mail=mail)
    result, found = opened.link.results[0], opened.found[0]
    values = SharedPage(
        title=edition.say("shared.title"),
        root=root,
        view=result.view,
        level=disclosure_of(result.content),
        until=until(edition, opened.link.last_day),
        words_edited=not found.exact,
        rules_changed=found.edition.rules.digest != edition.rules.digest,
        change=change_since(edition, found, result.content) if isinstance(result.content, AnswerSheet) else None,
        result=content_document(found, result, root=root, whole=whole),
        token=opened.token,
        whole=whole,
        feedback=_feedback(found, result, mail),
    )
    return edition.render(values)


def content_document(found: FoundEdition, result: Result, *, root: str, whole: bool = False) -> ResultDocument:
    """The document of one result, under the edition that it was created under."""
    content, line, day = result.content, result.own_words, result.created
    if isinstance(content, AnswerSheet):
        return result_document(found.edition, content, created=day, root=root, own_words=line, whole=whole)
    return partial_document(found.edition, content, created=day, root=root, own_words=line, whole=whole)


def compare_page(edition: Edition, opened: Sequence[ResolvedLink], *, kind: str, root: str, mail: str = "") -> str:
    """Results side by side. For a joint link, this is the page that the link opens."""
    values = ComparePage(
        title=edition.say("compare.title"),
        root=root,
        kind=kind,
        compared=compare(edition, compared_results(opened), kind=kind),
        until=until(edition, opened[0].link.last_day) if len(opened) == 1 else "",
        older=[e.edition.rules.version for link in opened for e in link.found if e.edition is not edition],
        feedback=feedback_line(edition, mail),
    )
    return edition.render(values)


def compare_form_page(
    edition: Edition,
    *,
    root: str,
    links: Sequence[str] = (),
    kind: str = OF_VIEWS,
    errors: Mapping[int, str] = NO_ERRORS,
) -> str:
    """The form that takes two to six links. `errors` has what is wrong by the number of the link, or 0 for them all."""
    titles = {number: f"{edition.say('compare.link', number=number)}: " for number in errors if number}
    values = CompareForm(
        title=edition.say("compare.title"),
        root=root,
        links=[*links, *[""] * MOST][:MOST],
        kind=kind,
        kinds=KINDS,
        errors=errors,
        problems={f"link-{number or 1}": titles.get(number, "") + text for number, text in errors.items()},
    )
    return edition.render(values)


def owner_page(edition: Edition, link: OwnedLink, *, root: str, revoked: bool, expired: bool) -> str:
    """What the owner of a link sees at its private address."""
    values = OwnerPage(
        title=edition.say("manage.title"),
        root=root,
        kind=link.kind,
        created=edition.day(link.created),
        until=until(edition, link.last_day),
        revoked=revoked,
        expired=expired,
    )
    return edition.render(values)


def invitation_page(edition: Edition, opened: ResolvedLink, *, root: str) -> str:
    """What the invited person sees: what this is, who will see what, and the way in, but none of the answers."""
    title, last = edition.say("invitation.title"), until(edition, opened.link.last_day)
    return edition.render(InvitationPage(title=title, root=root, token=opened.token, until=last))


def copy_page(edition: Edition, result: ResultDocument, *, whole: bool, is_file: bool) -> str:
    """A result of one's own on a page that needs no other file."""
    return edition.render(CopyPage("./", result, whole, is_file))


def open_form_page(edition: Edition, message: str = "") -> str:
    """The form that takes a saved file, with what is wrong with the last one."""
    return edition.render(OpenForm(title=edition.say("open.title"), message=message))


def opened_page(edition: Edition, result: Result, found: FoundEdition, *, go_on: str, mail: str = "") -> str:
    """The result of a saved file. `go_on` is a token to go on with, or ""."""
    page = OpenedPage(
        title=edition.say("open.title"),
        result=content_document(found, result, root="./"),
        go_on=go_on,
        words_edited=not found.exact,
        feedback=_feedback(found, result, mail),
    )
    return edition.render(page)


def _feedback(found: FoundEdition, result: Result, mail: str) -> Markup:
    return feedback_line(found.edition, mail, bare_result(found.edition.table, result.content))


def until(edition: Edition, last_day: datetime.date | None) -> str:
    """A sentence with the last day of a link."""
    return edition.say("shared.until", last_day=edition.day(last_day)) if last_day else edition.say("shared.for-ever")
