"""Script, Markdown, templates, formulas and line breaks, put in wherever something can be put in: they stay text."""

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

import pytest
from streamlit.testing.v1 import AppTest

from recommender import AnswerSheet
from tests.attack.conftest import SECRETS
from tests.attack.raw import Answer, get
from tests.attack.session import session
from tests.attack.test_malformed import FORM, post
from tests.browser.visitor import ABLE
from tests.web.loaded import EDITION, SERVICES
from tests.web.ui.team.people import csv_of, people, team_page
from web.guide.own_words import accepted
from web.links.created import create_link, result_link
from web.links.journey import RESULT, Journey
from web.links.journey_address import seal_journey
from web.links.result_file import result_file
from web.services.clock import today

MARK = "zqx9"
_MARKUP = f"<script>{MARK}</script>\"'><img src=x onerror={MARK}()></style></title></textarea><svg/onload={MARK}>"
_MARKDOWN = f"[{MARK}](javascript:{MARK}) ![{MARK}](http://evil.example/{MARK}) $\\href{{x}}{{{MARK}}}$ :red[{MARK}]"
_TEMPLATES = f"{{{{ 7*191 }}}}{{% print(7*191) %}}${{7*191}}#{{7*191}}<%= 7*191 %>{{7*191}}%s%n{MARK}"
_LINES = f"\r\nSet-Cookie: {MARK}=1\r\n\r\n<b>{MARK}"
_FORMULA = f'=HYPERLINK("http://evil.example/{MARK}")'
PAYLOADS = {"markup": _MARKUP, "other": f"{_FORMULA}{_MARKDOWN}{_TEMPLATES}", "lines": _LINES}
SHORT = (
    _MARKUP[:60],
    f"</style><svg/onload={MARK}>",
    f"[{MARK}](javascript:{MARK})",
    _TEMPLATES[:40],
    _LINES,
    _FORMULA,
)
"""What fits into a line of one's own words."""

every_payload = pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
ACTIVE = re.compile(rf"<script>{MARK}|<img src=x|<svg/onload|<b>{MARK}|href=\"?'?javascript:|1337", re.I)
"""What would be in a page where one of them had become more than text."""


def expect_text(answer: Answer) -> None:
    assert answer.status in (200, 303, 400, 403, 404, 410, 421, 422), answer.head
    assert MARK not in answer.head
    assert "evil.example" not in answer.head
    if "\ncontent-type: text/html" in answer.head or "svg" in answer.head:
        assert not ACTIVE.search(answer.text), ACTIVE.search(answer.text)
        assert not re.search(r"(?:href|src|action)=\"[^\"]*evil\.example", answer.text)
    else:
        assert "x-content-type-options: nosniff" in answer.head or answer.status == 400


@every_payload
def test_what_is_in_the_address_stays_text(payload: str, server: str) -> None:
    coded = quote(payload, safe="")
    for path in ("/s/", "/i/", "/manage/", "/review/", "/", "/static/", "/_stcore/", "/api/v1/"):
        expect_text(get(server, path + coded))
    for path in ("/", "/plain", "/fit", "/compare", "/open", "/help", "/api/v1/questions", "/review/2026-12-01.ics"):
        names = ("view", "lang", "at", "step", "goal", "result", "a", "b", "invited", "link", payload)
        expect_text(get(server, f"{path}?{urlencode(dict.fromkeys(names, payload))}"))


@every_payload
def test_what_is_in_a_form_stays_text(payload: str, server: str) -> None:
    answers = {f"answer-{question}": option for question, option in ABLE.items()}
    forms: Mapping[str, Mapping[str, str]] = {
        "/plain": {"view": "self", "part": "whole", "own": payload[-80:], **answers},
        "/plain?": {"view": payload, "part": payload, "own": payload, "answer-goal": payload},
        "/compare": {"a": payload, "b": payload, "links": payload, "link": payload},
        "/compare/start": {"a": payload, "link": payload},
        "/preview": {"at": at(), "own": payload[-80:], "level": "answers", "days": payload},
        "/copy": {"at": at(), "as": payload},
        "/fit": {"result": payload, "fit": payload, "answer": payload},
        "/manage/x": {"revoke": payload},
    }
    for path, form in forms.items():
        expect_text(post(server, path, urlencode(form).encode(), FORM))


