"""Reading at the start what would be read when it is first needed: then no change to a file matters while we run."""

from web.documents.drawings import SHARED, drawings_in
from web.guide.edition import Edition
from web.links.releases import released_editions


def read_ahead(edition: Edition) -> None:
    """Read the releases and drawings that the pages of an edition may need. Raises FaultyFiles."""
    released_editions(edition)
    for folder in (SHARED, edition.drawings):
        drawings_in(folder)
