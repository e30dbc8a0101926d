"""Fifty visitors at a replica that is killed: each goes on at the other one, with every answer that was sent."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import ConnectionClosed

from benchmarks.load.session import Session, open_session
from recommender.core.tally import offered
from tests.browser.conftest import ON_A_DESKTOP
from tests.browser.line import line_to
from tests.browser.visitor import ABLE, GOAL, WORDS, Visitor
from tests.deploy.replicas import Replica, replicas
from tests.web.loaded import EDITION, RULES, SERVICES
from web.guide.answer_texts import answer_text
from web.guide.screening import NONE, field_key
from web.links.journey import Journey, answer, go_on
from web.links.journey_address import resolve_journey
from web.services.clock import today
from web.ui.page import as_label

pytestmark = pytest.mark.deep

VIEW = "self"
PAGES = RULES.pages_for(VIEW)
VISITORS = 49
"""And one in a browser."""


async def press(session: Session, journey: Journey, number: int) -> Journey:
    """Answer the question shown, another visitor with another option, and go on: the journey thereafter."""
    options = list(offered(RULES.question[journey.step], VIEW))
    option, field = options[number % len(options)], f"answer-{VIEW}-{journey.step}"
    if RULES.second_to(journey.step):
        await session.run({f"{field}-{option}": True}, press="continue")
    else:
        await session.run({field: as_label(answer_text(EDITION, journey.step, option, VIEW))}, press="continue")
    return go_on(RULES, answer(RULES, journey, [option]))


async def begin(address: str, number: int) -> tuple[Session, Journey]:
    """A visitor who has answered some questions."""
    session = await open_session(address, f"lang=en&view={VIEW}")
    await session.run()
    await session.run({field_key(VIEW, NONE): True}, press="continue")
    journey = go_on(RULES, Journey(VIEW))
    for _ in range(number % (len(PAGES) - 1)):
        journey = await press(session, journey, number)
    return session, journey


def kept_at(session: Session) -> Journey:
    """The journey in the address that the visitor's page shows."""
    return resolve_journey(SERVICES, RULES, parse_qs(session.query)["at"][0], today=today())


async def go_on_elsewhere(address: str, gone: Session) -> str:
    """Open the address of a page that lost its server, and answer the screening: the heading that is then shown."""
    session = await open_session(address, gone.query)
    await session.run()
    assert session.heading == EDITION.say("screening.heading")
    await session.run({field_key(VIEW, NONE): True}, press="continue")
    await session.close()
    return session.heading


async def visit_while_it_is_killed(address: str, replica: Replica) -> None:
    """All come; every other one is in the middle of a click when the replica is killed; all go on."""
    begun = [await begin(address, number) for number in range(VISITORS)]
    clicks = [asyncio.create_task(press(*one, number)) for number, one in enumerate(begun) if number % 2]
    await asyncio.sleep(0.05)
    await asyncio.to_thread(replica.kill)
    ended = await asyncio.gather(*clicks, return_exceptions=True)
    assert all(isinstance(end, ConnectionClosed | Journey) for end in ended)
    headings = await asyncio.gather(*(go_on_elsewhere(address, session) for session, _ in begun))
    for (session, sent), heading in zip(begun, headings, strict=True):
        kept = kept_at(session)
        assert kept.answers.items() >= sent.answers.items()
        assert kept.step in (sent.step, go_on(RULES, sent).step)
        assert heading == EDITION.wording.ask(kept.step, VIEW, kept.answers)


@ON_A_DESKTOP
def test_fifty_visitors_go_on_where_their_replica_is_killed(page: Page, tmp_path: Path) -> None:
    with replicas(tmp_path, 2, {}) as pair, line_to(*(replica.port for replica in pair)) as line:
        visitor = Visitor(page, line.address)
        visitor.start(VIEW)
        visitor.tick()
        visitor.meet(GOAL)
        visitor.choose(GOAL, ABLE[GOAL])
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(lambda: asyncio.run(visit_while_it_is_killed(line.address, pair[0]))).result(timeout=120)
        visitor.be_asked_again()
        visitor.go_on()
        visitor.meet(GOAL)
        expect(visitor.choice(GOAL, ABLE[GOAL])).to_be_checked()
        visitor.go_on()
        visitor.meet(PAGES[1].id)
    assert visitor.page.get_by_text(WORDS.pages["error.script.title"]).count() == 0
