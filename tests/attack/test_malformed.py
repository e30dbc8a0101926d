"""Requests that are too large, lie about themselves, or are no requests at all: refused, and the server goes on."""

import json
from urllib.parse import quote

import pytest

from tests.attack.raw import Answer, ask, get

ROUTES = [
    "/plain",
    "/fit",
    "/compare",
    "/compare/start",
    "/preview",
    "/copy",
    "/manage/x",
    "/open",
    "/api/v1/recommend",
]
FORM = "Content-Type: application/x-www-form-urlencoded"
JSON = "Content-Type: application/json"


def post(server: str, path: str, body: bytes, *headers: str, length: int | None = None) -> Answer:
    """Send a body, and say that it has this length, or its own."""
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    lines += [f"Content-Length: {len(body) if length is None else length}", "", ""]
    return ask(server, "\r\n".join(lines).encode() + body)


HEADS = {
    "a long line": (f"/?{'a' * 70_000}", []),
    "a long header": ("/", [f"X-Much: {'a' * 70_000}"]),
    "many headers": ("/", [f"X-{number}: y" for number in range(10_000)]),
    "two hosts": ("/", ["Host: localhost", "Host: evil.example"]),
    "two lengths": ("/", ["Content-Length: 1", "Content-Length: 2"]),
    "a length below nothing": ("/", ["Content-Length: -1"]),
    "a length that is no number": ("/", ["Content-Length: 1e9"]),
    "a length past all numbers": ("/", [f"Content-Length: {'9' * 5000}"]),
    "a length and pieces": ("/", ["Content-Length: 5", "Transfer-Encoding: chunked"]),
    "an unknown way to send": ("/", ["Transfer-Encoding: gzip, chunked"]),
    "a folded header": ("/", ["X-A: b", " c: d"]),
    "a nameless header": ("/", [": x"]),
    "a header with a NUL": ("/", ["X-A: \x00"]),
    "a header with a space in its name": ("/", ["X A: b"]),
}