@pytest.mark.parametrize("payload", [_MARKUP, PAYLOADS["other"]], ids=["markup", "other"])
def test_what_is_in_a_header_stays_text(payload: str, server: str) -> None:
    names = ("Accept-Language", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For", "X-Forwarded-Prefix")
    more = (
        "Referer",
        "User-Agent",
        "Cookie",
        "Origin",
        "Accept",
        "Forwarded",
        "X-Original-URL",
        "X-Rewrite-URL",
        "Via",
    )
    for path in ("/", "/?view=self", "/plain", "/s/x", "/review/2026-12-01.ics?result=coaching", "/api/v1/questions"):
        expect_text(get(server, path, *(f"{name}: {payload}" for name in names + more)))
        expect_text(get(server, path, f"Host: {payload}"))


def test_another_host_is_in_no_header_and_in_no_page(server: str) -> None:
    for path in ("/", "/static", "/static/", "/s/x", "/?view=self", "//evil.example", "//evil.example/..", "/help/"):
        for line in ("Host: evil.example", "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https"):
            answer = get(server, path, line)
            assert "evil.example" not in answer.head, path
            assert "http://evil.example" not in answer.text, path


@pytest.mark.parametrize("payload", SHORT)
def test_what_is_in_a_link_or_a_file_of_a_result_stays_text(payload: str, server: str) -> None:
    sheet = AnswerSheet("self", ABLE)
    link = result_link(EDITION, sheet, "answers", 30, today=today(), own_words=accepted(payload))
    created = create_link(EDITION, SERVICES, "", link)
    SECRETS.add(created.address.rpartition("/")[2])
    shared = get(server, created.address)
    assert shared.status == 200
    expect_text(shared)
    fields = json.loads(result_file(EDITION, sheet, created=today()))
    changes: list[dict[str, object]] = [{name: payload} for name in fields]
    changes += [
        {"answers": {payload: payload}},
        {"answers": {"goal": payload}},
        {payload: payload},
        {"edition": {"version": payload, "mark": payload}},
    ]
    for change in changes:
        expect_text(opened(server, json.dumps(fields | change).encode(), name=payload))


def opened(server: str, content: bytes, *, name: str) -> Answer:
    """What the page for a file answers to this one."""
    plain = re.sub(r"[\r\n\"]", "", name)
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{plain}"\r\nContent-Type: {plain}\r\n\r\n'
    body = head.encode() + content + b"\r\n--b--\r\n"
    return post(server, "/open", body, "Content-Type: multipart/form-data; boundary=b")


@every_payload
def test_what_is_in_the_address_of_streamlits_page_stays_text(payload: str, server: str) -> None:
    with session(server, urlencode({"view": payload, "lang": payload, "at": payload, "step": payload})) as opened_page:
        assert not ACTIVE.search(opened_page.shown)
        assert not ACTIVE.search(opened_page.open(urlencode({"at": at(), "invited": payload, "lang": payload})))


@pytest.mark.parametrize("payload", [_MARKUP, pytest.param(PAYLOADS["other"], marks=pytest.mark.deep)])
def test_what_is_in_a_file_of_people_stays_text(payload: str) -> None:
    rows = people(6, **ABLE)
    rows = [{**row, payload: payload, "ref": payload, "site": payload} for row in rows]
    rows[0]["goal"] = rows[1]["view"] = payload
    app = team_page(csv_of(rows), name=f"{payload}.csv")
    shown = list(texts(app))
    assert any(MARK in text for text in shown)
    assert not [text for text in shown if ACTIVE.search(text)]


def texts(app: AppTest) -> Iterator[str]:
    """What the page says in HTML, and in Markdown without what a backslash takes its meaning."""
    for element in app.main:
        for name in ("body", "label", "value", "options"):
            said = getattr(element, name, None)
            for text in said if isinstance(said, list) else [said]:
                if isinstance(text, str):
                    yield text if element.type == "html" else re.sub(r"\\.", "", text)


def at() -> str:
    """An address on the way, with all answers, that this server opens. It must be in no log."""
    token = seal_journey(SERVICES.sealer, EDITION.rules, Journey("self", RESULT, ABLE), today=today())
    SECRETS.add(token)
    return token
