"""Files and bodies that nobody asked for, that are larger than they may be, or larger than they say."""

import gzip
from urllib.parse import urlsplit

import pytest

from tests.attack.raw import Answer, ask
from tests.attack.session import session
from tests.attack.test_malformed import FORM, JSON, post

MEGABYTE = 1 << 20


def put(
    server: str, page: str, content: bytes, *, name: str = "1", pieces: bool = False, method: str = "PUT"
) -> Answer:
    """Send a file to a page, as its own field would, or with the body in pieces that do not say how many there are."""
    body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n' + content + b"\r\n--b--\r\n"
    length = "Transfer-Encoding: chunked" if pieces else f"Content-Length: {len(body)}"
    lines = [f"{method} /_stcore/upload_file/{page}/{name} HTTP/1.1", f"Host: {urlsplit(server).netloc}"]
    lines += [f"Origin: {server}", "Content-Type: multipart/form-data; boundary=b", "Connection: close", length, "", ""]
    return ask(server, "\r\n".join(lines).encode() + (b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if pieces else body))


def test_a_file_is_taken_only_where_a_page_asks_for_one(server: str) -> None:
    with session(server, "view=self&lang=en") as guide:
        assert {put(server, guide.id, b"a,b", method=method).status for method in ("PUT", "DELETE")} == {404}
        guide.open("view=team&lang=en")
        assert put(server, guide.id, b"a,b").status == 204
        guide.open("lang=en")
        assert put(server, guide.id, b"a,b").status == 404
    assert {put(server, page, b"a,b").status for page in ("none", "..", "%00", "a" * 5000)} == {404}


@pytest.mark.parametrize("pieces", [False, True], ids=["said", "in pieces"])
def test_a_file_that_is_too_large_is_refused(pieces: bool, server: str) -> None:
    with session(server, "view=team&lang=en") as team:
        assert put(server, team.id, bytes(27 * MEGABYTE), pieces=pieces).status == 413
        assert put(server, team.id, b"a,b").status == 204


def test_a_page_has_no_room_for_file_after_file(server: str) -> None:
    with session(server, "view=team&lang=en") as team:
        statuses = [put(server, team.id, bytes(17 * MEGABYTE), name=name).status for name in "123"]
        assert statuses == [204, 204, 503]


BODIES = {
    "without an end": b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + bytes(9000),
    "without a beginning": bytes(9000),
    "of many parts": b'--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n' * 3000 + b"--b--\r\n",
    "of many files": b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n' * 1500
    + b"--b--\r\n",
    "with a long head": b"--b\r\nContent-Disposition: form-data; name=" + b"a" * 60_000 + b"\r\n\r\nx\r\n--b--\r\n",
    "of many lines": b"--b\r\n" + b"X-A: b\r\n" * 8000 + b"\r\nx\r\n--b--\r\n",
}


@pytest.mark.parametrize("body", BODIES)
def test_a_form_with_a_file_that_is_none_is_refused(body: str, server: str) -> None:
    answer = post(server, "/open", BODIES[body], "Content-Type: multipart/form-data; boundary=b")
    assert answer.status in (400, 413, 422), answer.head


@pytest.mark.deep
@pytest.mark.parametrize("body", BODIES)
def test_such_a_form_is_refused_as_a_file_of_a_page_too(body: str, server: str) -> None:
    with session(server, "view=team&lang=en") as team:
        lines = (
            f"Origin: {server}",
            f"Host: {urlsplit(server).netloc}",
            "Content-Type: multipart/form-data; boundary=b",
        )
        head = "\r\n".join([f"PUT /_stcore/upload_file/{team.id}/1 HTTP/1.1", *lines, "Connection: close"])
        sent = f"{head}\r\nContent-Length: {len(BODIES[body])}\r\n\r\n".encode() + BODIES[body]
        assert ask(server, sent).status in (400, 413)


@pytest.mark.parametrize(("path", "kind"), [("/plain", FORM), ("/compare", FORM), ("/api/v1/recommend", JSON)])
def test_a_body_that_is_packed_is_not_unpacked(path: str, kind: str, server: str) -> None:
    packed = gzip.compress(b'{"view": "self", "answers": {"goal": "habit"}}' + b" " * (16 << 20))
    answer = post(server, path, packed, kind, "Content-Encoding: gzip")
    assert answer.status in (400, 413, 415, 422), answer.head
