"""Messages to a page go out in batches: none is lost, none overtakes another, and Streamlit has what that needs."""

import asyncio
import inspect
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import AsyncObjects

from web.ui.streamlit_economy import in_batches

THREADS, CALLS = 4, 500


class Session:
    """What a session of Streamlit's has of a loop, and how often that was woken."""

    def __init__(self) -> None:
        self.loop, self.woken = asyncio.get_running_loop(), 0

    def one_by_one(self, callback: Callable[[], None]) -> None:
        self.woken += 1
        self.loop.call_soon_threadsafe(callback)


SOON = in_batches(Session.one_by_one)


def test_nothing_is_lost_or_overtaken_where_threads_call_at_once() -> None:
    seen = list[tuple[int, int]]()

    async def run() -> None:
        session = Session()

        def script(thread: int) -> None:
            for call in range(CALLS):
                SOON(session, partial(seen.append, (thread, call)))

        with ThreadPoolExecutor(THREADS) as threads:
            await asyncio.gather(*(session.loop.run_in_executor(threads, script, one) for one in range(THREADS)))
        async with asyncio.timeout(10):
            while len(seen) < THREADS * CALLS:
                await asyncio.sleep(0)

    asyncio.run(run())
    for thread in range(THREADS):
        assert [call for one, call in seen if one == thread] == list(range(CALLS))


def test_what_comes_before_the_loop_gets_to_it_wakes_it_once_and_a_failure_keeps_nothing_back() -> None:
    seen, failures = list[int](), list[Any]()

    async def run() -> int:
        session = Session()
        session.loop.set_exception_handler(lambda _, context: failures.append(context["exception"]))
        for callback in (partial(seen.append, 1), lambda: 1 / 0, partial(seen.append, 2)):
            SOON(session, callback)  # type: ignore[arg-type]
        await asyncio.sleep(0)
        SOON(session, partial(seen.append, 3))
        await asyncio.sleep(0)
        return session.woken

    assert asyncio.run(run()) == 2
    assert seen == [1, 2, 3]
    assert [type(failure) for failure in failures] == [ZeroDivisionError]


def test_streamlit_has_what_is_replaced() -> None:
    assert list(inspect.signature(AppSession._call_soon_on_event_loop).parameters) == ["self", "callback"]
    assert list(inspect.signature(Runtime._enqueued_some_message).parameters) == ["self"]
    assert {"eventloop", "need_send_data"} <= set(AsyncObjects.__annotations__)
    assert config.get_options_for_section("theme")["font"] is not None
