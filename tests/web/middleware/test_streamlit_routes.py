"""Streamlit's routes: what its page needs is answered, all else is not there, and files come from pages that ask."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from web.middleware.base_path import StreamlitsBasePath, WithoutBasePath
from web.middleware.streamlit_routes import NeededRoutes
from web.middleware.uploads import Uploads

MEGABYTE = 1 << 20


class Pages:
    """Pages of which one asks for a file, and what the files on it and on all pages weigh."""

    own = all = 0

    def is_asked_for(self, session: str) -> bool:
        return session == "team"

    def sizes(self, session: str) -> tuple[int, int]:
        return self.own, self.all


@pytest.fixture
def pages() -> Pages:
    return Pages()


@pytest.fixture
def client(tmp_path: Path, pages: Pages) -> TestClient:
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "index.ab12.js").write_text("code")
    (tmp_path / "index.html").write_text("page")
    middleware = [
        Middleware(WithoutBasePath, base="/guide"),
        Middleware(NeededRoutes, folder=tmp_path),
        Middleware(Uploads, files=pages, largest=25 * MEGABYTE, most=100 * MEGABYTE),
        Middleware(StreamlitsBasePath, base="/guide"),
    ]
    methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]
    everything = Route("/{path:path}", lambda _: PlainTextResponse("Streamlit"), methods=methods)
    return TestClient(Starlette(routes=[WebSocketRoute("/{path:path}", talk), everything], middleware=middleware))


async def talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


NEEDED = ["_stcore/health", "_stcore/host-config", "static/js/index.ab12.js", "media/0a1b.csv", "media/0a1b"]
NOT_NEEDED = [
    "_stcore/metrics",
    "_stcore/script-health-check",
    "_stcore/agent/interact",
    "_stcore/agent/openapi.json",
    "_stcore/agent/mcp",
    "_stcore/bidi-components/x/y.js",
    "_stcore/health/",
    "_stcore//health",
    "_stcore/nonsense",
    "_stcore/upload_file/team",
    "component/x/index.html",
    "static/",
    "static/js",
    "static/index.html",
    "static/js/nonsense.js",
    "static/%2E%2E/index.html",
    "media/",
    "media/%2E%2E",
    "media/0a1b/x.csv",
    "guide/_stcore/metrics",
    "s/_stcore/metrics",
]


@pytest.mark.parametrize("base", ["/", "/guide/"])
def test_what_streamlits_page_needs_is_answered(base: str, client: TestClient) -> None:
    assert [client.get(base + path).text for path in NEEDED] == ["Streamlit"] * len(NEEDED)


@pytest.mark.parametrize("path", NOT_NEEDED)
def test_what_it_does_not_need_is_not_there(path: str, client: TestClient) -> None:
    assert {client.get(base + path).status_code for base in ("/", "/guide/")} == {404}


@pytest.mark.parametrize("path", NEEDED)
def test_what_is_only_read_takes_nothing(path: str, client: TestClient) -> None:
    assert {client.request(method, f"/{path}").status_code for method in ("POST", "PUT", "DELETE", "OPTIONS")} == {404}


@pytest.mark.parametrize("path", ["/_stcore/stream/", "/stream", "/", "/_stcore/agent/mcp"])
def test_there_is_one_websocket(path: str, client: TestClient) -> None:
    with client.websocket_connect("/_stcore/stream"), client.websocket_connect("/guide/_stcore/stream"):
        pass
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(path):
        pass


@pytest.mark.parametrize(("session", "status"), [("team", 200), ("other", 404), ("..", 404), ("%00", 404)])
def test_a_file_is_taken_from_a_page_that_asks_for_one(session: str, status: int, client: TestClient) -> None:
    for method in ("PUT", "DELETE"):
        assert client.request(method, f"/_stcore/upload_file/{session}/1").status_code == status


@pytest.mark.parametrize(
    ("own", "all_files", "size", "status"),
    [(25, 75, 25, 200), (26, 26, 25, 503), (0, 76, 25, 503), (49, 99, 1, 200), (0, 76, None, 503)],
    ids=["room", "own", "all", "room for a small one", "who does not say"],
)
def test_there_is_room_for_so_many_files(
    own: int, all_files: int, size: int | None, status: int, client: TestClient, pages: Pages
) -> None:
    pages.own, pages.all = own * MEGABYTE, all_files * MEGABYTE
    content = iter([b"a"]) if size is None else bytes(size * MEGABYTE)
    response = client.put("/_stcore/upload_file/team/1", content=content)
    assert response.status_code == status
    assert ("retry-after" in response.headers) == (status == 503)
    assert client.delete("/_stcore/upload_file/team/1").status_code == 200
