"""How long the question pages take: their words, at the reading speed of somebody who weighs up answers.

Adults read English non-fiction silently at 238 words a minute on average (Brysbaert 2019, a review of 190 studies,
Journal of Memory and Language 109, 104047). We take 200, because answers are weighed up and not only read.
"""

from functools import lru_cache
from math import ceil

from recommender.content.page_words import count_words, page_words
from web.guide.edition import Edition
from web.guide.screening import flag_groups
from web.links.journey import Journey, steps

WORDS_A_MINUTE = 200


def minutes_for(words: int) -> int:
    """The whole minutes that so many words take, at least one."""
    return max(1, ceil(words / WORDS_A_MINUTE))


def minutes_left(edition: Edition, journey: Journey) -> int:
    """The minutes that the question shown and those after it take."""
    order = steps(edition.rules, journey.view)
    left = order[order.index(journey.step) :]
    return minutes_for(sum(_words(edition, step, journey.view) for step in left if step in edition.rules.question))


def guide_minutes(edition: Edition, view: str) -> int:
    """The minutes that the flags and every question of this view take; with the result to read, two at the least."""
    screening = [edition.say("screening.heading"), edition.say(f"screening.help.{view}")]
    for group in flag_groups(edition, view):
        screening += [group.title, *group.flags.values()]
    asked = (_words(edition, question.id, view) for question in edition.rules.pages_for(view))
    return max(2, minutes_for(count_words(screening) + sum(asked)))


@lru_cache(maxsize=256)
def _words(edition: Edition, question: str, view: str) -> int:
    """The words on the page of a question, which every visitor's progress needs."""
    return page_words(edition.wording, question, view)
