"""Our small files: compressed or not they are the same, a browser that has one is told so, and they are made once."""

import gzip

import pytest
from starlette.testclient import TestClient

from tests.web.loaded import EDITION
from web.routes.table import STATIC

LOOK = f"/{EDITION.templates.globals['look']}"
KINDS = {
    "/guide.js": "text/javascript",
    "/icon.svg": "image/svg+xml",
    "/robots.txt": "text/plain",
    "/guide-sans-1.woff2": "font/woff2",
    LOOK: "text/css",
}
FOR_GOOD, EACH_TIME = "public, max-age=31536000, immutable", "no-cache"


def raw(client: TestClient, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    with client.stream("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}) as sent:
        return sent.status_code, dict(sent.headers), b"".join(sent.iter_raw())


@pytest.mark.parametrize("path", KINDS)
def test_a_file_is_the_same_compressed_or_not(path: str, client: TestClient) -> None:
    _, plain_headers, plain = raw(client, path, accept_encoding="identity")
    _, headers, sent = raw(client, path, accept_encoding="gzip, br")
    assert headers["content-type"].partition(";")[0] == KINDS[path]
    assert headers["etag"] == plain_headers["etag"]
    assert headers.get("vary") == plain_headers.get("vary")
    assert headers["cache-control"] == (FOR_GOOD if path == LOOK or path.endswith("woff2") else EACH_TIME)
    if "content-encoding" in headers:
        assert headers["vary"] == "Accept-Encoding"
        assert len(sent) < len(plain)
        sent = gzip.decompress(sent)
    assert sent == plain
    assert ("content-encoding" in headers) == (path in ("/guide.js", LOOK))


def test_a_script_is_the_one_on_the_disk(client: TestClient) -> None:
    assert client.get("/guide.js").content == (STATIC / "guide.js").read_bytes()


@pytest.mark.parametrize("path", KINDS)
def test_a_browser_that_has_a_file_is_told_so(path: str, client: TestClient) -> None:
    tag = client.get(path).headers["etag"]
    status, headers, body = raw(client, path, if_none_match=f'"other", {tag}')
    assert (status, body, headers["etag"]) == (304, b"", tag)
    assert raw(client, path, if_none_match='"other"')[0] == 200


def test_the_style_of_links_is_made_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get(LOOK).content
    monkeypatch.setattr(type(EDITION), "render", lambda *_: pytest.fail("made again"))
    assert client.get(LOOK).content == before
