"""What is sent leaves at once, on a socket such as Streamlit listens on."""

import asyncio
import socket

from starlette.responses import PlainTextResponse
from uvicorn.config import Config
from uvicorn.server import ServerState

from web.middleware.connections import TimedConnection


async def _accepted() -> int:
    listener = socket.socket(socket.AF_INET)  # as Streamlit makes it: not for TCP by name, so that asyncio leaves it
    listener.bind(("127.0.0.1", 0))
    listener.setblocking(False)
    config = Config(PlainTextResponse("ok"), log_config=None)
    connections = list[TimedConnection]()

    def connection() -> TimedConnection:
        connections.append(TimedConnection(config, ServerState(), {}))
        return connections[0]

    server = await asyncio.get_running_loop().create_server(connection, sock=listener)
    _, writer = await asyncio.open_connection(*listener.getsockname())
    while not connections or connections[0].transport is None:
        await asyncio.sleep(0.01)
    found: int = connections[0].transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    connections[0].transport.abort()
    writer.close()
    server.close()
    await asyncio.sleep(0.05)  # both ends are closed in the next turns of the loop
    return found


def test_the_body_does_not_wait_until_the_headers_are_acknowledged() -> None:
    assert asyncio.run(asyncio.wait_for(_accepted(), timeout=10))
