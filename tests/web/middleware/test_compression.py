"""Streamlit's files, compressed: the same bytes for clients that accept gzip, and left to Streamlit for all others."""

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from web.middleware.compression import CompressedFiles

SCRIPT = "export const answer = 42;\n" * 200


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    folder = tmp_path / "static" / "js"
    folder.mkdir(parents=True)
    (folder / "index.ab12.js").write_text(SCRIPT)
    (tmp_path / "secret.js").write_text("secret")
    app = Starlette(
        routes=[Route("/{path:path}", lambda _: PlainTextResponse("as it is"), methods=["GET", "POST"])],
        middleware=[Middleware(CompressedFiles, folder=tmp_path)],
    )
    return TestClient(app)


def test_a_script_comes_compressed_and_may_be_kept_for_a_year(client: TestClient) -> None:
    with client.stream("GET", "/static/js/index.ab12.js", headers={"Accept-Encoding": "gzip, br"}) as response:
        sent = b"".join(response.iter_raw())
    assert gzip.decompress(sent).decode() == SCRIPT
    assert len(sent) < len(SCRIPT) / 10
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["content-type"].startswith("text/javascript")
    assert "max-age=31536000" in response.headers["cache-control"]
    assert response.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("path", "encoding", "method"),
    [
        ("/static/js/index.ab12.js", "identity", "GET"),
        ("/static/js/index.ab12.js", "gzip", "POST"),
        ("/static/js/other.js", "gzip", "GET"),
        ("/static/../secret.js", "gzip", "GET"),
        ("/secret.js", "gzip", "GET"),
        ("/", "gzip", "GET"),
    ],
)
def test_everything_else_is_left_as_it_is(path: str, encoding: str, method: str, client: TestClient) -> None:
    response = client.request(method, path, headers={"Accept-Encoding": encoding})
    assert response.text == "as it is"
    assert "content-encoding" not in response.headers
