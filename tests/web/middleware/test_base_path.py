"""A guide below a path: its own pages and Streamlit's answer there, whether or not a proxy takes the path away."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.web.loaded import EDITION, EDITIONS, SERVICES, SHELLS
from web.middleware.base_path import StreamlitsBasePath, WithoutBasePath
from web.middleware.context import Context
from web.routes.table import plain_routes

BASE = "/trust/guide"


def streamlits(request: Request) -> Response:
    """What Streamlit would answer, at the path that it was asked for."""
    return PlainTextResponse(f"Streamlit at {request.scope['path']}")


@pytest.fixture(scope="module")
def below() -> TestClient:
    """A client of a guide below BASE."""
    middleware = [
        Middleware(WithoutBasePath, base=BASE),
        Middleware(Context, editions=EDITIONS, services=SERVICES, shells=SHELLS),
        Middleware(StreamlitsBasePath, base=BASE),
    ]
    routes = [*plain_routes(BASE), Route(f"{BASE}/{{path:path}}", streamlits)]
    return TestClient(Starlette(routes=routes, middleware=middleware), base_url="http://guide.test")


@pytest.mark.parametrize("path", ["/", "/?view=self", "/help", "/plain?view=leader", "/compare", "/icon.svg"])
def test_a_page_is_the_same_with_the_base_path_and_without(path: str, below: TestClient) -> None:
    with_base, without = below.get(BASE + path), below.get(path)
    assert with_base.status_code == 200
    assert with_base.text == without.text


def test_the_base_path_alone_leads_to_its_folder_so_that_links_are_right(below: TestClient) -> None:
    response = below.get(f"{BASE}?view=self&lang=fr", follow_redirects=False)
    assert response.is_redirect
    assert response.headers["location"] == f"{BASE}/?view=self&lang=fr"


@pytest.mark.parametrize("path", ["/_stcore/health", "/static/js/index.js", "/media/x.png"])
def test_streamlits_routes_get_the_path_that_they_know(path: str, below: TestClient) -> None:
    assert below.get(BASE + path).text == f"Streamlit at {BASE}{path}"
    assert below.get(path).text == f"Streamlit at {BASE}{path}"


@pytest.mark.parametrize("path", [f"{BASE}er", f"{BASE}/nonsense", "/nonsense", "/trust", f"/x{BASE}/help"])
def test_what_is_not_there_is_missing_below_a_path_too(path: str, below: TestClient) -> None:
    response = below.get(path)
    assert response.status_code == 404
    assert EDITION.say("error.missing.title") in response.text


@pytest.mark.parametrize("token", ["%E2%80%9D", "a%2Fb", "é", "%00"])
def test_links_that_do_not_open_lead_home(token: str, below: TestClient) -> None:
    response = below.get(f"{BASE}/s/{token}")
    assert response.status_code == 404
    assert 'href="../' in response.text
