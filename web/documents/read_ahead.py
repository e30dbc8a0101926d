"""Reading at the start what would be read when it is first needed: then no change to a file matters while we run, and
nobody waits for what the first result needs: half a second, in which all others would wait too.
"""

from recommender import AnswerSheet
from web.documents.drawings import SHARED, drawings_in
from web.documents.result import result_document
from web.guide.edition import Edition
from web.links.releases import released_editions


def read_ahead(edition: Edition) -> None:
    """Read the releases, drawings and templates that the pages of an edition may need. Raises FaultyFiles."""
    released_editions(edition)
    for folder in (SHARED, edition.drawings):
        drawings_in(folder)
    answers = {question.id: question.options[0].id for question in edition.rules.questions_for("self")}
    result_document(edition, AnswerSheet("self", answers), created=edition.rules.date)
