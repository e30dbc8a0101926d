"""A browser's session without a browser: a websocket that speaks Streamlit's protocol, and the page it was sent."""

import html
import re
from collections.abc import Mapping

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.asyncio.client import ClientConnection, connect

_STREAM, _SUBPROTOCOL = "/_stcore/stream", "streamlit"
_WIDGETS = ("button", "checkbox", "radio", "text_input")
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_SECONDS_TO_OPEN = 60


class Session:
    """One visitor's websocket. `texts` is what the script showed last, and `widgets` are its fields by their keys."""

    def __init__(self, socket: ClientConnection, query: str) -> None:
        self._socket, self._query = socket, query
        self.texts: list[str] = []
        self.widgets: dict[str, str] = {}

    @property
    def query(self) -> str:
        """The query of the page's address, as it is now."""
        return self._query

    @property
    def heading(self) -> str:
        """The text of the page's first heading of the first level, or "" where there is none."""
        return heading_in(" ".join(self.texts))

    async def run(self, values: Mapping[str, bool | str] | None = None, *, press: str = "") -> int:
        """Run the script with these values of fields, and with a button pressed. The bytes that came, once it is done.

        Raises LookupError where the page has no such field.
        """
        message = BackMsg()
        message.rerun_script.query_string = self._query
        states = message.rerun_script.widget_states
        for key, value in (values or {}).items():
            self._set(states, key, value)
        if press:
            states.widgets.add(id=self.widgets[press], trigger_value=True)
        self.texts, self.widgets = [], {}
        await self._socket.send(message.SerializeToString())
        size, finished = 0, False
        while not finished:
            sent = await self._socket.recv(decode=False)
            size, finished = size + len(sent), self._has_finished(sent)
        return size

    def _set(self, states: WidgetStates, key: str, value: bool | str) -> None:
        state = states.widgets.add(id=self.widgets[key])
        if isinstance(value, bool):
            state.bool_value = value
        else:
            state.string_value = value

    def _has_finished(self, sent: bytes) -> bool:
        message = ForwardMsg.FromString(sent)
        kind = message.WhichOneof("type")
        if kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta":
            self._see(message)
        return bool(kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)

    def _see(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("html", "markdown"):
            self.texts.append(getattr(element, kind).body)
        elif kind in _WIDGETS:
            found = getattr(element, kind).id
            self.widgets[found.split("-", 2)[-1]] = found  # $$ID-hash-key

    async def close(self) -> None:
        await self._socket.close()


async def open_session(address: str, query: str) -> Session:
    """A websocket as the page at this address would open it. The script has not run yet."""
    socket = await connect(
        address.replace("http", "ws", 1) + _STREAM,
        origin=address,  # type: ignore[arg-type]
        subprotocols=[_SUBPROTOCOL],  # type: ignore[list-item]
        compression=None,
        ping_interval=None,
        open_timeout=_SECONDS_TO_OPEN,
    )
    return Session(socket, query)


def heading_in(page: str) -> str:
    """The text of the first heading of the first level in a page, or ""."""
    found = _HEADING.search(page)
    return html.unescape(_TAG.sub("", found[1])).strip() if found else ""
