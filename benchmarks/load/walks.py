"""What a visitor does: a whole guide from the screening to the result, or a radio of a bare page, a click at a time.

Each page is compared with the one that has to come, so that an error page never counts as an answer.
"""

import random
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any
from urllib.parse import urlencode

from benchmarks.load.session import Session, heading_in, open_session
from recommender.core.tally import offered
from tests.web.loaded import EDITION, RULES, SERVICES
from web.documents.result import result_document
from web.guide.answer_texts import answer_text
from web.guide.screening import NONE, field_key
from web.links.journey import ANSWERS, SCREENING, Journey, answer, go_on, steps
from web.links.journey_address import seal_journey
from web.services.clock import today
from web.ui.page import as_label

Click = Callable[[Callable[[], Coroutine[Any, Any, int]]], Awaitable[None]]
"""Waits until it is time for the next click, and notes how long it takes and how many bytes come."""

VIEW = "self"
_BARE_CLICKS, _BARE_WORDS = 15, ("Well", "So so", "Not well")


class WrongPage(Exception):
    """Another page came than the one that had to."""


async def walk_bare(address: str, chance: random.Random, click: Click, *, begun: bool = False) -> None:
    """One visit to a bare page: its radio pressed as often as a visit to the guide has clicks."""
    session = await open_session(address, "")
    try:
        await click(session.run)
        for turn in range(chance.randrange(1, _BARE_CLICKS) if begun else 1, _BARE_CLICKS):
            word = _BARE_WORDS[turn % len(_BARE_WORDS)]
            await click(partial(session.run, {"None": word}))
            if session.texts != [f"You chose {word}."]:
                raise WrongPage(f"The page says {session.texts!r}, and had to say what was chosen.")
    finally:
        await session.close()


async def walk_guide(address: str, chance: random.Random, click: Click, *, begun: bool = False) -> None:
    """One visit: every question answered by chance, up to the result. One that was begun has some answers already."""
    journey = _begun(chance) if begun else Journey(VIEW)
    token = seal_journey(SERVICES.sealer, RULES, journey, today=today())
    session = await open_session(address, urlencode({"lang": "en", **({"at": token} if begun else {"view": VIEW})}))
    try:
        await click(session.run)
        _expect(session, EDITION.say("screening.heading"))
        await click(partial(session.run, {field_key(VIEW, NONE): True}, press="continue"))
        journey = go_on(RULES, journey) if journey.step == SCREENING else journey
        while journey.step in RULES.question:
            journey = await _answer(session, journey, chance, click)
        if journey.step == ANSWERS:
            _expect(session, EDITION.say("answers.heading"))
            await click(partial(session.run, press="continue"))
        sheet = journey.sheet()
        _expect(session, heading_in(result_document(EDITION, sheet, created=today()).beginning))
    finally:
        await session.close()


def _begun(chance: random.Random) -> Journey:
    """A journey at a question by chance, with the answers before it."""
    journey = go_on(RULES, Journey(VIEW))
    for _ in range(chance.randrange(len(steps(RULES, VIEW)) - 2)):
        journey = go_on(RULES, answer(RULES, journey, [_option(journey, chance)]))
    return journey


def _option(journey: Journey, chance: random.Random) -> str:
    return chance.choice(list(offered(RULES.question[journey.step], VIEW)))


async def _answer(session: Session, journey: Journey, chance: random.Random, click: Click) -> Journey:
    """Answer the question that the page has to show, and go on."""
    _expect(session, EDITION.wording.ask(journey.step, VIEW, journey.answers))
    option, field = _option(journey, chance), f"answer-{VIEW}-{journey.step}"
    if RULES.second_to(journey.step):
        field = f"{field}-{option}"
        await click(partial(session.run, {field: True}))
        _expect(session, EDITION.wording.ask(journey.step, VIEW, journey.answers))
        await click(partial(session.run, {field: True}, press="continue"))
    else:
        text = as_label(answer_text(EDITION, journey.step, option, VIEW))
        await click(partial(session.run, {field: text}, press="continue"))
    return go_on(RULES, answer(RULES, journey, [option]))


def _expect(session: Session, heading: str) -> None:
    if session.heading != heading:
        raise WrongPage(f"The page says {session.heading!r}, and had to say {heading!r}.")
