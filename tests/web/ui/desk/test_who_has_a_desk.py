"""Where there is no desk for somebody, its page is as if it was not there."""

import pytest
from streamlit.runtime.context import ContextProxy

from tests.web.app import page, shown
from tests.web.ui.desk.desks import HERE, desk, is_there
from web.services.desk import DESK
from web.services.services import the_services


def test_a_browser_on_this_machine_has_one() -> None:
    assert is_there(desk())


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        ("192.0.2.1", HERE),
        (None, {**HERE, "Host": "guide.example.org"}),
        (None, {**HERE, "Origin": "https://guide.example.org"}),
        (None, {**HERE, "X-Forwarded-For": "192.0.2.1"}),
        (None, {}),
    ],
    ids=["another machine", "another name", "another site", "a proxy", "nothing known"],
)
def test_nobody_else_has(peer: str | None, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = shown(page({"view": "nowhere", "lang": "en"}))
    monkeypatch.setattr(ContextProxy, "ip_address", peer)
    monkeypatch.setattr(ContextProxy, "headers", headers)
    app = desk()
    assert not is_there(app)
    assert shown(app).replace("view=desk", "view=nowhere") == nowhere


@pytest.mark.parametrize("written", ["off", ""])
def test_without_the_setting_nobody_has(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DESK, written)
    the_services.cache_clear()
    assert not is_there(desk())
