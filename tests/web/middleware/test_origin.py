"""An Origin that is none is refused like a foreign one, and what is logged of it is a host or nothing."""

import logging

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

ODD = [
    "http://[",
    "http://a]b",
    "http://[::1",
    "https://evil.example/%00",
    "javascript:alert(1)",
    "http://",
    "e" * 3000,
]


@pytest.mark.parametrize("origin", ODD)
def test_an_odd_origin_opens_nothing_and_breaks_nothing(origin: str, client: TestClient) -> None:
    headers = {"origin": origin, "host": "guide.test"}
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream", headers=headers):
        pass
    assert client.put("/_stcore/upload_file/session/file", headers=headers).status_code == 403
    assert client.post("/plain", data={"view": "self"}, headers=headers).status_code < 500
    assert client.post("/fit", data={}, headers=headers).status_code < 500


@pytest.mark.parametrize(
    ("origin", "logged"),
    [
        ("https://evil.example:8443/path?at=secret", "evil.example:8443"),
        ("https://secret secret/", "no host"),
        ("https://" + "secret" * 30, "no host"),
        ("https://user:secret@evil.example", "no host"),
        ("http://[secret", "no host"),
    ],
)
def test_the_log_says_whose_page_was_refused_and_nothing_else(
    origin: str, logged: str, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    headers = {"origin": origin, "host": "guide.test"}
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream", headers=headers):
        pass
    [record] = [record for record in caplog.records if record.name == "coach-or-mentor"]
    assert f"its Origin is {logged} and its Host is guide.test." in record.getMessage()
    assert "secret" not in record.getMessage()
