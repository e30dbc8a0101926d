"""The pages about links: what each shows, to whom, with which status and headers, and what it never says."""

import datetime
import re
from html import unescape

import pytest
from markupsafe import escape
from starlette.testclient import TestClient

from recommender import AnswerSheet
from tests.web.conftest import TODAY
from tests.web.loaded import SERVICES
from tests.web.routes.opened import LEADERS, OWN, text
from web.documents.partial_result import side_in_words
from web.documents.result import result_document
from web.guide.edition import Edition
from web.guide.own_words import MOST
from web.links.created import CreatedLink, create_link, qr_image, result_link
from web.links.disclosure import DISCLOSURE_LEVELS, sides_of
from web.links.invitations import invitation
from web.links.journey import RESULT, Journey
from web.links.journey_address import seal_journey
from web.links.link import DAYS, INVITATION, Link, Result
from web.middleware.headers import PRIVATE
from web.routes.table import STATIC
from web.services.clock import today


def shared(edition: Edition, sheet: AnswerSheet = OWN, level: str = "answers", days: int | None = 30) -> CreatedLink:
    return create_link(edition, SERVICES, "", result_link(edition, sheet, level, days, today=today()))


def test_a_link_with_answers_shows_the_apps_own_document(client: TestClient, edition: Edition) -> None:
    document = result_document(edition, OWN, created=today(), root="../")
    assert document.__html__() in client.get(shared(edition).address).text


@pytest.mark.parametrize("sheet", [OWN, LEADERS, AnswerSheet("self", {"goal": "habit"}), AnswerSheet("leader", {})])
@pytest.mark.parametrize("level", ["result", "reasons"])
def test_a_page_shows_nothing_that_was_not_chosen(
    level: str, sheet: AnswerSheet, client: TestClient, edition: Edition
) -> None:
    page = text(client, shared(edition, sheet, level).address)
    full = text(client, shared(edition, sheet).address)
    assert edition.say(f"shared.level.{level}") in page
    for question in edition.wording.questions.values():
        for option in question.options.values():
            for words in (*option.text.values(), option.because):
                assert words not in page
    left_out = ["result.answer", "result.change", "tension.title.self", "situations.title", "result.all-answers"]
    if level == "result":
        left_out += ["result.reasons", "side.alike", "side.not-answered"]
        topics = [edition.wording.questions[question].topic for question in sheet.answers]
        assert not [topic for topic in topics if f">{topic}<" in page]
        assert 'class="balance"' not in page
    assert not [one for one in left_out if f">{edition.say(one)}<" in page]
    assert edition.say("result.change") in full
    assert "None" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL).replace("None of these", "")


def test_reasons_say_which_side_each_topic_speaks_for(client: TestClient, edition: Edition) -> None:
    page = text(client, shared(edition, OWN, "reasons").address)
    topics = {question: words.topic for question, words in edition.wording.questions.items()}
    sides = dict(re.findall(r"<dt>([^<]+)</dt>((?:<dd>[^<]+</dd>)+)", page))
    assert f"<dd>{topics['goal']}</dd>" in sides[side_in_words(edition, "coaching")]
    assert f"<dd>{topics['format']}</dd>" in sides[edition.say("side.not-answered")]
    of_sides = [sides.get(side_in_words(edition, side), "") for side in sides_of(edition.rules)]
    assert sum(found.count("<dd>") for found in of_sides) == len(edition.rules.questions_for("self"))


@pytest.mark.parametrize("level", DISCLOSURE_LEVELS)
def test_a_link_gives_the_same_as_data_to_a_client_that_asks_for_it(
    level: str, client: TestClient, edition: Edition
) -> None:
    link = shared(edition, level=level)
    response = client.get(link.address, headers={"accept": "application/json"})
    assert response.headers["content-type"] == "application/json"
    data = response.json()
    [result] = data["results"]
    assert data["last_day"] == str(link.link.last_day)
    assert (result["level"], result["view"], result["outcome"]) == (level, "self", "coaching")
    assert result["headline"] in text(client, link.address)
    assert ("sides" in result) == (level == "reasons")
    assert ("recommendation" in result) == (level == "answers")
    if level != "answers":
        assert "habit" not in response.text
    broken = client.get("/s/broken", headers={"accept": "application/json"})
    assert (broken.status_code, broken.json()["error"]) == (404, "damaged")


