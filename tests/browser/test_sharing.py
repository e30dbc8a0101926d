"""Links between people, in a real browser: sent, answered, stopped, printed, kept; journeys that outlive a server."""

import io
import random
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, expect
from pypdf import PdfReader

from recommender import AnswerSheet
from tests.browser.access import SCREENS, check
from tests.browser.conftest import ON_A_DESKTOP, Elsewhere
from tests.browser.visitor import ABLE, GOAL, WORDS, Visitor, words_of
from tests.browser.ways import answers_for, open_at, sealed, sealed_invitation
from tests.web.loaded import EDITION, RULES, SERVICES
from web.links.created import create_link, result_link
from web.links.invitations import reply
from web.links.journey import ANSWERS, COPY, RESULT, SHARE, Journey
from web.links.resolution import resolve_invitation
from web.services.clock import today

LAST = RULES.pages_for("self")[-1].id
BUT_FOR_LAST = {question: option for question, option in ABLE.items() if question != LAST}

MOST_BYTES = 75_000
"""Of a first visit: the page, as it travels, and its two faces, which are those of the app."""


def answer_invitation(person: Visitor) -> None:
    """Answer the first question that an invitation leads to and, by an address, the last; send the result back."""
    person.page.get_by_role("link", name=WORDS.pages["invitation.start"]).click()
    person.begin()
    person.tick()
    person.meet(GOAL)
    person.choose(GOAL, ABLE[GOAL])
    person.go_on()
    person.meet(RULES.pages_for("self")[1].id)
    of_the_invitation = parse_qs(urlsplit(person.page.url).query)["from"][0]
    person.page.goto(f"{person.server}{sealed(Journey('self', LAST, BUT_FOR_LAST))}&from={of_the_invitation}")
    person.begin()
    person.tick()
    person.meet(LAST)
    person.choose(LAST, ABLE[LAST])
    person.go_on()
    person.arrive(ANSWERS)
    person.press("button.result")
    person.arrive(RESULT)
    person.press("back.button")


@ON_A_DESKTOP
def test_a_leader_invites_the_person_answers_and_either_can_stop_it(visitor: Visitor, elsewhere: Elsewhere) -> None:
    _, answers = answers_for("mentoring")
    open_at(visitor, Journey("leader", SHARE, answers))
    visitor.press("invite.button")
    invitation = visitor.page.locator("a#invitation-link")
    invitation.wait_for()
    address = invitation.get_attribute("href")
    manage = visitor.page.locator("[data-manage]").first.get_attribute("href")
    assert address
    assert manage

    person = Visitor(elsewhere(address), visitor.server)
    answer_invitation(person)
    reply = person.page.locator("a#link").get_attribute("href")
    assert reply
    check(person.page, *SCREENS[2])
    both = elsewhere(reply)
    check(both, *SCREENS[-1])
    for sheet_view, given in (("leader", answers), ("self", ABLE)):
        text = WORDS.questions["experience"].options[given["experience"]].text[sheet_view]
        expect(both.get_by_text(text)).to_be_visible()

    stop = elsewhere(manage)
    stop.get_by_role("button", name=WORDS.pages["manage.button"]).click()
    expect(stop.get_by_text(WORDS.pages["manage.stopped"])).to_be_visible()
    for gone in (address, reply):
        page = elsewhere(gone, 410)
        expect(page.get_by_role("heading", level=1)).to_have_text(WORDS.pages["error.revoked.title"])
    assert (visitor.errors, person.errors, visitor.foreign, person.foreign) == ([], [], [], [])


@ON_A_DESKTOP
def test_cleared_answers_do_not_come_back_by_any_address(visitor: Visitor, elsewhere: Elsewhere) -> None:
    open_at(visitor, Journey("self", LAST, BUT_FOR_LAST))
    before = visitor.page.url
    visitor.choose(LAST, ABLE[LAST])
    visitor.go_on()
    visitor.arrive(ANSWERS)
    visitor.press("clear.button")
    expect(visitor.page.get_by_text(WORDS.pages["clear.title"])).to_be_visible()
    assert "at=" not in visitor.page.url
    visitor.page.go_back()
    expect(visitor.page.get_by_text(WORDS.pages["error.cleared.text"])).to_be_visible()
    other = elsewhere(before, status=410)
    expect(other.get_by_text(WORDS.pages["error.cleared.text"])).to_be_visible()


