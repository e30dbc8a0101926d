"""A server with a desk, opened by a browser on the same machine."""

from collections.abc import Iterator

import pytest
from streamlit.runtime.context import ContextProxy

from tests.web.ui.desk.desks import HERE
from web.services.desk import DESK
from web.services.services import the_services


@pytest.fixture(autouse=True)
def at_a_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(DESK, "on")
    monkeypatch.setattr(ContextProxy, "headers", HERE)
    monkeypatch.setattr(ContextProxy, "ip_address", None)
    the_services.cache_clear()
    yield
    the_services.cache_clear()