@pytest.mark.parametrize("level", DISCLOSURE_LEVELS)
@pytest.mark.parametrize("line", ["<b>My</b> first {line} & “evening”", "اجتماعي الأول مع الأهل", "👩🏽‍🏫" * 20])
def test_own_words_are_on_the_shared_page_as_text_and_nowhere_else(
    line: str, level: str, client: TestClient, edition: Edition
) -> None:
    link = create_link(edition, SERVICES, "", result_link(edition, OWN, level, 30, today=today(), own_words=line))
    page = client.get(link.address).text
    shown = f"<bdi>{escape(line)}</bdi>"
    assert page.count(shown) == 1
    assert page.index(shown) < page.index('id="verdict"')
    assert str(escape(line)) not in page.replace(shown, "")
    assert "own" not in client.get(link.address, headers={"accept": "application/json"}).json()["results"][0]
    assert str(escape(line)) not in client.get(link.manage).text


def test_links_with_the_longest_own_words_can_be_compared(client: TestClient, edition: Edition) -> None:
    own = result_link(edition, OWN, "answers", None, today=today(), own_words="👩" * MOST)
    pasted = [f"https://guide.example.org{create_link(edition, SERVICES, '', own).address}" for _ in range(2)]
    page = client.post("/compare", data={"link": pasted})
    assert page.status_code == 200
    assert "👩" not in page.text


@pytest.mark.parametrize("accept", ["", "*/*", "text/html,application/xhtml+xml", "text/html,application/json"])
def test_a_browser_gets_a_page(accept: str, client: TestClient, edition: Edition) -> None:
    response = client.get(shared(edition).address, headers={"accept": accept})
    assert response.headers["content-type"].startswith("text/html")
    assert "Accept" in response.headers["vary"]


def test_what_a_chat_shows_of_a_link_is_the_same_for_every_link(client: TestClient, edition: Edition) -> None:
    links = [shared(edition, sheet, level) for sheet in (OWN, LEADERS) for level in DISCLOSURE_LEVELS]
    pages = [client.get(link.address).text.split("</head>")[0] for link in links]
    heads = {re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL) for page in pages}
    assert len(heads) == 1
    head = unescape(heads.pop()).lower()
    assert edition.say("shared.card").lower() in head
    assert not any(word in head.replace("coach or mentor?", "") for word in ("coach", "mentor", "leader"))


def test_a_shared_page_needs_a_style_sheet_that_can_be_kept_two_faces_and_no_script(
    client: TestClient, edition: Edition
) -> None:
    page = client.get(shared(edition).address).text
    assert "<script" not in page
    assert all(source.startswith("data:") for source in re.findall(r'<img[^>]+src="([^"]+)"', page))
    loaded = re.findall(r'<link rel="(?:stylesheet|preload)" href="\.\./([^"]+)"', page)
    faces = sorted(face.name for face in STATIC.glob("fonts/*.woff2"))
    assert sorted(name for name in loaded if name.endswith(".woff2")) == faces
    [sheet] = [client.get(f"/{name}") for name in loaded if name.endswith(".css")]
    assert sheet.headers["content-type"].startswith("text/css")
    assert "immutable" in sheet.headers["cache-control"]
    assert client.get("/look-of-another-version.css").headers["cache-control"] == "no-store"
    assert set(re.findall(r'url\("\./([^"]+)"\)', sheet.text)) == set(faces)
    assert "@import" not in page + sheet.text
    assert len(page) < 60_000


