"""What Streamlit does anew for each message and click, done once: a fifth of what a click of ours costs the server.

A page of ours is some fifteen messages. For each, the thread of the script wakes the event loop twice, and both then
contend for Python's lock: here, what has come when the loop gets to it is handled in one go. And each click reads all
settings several times, to tell the page its colours: no setting changes while the server runs.

This reaches for names that Streamlit does not promise to keep. It is limited to one minor version, and a test says
where one of them has gone; without them, the guide works as before.
"""

import asyncio
from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import Any

from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession

Callback = Callable[[], None]
Later = Callable[[Any, Callback], None]
_WAITING = "_waiting_callbacks"
_SOON, _TELL = "_call_soon_on_event_loop", "_enqueued_some_message"


class Waiting:
    """The callbacks of one session that wait for the event loop, in the order in which they came."""

    def __init__(self) -> None:
        self._lock, self._callbacks = Lock(), list[Callback]()

    def add(self, callback: Callback) -> bool:
        """Add one, from any thread. Whether it is the first, so that the loop has to be woken."""
        with self._lock:
            self._callbacks.append(callback)
            return len(self._callbacks) == 1

    def run(self) -> None:
        """Run all that are there, on the event loop. One that fails is told as by the loop, and keeps none back."""
        with self._lock:
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            try:
                callback()
            except Exception as error:
                context = {"message": "A callback of a session failed.", "exception": error}
                asyncio.get_running_loop().call_exception_handler(context)


def in_batches(one_by_one: Later) -> Later:
    """What calls back soon on a session's event loop, in batches, made of what does so one by one."""

    def soon(session: Any, callback: Callback) -> None:
        waiting = session.__dict__.setdefault(_WAITING, Waiting())
        if waiting.add(callback):
            one_by_one(session, waiting.run)

    return soon


def save_work() -> None:
    """Let the Streamlit of this process do so, before it starts."""
    if method := getattr(AppSession, _SOON, None):
        setattr(AppSession, _SOON, in_batches(method))
    if method := getattr(Runtime, _TELL, None):
        setattr(Runtime, _TELL, _told_at_once(method))
    config.get_options_for_section = lru_cache(maxsize=64)(config.get_options_for_section)


def _told_at_once(from_a_thread: Callable[[Runtime], None]) -> Callable[[Runtime], None]:
    """What says that there is something to send: on the event loop itself, there is nobody to wake."""

    def tell(runtime: Runtime) -> None:
        objects = runtime._get_async_objs()
        try:
            is_here = asyncio.get_running_loop() is objects.eventloop
        except RuntimeError:
            is_here = False
        if is_here:
            objects.need_send_data.set()
        else:
            from_a_thread(runtime)

    return tell
