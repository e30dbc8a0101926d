"""A leader's invitation, and the joint link that answers it: until both sides are given, nobody sees the other's."""

import datetime

from recommender import AnswerSheet
from web.guide.edition import Edition
from web.links.link import DAYS_OPEN, Link, Result, link_id
from web.links.resolution import ResolvedLink


def invitation(edition: Edition, sheet: AnswerSheet, *, today: datetime.date) -> Link:
    """A leader's answers, to be sealed for one thing alone: to be compared with the person's own."""
    return Link((_result(edition, sheet, today),), today + datetime.timedelta(DAYS_OPEN))


def reply(edition: Edition, invited: ResolvedLink, sheet: AnswerSheet, *, today: datetime.date) -> Link:
    """Both sides in one link. It opens no longer than the invitation does, and stops where either is stopped."""
    results = (*invited.link.results, _result(edition, sheet, today))
    return Link(results, invited.link.last_day, link_id(invited.token))


def _result(edition: Edition, sheet: AnswerSheet, created: datetime.date) -> Result:
    return Result(AnswerSheet(sheet.view, dict(sheet.answers)), created, edition.id)
