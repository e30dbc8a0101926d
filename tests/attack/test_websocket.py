"""What can be sent over a websocket, and from where it can be opened."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.attack.raw import SECONDS, get
from tests.attack.session import Session, session

NO_MESSAGES = {
    "text": "hello",
    "no letters": b"\xff" * 100,
    "nothing": b"",
    "too long": b"\x0a" + b"\x00" * (3 << 20),
    "too long, in pieces": [b"\x00" * (1 << 20)] * 3,
}


@pytest.mark.parametrize("sent", NO_MESSAGES.values(), ids=NO_MESSAGES)
def test_what_is_no_message_ends_the_connection_and_nothing_else(sent: str | bytes | list[bytes], server: str) -> None:
    with session(server, "lang=en") as opened:
        opened.socket.send(sent)
        assert closing_code(opened) in (1002, 1003, 1009)


def closing_code(opened: Session) -> int | None:
    """How the server ends the connection. One that it does not end is a TimeoutError."""
    try:
        while True:
            opened.socket.recv(timeout=SECONDS)
    except ConnectionClosed:
        return opened.socket.close_code


USUAL = {"new_session", "session_status_changed", "navigation", "page_config_changed", "ref_hash", "delta"}
USUAL |= {"session_event", "script_finished"}
"""The kinds of messages that come as a page is drawn."""


def message(kind: str) -> BackMsg:
    asked = BackMsg()
    if kind == "file_urls_request":
        asked.file_urls_request.file_names.extend(["a"] * 100_000)
    else:
        setattr(asked, kind, True)
    return asked


@pytest.mark.parametrize(
    "kind",
    [
        "clear_cache",
        "load_git_info",
        "set_run_on_save",
        "debug_disconnect_websocket",
        "debug_shutdown_runtime",
        "file_urls_request",
    ],
)
def test_what_streamlit_would_do_for_everybody_is_not_done(kind: str, server: str) -> None:
    with session(server, "lang=en") as opened:
        opened.socket.send(message(kind).SerializeToString())
        assert kinds_until_drawn(opened) <= USUAL
    assert get(server, "/healthz").status == 200


def kinds_until_drawn(opened: Session) -> set[str]:
    """The kinds of messages that come until the page is drawn again."""
    again = BackMsg()
    again.rerun_script.query_string = "lang=fr"
    opened.socket.send(again.SerializeToString())
    kinds = set[str]()
    while "script_finished" not in kinds:
        kinds.add(str(ForwardMsg.FromString(opened.socket.recv(timeout=SECONDS, decode=False)).WhichOneof("type")))
    return kinds


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "file://", "http://localhost.evil.example", None])
def test_another_page_opens_no_websocket_and_sends_no_file(origin: str | None, server: str) -> None:
    from_there = None if origin is None else Origin(origin)
    with (
        pytest.raises(InvalidStatus),
        connect(server.replace("http", "ws") + "/_stcore/stream", origin=from_there, proxy=None),
    ):
        pass
    with session(server, "view=team&lang=en") as team:
        path, lines = f"/_stcore/upload_file/{team.id}/1", [] if origin is None else [f"Origin: {origin}"]
        assert {get(server, path, *lines, method=method).status for method in ("PUT", "DELETE")} == {403}


def test_no_message_is_unpacked(server: str) -> None:
    with connect(
        server.replace("http", "ws") + "/_stcore/stream", origin=Origin(server), compression="deflate", proxy=None
    ) as socket:
        assert not socket.protocol.extensions
