"""How large results are, alone and as a shared page: random sheets."""

import gzip
import random

from recommender import VIEWS, AnswerSheet, RuleBase
from tests.web.loaded import SERVICES
from web.documents.link_pages import shared_page
from web.guide.edition import Edition, load_editions
from web.links.created import create_link, result_link
from web.links.releases import FoundEdition
from web.links.resolution import ResolvedLink
from web.services.clock import today

SHEETS = 300


def result_sizes() -> list[tuple[int, int]]:
    """Bytes of shared documents, and of what travels, for random sheets, all questions answered."""
    draw = random.Random(1)
    return [_shared_size(_drawn(draw, EDITION.rules)) for _ in range(SHEETS)]


def _drawn(draw: random.Random, rules: RuleBase) -> AnswerSheet:
    view = draw.choice(VIEWS)
    return AnswerSheet(view, {q.id: draw.choice(q.options_for(view)).id for q in rules.questions_for(view)})


def _shared_size(sheet: AnswerSheet) -> tuple[int, int]:
    created = create_link(EDITION, SERVICES, "", result_link(EDITION, sheet, "answers", None, today=today()))
    opened = ResolvedLink(created.address.rpartition("/")[2], created.link, (FoundEdition(EDITION, exact=True),))
    page = shared_page(EDITION, opened, root="../").encode()
    return len(page), len(gzip.compress(page))


EDITION: Edition = load_editions()["en"]
