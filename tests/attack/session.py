"""A session with Streamlit, as its page in a browser would hold it, without the browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.attack.raw import SECONDS


@dataclass
class Session:
    """An open websocket, the id that uploads need, and all that was shown since the page was last asked for."""

    socket: ClientConnection
    id: str = ""
    shown: str = ""

    def open(self, query: str) -> str:
        """Ask for the page of this query, and read until it is drawn."""
        message = BackMsg()
        message.rerun_script.query_string = query
        self.socket.send(message.SerializeToString())
        return self.read()

    def read(self) -> str:
        """What the server shows until the script has ended."""
        self.shown = ""
        while True:
            message = ForwardMsg.FromString(self.socket.recv(timeout=SECONDS, decode=False))
            if message.WhichOneof("type") == "new_session":
                self.id = message.new_session.initialize.session_id
            self.shown += str(message)
            if message.WhichOneof("type") == "script_finished":
                return self.shown


@contextmanager
def session(address: str, query: str = "") -> Iterator[Session]:
    """A session that has shown the page of this query."""
    place = urlsplit(address).netloc
    protocols, origin = [Subprotocol("streamlit")], Origin(address)
    with connect(f"ws://{place}/_stcore/stream", origin=origin, subprotocols=protocols, proxy=None) as socket:
        opened = Session(socket)
        opened.open(query)
        yield opened