@pytest.mark.parametrize("path", ["/manage/{}", "/i/{}", "/s/{}"])
def test_every_page_about_a_link_is_private(path: str, client: TestClient, edition: Edition) -> None:
    link = shared(edition)
    invited = create_link(edition, SERVICES, "", invitation(edition, LEADERS, today=today()), purpose=INVITATION)
    tokens = {"/manage/{}": link.manage, "/i/{}": invited.address, "/s/{}": link.address}
    for address, status in ((tokens[path], 200), (path.format("broken"), 404)):
        response = client.get(address)
        assert response.status_code == status
        assert {name: response.headers[name] for name in PRIVATE} == PRIVATE
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
        assert response.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("level", DISCLOSURE_LEVELS)
def test_the_private_page_says_what_the_link_shows_and_until_when(
    level: str, client: TestClient, edition: Edition
) -> None:
    link = shared(edition, level=level, days=7)
    page = text(client, link.manage)
    assert edition.say(f"manage.kind.{level}") in page
    assert edition.day(today() + datetime.timedelta(7)) in page
    assert link.address.rpartition("/")[2] not in page
    assert edition.wording.outcomes["coaching"].headline["self"] not in page


def test_a_link_that_ran_out_has_nothing_left_to_stop(client: TestClient, edition: Edition) -> None:
    past = create_link(
        edition, SERVICES, "", result_link(edition, OWN, "answers", 7, today=TODAY - datetime.timedelta(40))
    )
    page = text(client, past.manage)
    assert edition.say("manage.expired") in page
    assert "<form" not in page
    assert client.get(past.address).status_code == 410


def test_a_picture_for_the_camera_is_black_on_white_and_says_where_it_leads() -> None:
    image = qr_image("https://guide.example.org/s/" + "A" * 66, "leads to <there>")
    assert 'alt="leads to &lt;there&gt;"' in image
    assert 'src="data:image/svg+xml' in image.replace("'", '"')
    assert "%23000" in image
    assert "%23fff" in image


def test_a_result_can_be_looked_at_before_there_is_a_link_and_is_just_what_they_will_see(
    client: TestClient, edition: Edition
) -> None:
    at = seal_journey(SERVICES.sealer, edition.rules, Journey("self", RESULT, dict(OWN.answers)), today=today())
    for level in DISCLOSURE_LEVELS:
        for days in ("7", "never"):
            response = client.post("/preview", data={"at": at, "level": level, "days": days})
            link = shared(edition, level=level, days=DAYS[days])
            page = client.get(link.address).text
            assert "/compare/start" not in response.text
            assert _main(response.text) == _main(page)
    assert client.post("/preview", data={"at": "broken"}).status_code == 404


@pytest.mark.parametrize(("sent", "shown"), [("<b>A</b>\nline\u202e", "&lt;b&gt;A&lt;/b&gt; line"), ("x" * 10_000, "")])
def test_the_preview_shows_own_words_as_the_link_would_and_ones_own_copies_have_none(
    sent: str, shown: str, client: TestClient, edition: Edition
) -> None:
    at = seal_journey(SERVICES.sealer, edition.rules, Journey("self", RESULT, dict(OWN.answers)), today=today())
    page = client.post("/preview", data={"at": at, "level": "result", "days": "7", "own": sent}).text
    assert re.findall("<bdi>(.*?)</bdi>", page) == ([shown] if shown else [])
    for kind in ("page", "html", "json"):
        assert "<bdi>" not in client.post("/copy", data={"at": at, "as": kind, "own": sent}).text


def _main(page: str) -> str:
    """The page without its bar, what depends on its place, and what needs a link."""
    without = re.sub(
        r'<form.*?</form>|<nav.*?</nav>|<p class="screen"><a href="\?.*?</p>',
        "",
        page.split("<body")[1],
        flags=re.DOTALL,
    )
    return without.replace('"../', '"./')


def test_results_need_no_level_to_be_told_apart(edition: Edition) -> None:
    link = result_link(edition, OWN, "answers", None, today=TODAY)
    assert link == Link((Result(OWN, TODAY, link.results[0].edition_id),), None)