@ON_A_DESKTOP
def test_a_saved_page_is_whole_without_a_network_and_a_saved_file_opens_again(
    visitor: Visitor, browser: Browser, tmp_path: Path
) -> None:
    open_at(visitor, Journey("self", RESULT, ABLE))
    shown = visitor.result()
    visitor.lead_on(COPY)
    for kind in ("html", "json"):
        with visitor.page.expect_download() as download:
            visitor.press(f"copy.{kind}")
        download.value.save_as(tmp_path / f"saved.{kind}")

    offline: BrowserContext = browser.new_context(offline=True)
    page, asked = offline.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "saved.html").as_uri())
    assert words_of(page, "article") == shown
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []

    visitor.open("open")
    visitor.page.locator("input[type=file]").set_input_files(tmp_path / "saved.json")
    visitor.press("open.button")
    expect(visitor.page.locator("article")).to_be_visible()
    assert words_of(visitor.page, "article") == shown
    visitor.page.get_by_role("link", name=WORDS.pages["open.go-on"]).click()
    visitor.begin()
    visitor.tick()
    visitor.arrive(RESULT)


@pytest.mark.parametrize("many", [2, pytest.param(40, marks=pytest.mark.deep)])
def test_shared_results_are_small_need_no_script_and_print_on_two_pages(
    browser: Browser, server: str, many: int
) -> None:
    context, chance, sent = browser.new_context(java_script_enabled=False), random.Random(1), list[int]()
    page = context.new_page()
    page.on("requestfinished", lambda request: sent.append(_bytes_of(request)))
    for number in range(many):
        view = ("self", "leader")[number % 2]
        answers = {q.id: chance.choice(q.options_for(view)).id for q in RULES.questions_for(view)}
        link = create_link(
            EDITION,
            SERVICES,
            server,
            result_link(EDITION, AnswerSheet(view, answers), "answers", 30, today=today()),
        )
        sent.clear()
        with page.expect_event("requestfinished"):  # it may be told a moment after the page is there
            page.goto(link.address, wait_until="networkidle")
        assert 0 < sum(sent) < MOST_BYTES
        printed = page.pdf(prefer_css_page_size=True, format="A4")
        assert len(PdfReader(io.BytesIO(printed)).pages) <= 2
    context.close()


@pytest.mark.deep
@ON_A_DESKTOP
def test_pages_that_come_of_links_are_open_to_everybody(visitor: Visitor) -> None:
    """Those that have no place of their own among the pages that are looked at on every screen."""
    token = sealed_invitation(answers_for("mentoring")[1]).removeprefix("/i/")
    both = reply(EDITION, resolve_invitation(EDITION, SERVICES, token), AnswerSheet("self", ABLE), today=today())
    visitor.open(create_link(EDITION, SERVICES, "", both).address.removeprefix("/"))
    for screen in SCREENS:
        check(visitor.page, *screen)

    at = sealed(Journey("self", RESULT, ABLE))
    visitor.page.goto(f"{visitor.server}{at}&from={token}")
    visitor.begin()
    visitor.tick()
    visitor.arrive(RESULT)
    visitor.press("back.button")
    visitor.page.locator("a#link").wait_for()
    for screen in SCREENS:
        check(visitor.page, *screen)


def _bytes_of(request: Request) -> int:
    """How many bytes came for a request, as they travelled."""
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


@ON_A_DESKTOP
def test_a_link_is_copied_with_one_press_and_sent_by_the_share_sheet_of_the_browser(visitor: Visitor) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.page.add_init_script("navigator.share = async (data) => { window.shared = data; }")
    open_at(visitor, Journey("self", SHARE, ABLE))
    link = visitor.seal_link()
    visitor.press("button.copy")
    expect(visitor.page.get_by_role("button", name=WORDS.pages["button.copied"])).to_be_visible()
    assert visitor.page.evaluate("navigator.clipboard.readText()") == link
    visitor.press("link.send")
    assert visitor.page.evaluate("window.shared.url") == link