@pytest.mark.parametrize("head", HEADS)
def test_a_head_that_is_none_is_refused_or_read_as_it_should_be(head: str, server: str) -> None:
    path, lines = HEADS[head]
    answer = get(server, path, *lines)
    assert answer.status in (0, 200, 400, 413, 414, 431), answer.head
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "request_",
    [
        b"\x00" * 3000,
        b"\x16\x03\x01\x02\x00",
        b"GET\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(request_: bytes, server: str) -> None:
    assert ask(server, request_).status in (400, 404)


@pytest.mark.parametrize("path", ROUTES)
def test_no_body_is_too_much_or_too_odd_for_a_route(path: str, server: str) -> None:
    bodies = [
        b"a=b" * 100_000,
        b"&".join(b"f%d=x" % number for number in range(3000)),
        b"\xff\xfe\x00" * 1000,
        b"view=self&experience=%00%ff%f0%9f&token=" + b"%25" * 300,
    ]
    for body in bodies:
        answer = post(server, path, body, FORM if path != "/api/v1/recommend" else JSON)
        assert answer.status in (200, 303, 400, 403, 404, 411, 413, 415, 422), (path, answer.head)
        assert "Traceback" not in answer.text


HIDDEN = {
    "behind the last piece": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "behind an unknown way to send": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "behind a length with a sign": b"Content-Length: +0\r\n\r\n",
    "behind a length with a space in its name": b"Content-Length : 0\r\n\r\n",
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_request_that_hides_behind_another_is_not_answered(hidden: str, server: str) -> None:
    behind = b"GET /help HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answer = ask(server, b"POST /plain HTTP/1.1\r\nHost: localhost\r\n" + HIDDEN[hidden] + behind)
    assert answer.status == 400
    assert b"HTTP/1.1 200" not in answer.body


ODD = {
    "a thousand ranges": f"Range: bytes={','.join(['0-1'] * 1000)}",
    "a range from before the beginning": f"Range: bytes=-{'9' * 400}",
    "a date that is none": "If-Modified-Since: yesterday",
    "a thousand languages": f"Accept-Language: {','.join(f'x{number};q=0.{number}' for number in range(3000))}",
    "weights that are no numbers": "Accept-Language: fr;q=nan,en;q=1e999,*;q=-1",
    "a cookie of Streamlit's": "Cookie: _streamlit_session=eyJhIjoxfQ==.x.y; _streamlit_user=2|1:0|x",
    "many cookies": f"Cookie: {'a=b; ' * 8000}",
    "another protocol": "Connection: close, Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk",
    "another expectation": "Expect: x",
}


@pytest.mark.parametrize("line", ODD)
def test_an_odd_header_changes_nothing(line: str, server: str) -> None:
    assert {get(server, path, ODD[line]).status for path in ("/", "/guide.js", "/help")} == {200}


PIECES = {
    "more than was said": b"5\r\nabcdefghij\r\n0\r\n\r\n",
    "a size below nothing": b"-5\r\nabc\r\n0\r\n\r\n",
    "a size past all numbers": b"F" * 40 + b"\r\nabc",
    "a long extension": b"1;" + b"a" * 100_000 + b"\r\na\r\n0\r\n\r\n",
    "no size": b"zz\r\nabc\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("pieces", PIECES)
def test_pieces_that_lie_are_refused(pieces: str, server: str) -> None:
    head = b"POST /plain HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    assert ask(server, head + PIECES[pieces]).status in (0, 400, 413)


def test_a_body_in_pieces_has_the_same_bound_as_one_that_says_its_length(server: str) -> None:
    head = b"POST /plain HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    piece = b"%x\r\n%s\r\n" % (8192, b"a" * 8192)
    assert ask(server, head + piece * 40 + b"0\r\n\r\n").status == 413


BODIES = {
    "deep": b"[" * 100_000,
    "deep and closed": b"[" * 8_000 + b"]" * 8_000,
    "deep keys": b'{"a":' * 3_000 + b"1" + b"}" * 3_000,
    "a number past all others": b'{"answers": ' + b"9" * 15_000 + b"}",
    "a number with an exponent": b'{"view": 1e999999999}',
    "no number": b'{"view": NaN, "answers": -Infinity}',
    "keys twice": b'{"view": "self", "view": "leader", "answers": {}}',
    "bad letters": b'{"view": "\xff\xfe\xed\xa0\x80"}',
    "half a pair": b'{"view": "\\ud800", "answers": {"\\udfff": "\\u0000"}}',
    "a mark before it": b"\xef\xbb\xbf{}",
    "in two bytes": '{"view": "self"}'.encode("utf-16"),
    "nothing": b"",
    "a NUL": b"\x00",
    "a list of lists": json.dumps([[[]] * 1000]).encode(),
}


@pytest.mark.parametrize("body", BODIES)
def test_json_that_is_none_is_a_clear_mistake(body: str, server: str) -> None:
    for path in ("/api/v1/recommend", "/api/v1/recommend?lang=fr"):
        answer = post(server, path, BODIES[body], JSON)
        assert answer.status in (200, 400, 404, 413, 422, 429), answer.head
        assert "Traceback" not in answer.text


def test_ten_thousand_parameters_are_no_more_work_than_a_page(server: str) -> None:
    for path in ("/", "/plain", "/compare", "/fit", "/s/x", "/api/v1/questions"):
        answer = get(server, f"{path}?{'&'.join(f'a{number}=b' for number in range(10_000))}"[:60_000])
        assert answer.status in (200, 404, 422), (path, answer.head)


@pytest.mark.parametrize("value", ["%00", "%ff", "%", "9" * 5000, "-1", "1e9", quote("‮"), "%F0%9F%92%A9", "a" * 8000])
def test_no_value_of_a_parameter_is_a_failure(value: str, server: str) -> None:
    paths = [f"/?{name}={value}" for name in ("view", "at", "lang", "step", "invited")]
    paths += [f"/plain?view={value}&lang={value}", f"/fit?result={value}", f"/compare?a={value}&b={value}"]
    paths += [f"/review/{value}.ics", f"/look-{value}.css", f"/s/{value}", f"/i/{value}", f"/manage/{value}"]
    for path in paths:
        answer = get(server, path)
        assert answer.status in (200, 400, 404, 410, 422), (path, answer.head)
        assert "Traceback" not in answer.text
