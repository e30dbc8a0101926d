"""How often the JSON interface may be asked: each address for itself, whatever it says about proxies."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.web.loaded import SERVICES, client_of
from tests.web.routes.api.asked import NEW
from web.documents.api_schemas import EXPLAINED_A_REQUEST
from web.services.rate_limit import RateLimit
from web.services.services import Services

RATE = 5


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def behind(clock: Clock) -> Callable[[int], TestClient]:
    """A client of a new server behind so many proxies."""

    def client(proxies: int) -> TestClient:
        limit = RateLimit(RATE, clock=clock)
        return client_of(Services(SERVICES.sealer, SERVICES.revocations, rate_limit=limit, proxies=proxies))

    return client


def statuses(client: TestClient, times: int, forwarded: str = "") -> list[int]:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return [client.get("/api/v1/questions?view=self", headers=headers).status_code for _ in range(times)]


def test_who_asks_too_often_is_told_when_to_ask_again(behind: Callable[[int], TestClient], clock: Clock) -> None:
    client = behind(0)
    assert statuses(client, RATE + 1) == [200] * RATE + [429]
    refused = client.post("/api/v1/recommend", json=NEW)
    assert refused.headers["content-type"] == "application/problem+json"
    wait = int(refused.headers["retry-after"])
    assert wait == 60 // RATE
    clock.seconds += wait - 1
    assert statuses(client, 1) == [429]
    clock.seconds += 1
    assert statuses(client, 2) == [200, 429]


def test_the_pages_and_what_is_missing_are_not_counted(behind: Callable[[int], TestClient]) -> None:
    client = behind(0)
    statuses(client, RATE + 1)
    assert client.get("/api").status_code == 200
    assert client.get("/help").status_code == 200
    assert client.get("/api/v1/nothing").status_code == 404


def test_reasons_for_many_count_as_several_requests(behind: Callable[[int], TestClient]) -> None:
    client = behind(0)
    people = {"people": [NEW] * (EXPLAINED_A_REQUEST * 3), "explain": True}
    assert client.post("/api/v1/recommend", json=people).status_code == 200
    assert client.post("/api/v1/recommend", json=people).status_code == 429
    assert client.post("/api/v1/recommend", json={**people, "explain": False}).status_code == 200
    assert statuses(client, 1) == [429]


def test_nobody_gets_around_it_by_naming_other_addresses(behind: Callable[[int], TestClient]) -> None:
    client = behind(0)
    answered = [statuses(client, 1, f"192.0.2.{number}")[0] for number in range(RATE + 1)]
    assert answered == [200] * RATE + [429]


def test_behind_a_proxy_each_client_is_counted_for_itself(behind: Callable[[int], TestClient]) -> None:
    client = behind(1)
    assert statuses(client, RATE + 1, "192.0.2.1") == [200] * RATE + [429]
    assert statuses(client, 1, "192.0.2.2") == [200]
    invented = [statuses(client, 1, f"203.0.113.{number}, 192.0.2.1")[0] for number in range(3)]
    assert invented == [429] * 3
