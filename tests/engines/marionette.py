"""Marionette, the protocol that Firefox itself speaks, under Selenium.

What is usually between the two, geckodriver, only passes commands on, and is in no registry that the project uses.
"""

import json
import socket
from typing import Any

from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.remote_connection import RemoteConnection

HOST = "127.0.0.1"
SECONDS_TO_REPLY = 90

COMMANDS = {
    Command.NEW_SESSION: "WebDriver:NewSession",
    Command.QUIT: "Marionette:Quit",
    Command.SET_TIMEOUTS: "WebDriver:SetTimeouts",
    Command.SET_WINDOW_RECT: "WebDriver:SetWindowRect",
    Command.GET: "WebDriver:Navigate",
    Command.GO_BACK: "WebDriver:Back",
    Command.GET_CURRENT_URL: "WebDriver:GetCurrentURL",
    Command.CLICK_ELEMENT: "WebDriver:ElementClick",
    Command.W3C_EXECUTE_SCRIPT: "WebDriver:ExecuteScript",
    Command.W3C_EXECUTE_SCRIPT_ASYNC: "WebDriver:ExecuteAsyncScript",
    Command.W3C_ACTIONS: "WebDriver:PerformActions",
    Command.SCREENSHOT: "WebDriver:TakeScreenshot",
}
"""What Selenium calls a command, and what Firefox calls it. The parameters are the same."""


class Marionette(RemoteConnection):
    """A connection to the Firefox that listens on a port."""

    def __init__(self, port: int) -> None:
        super().__init__(client_config=ClientConfig(f"http://{HOST}:{port}"))
        self._socket = socket.create_connection((HOST, port), timeout=SECONDS_TO_REPLY)
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._receive()  # what it is, and which version of the protocol it speaks

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """Send a command, and give its reply in the form of a driver's."""
        self._number += 1
        given = params["capabilities"]["alwaysMatch"] if command == Command.NEW_SESSION else params
        given = {name: value for name, value in given.items() if name != "sessionId"}
        message = json.dumps([0, self._number, COMMANDS[command], given]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._receive()
        if error:
            return {"status": 500, "value": json.dumps({"value": error})}
        alone = isinstance(result, dict) and set(result) == {"value"}
        return {"value": result["value"] if alone else result}

    def close(self) -> None:
        """Let Firefox go."""
        self._stream.close()
        self._socket.close()

    def _receive(self) -> Any:
        """One message: its length, a colon, and so many bytes of JSON."""
        length = b""
        while not length.endswith(b":"):
            length += self._read(1)
        return json.loads(self._read(int(length[:-1])))

    def _read(self, count: int) -> bytes:
        read = self._stream.read(count)
        if len(read) < count:
            raise ConnectionError("Firefox closed the connection.")
        return read
