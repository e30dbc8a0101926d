"""Does it fit? The question as a plain form, at the end of a result and on a page for the day of the review."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from web.documents.pages import Page
from web.guide.edition import Edition, TemplateValues
from web.links.bare_result import BareResult
from web.services.fit_counts import ANSWERS, NOW, REVIEW


@dataclass(frozen=True, slots=True)
class FitForm(TemplateValues):
    """The question below a result, which has the `code`."""

    template = "fit.html"
    code: str
    asked: str = NOW
    answers: Sequence[str] = ANSWERS
    root: str = "./"


@dataclass(frozen=True, slots=True, kw_only=True)
class FitPage(Page):
    """The same question on a page of its own."""

    template = "fit-page.html"
    code: str
    form: Markup
    private: bool = True


def fit_form(edition: Edition, result: BareResult) -> Markup:
    """The question at the end of a result."""
    return edition.render(FitForm(result.code))


def fit_page(edition: Edition, result: BareResult) -> Markup:
    """The question on the day of the review. The page does not name the result."""
    form = edition.render(FitForm(result.code, REVIEW))
    return edition.render(FitPage(title=edition.say("fit.review-title"), code=result.code, form=form))
