"""The address to write to: one mail address or none, looked at before the server starts."""

from pathlib import Path

import pytest

from recommender.core.errors import InvalidSetting
from web.services.feedback_address import VARIABLE, find_feedback_address
from web.services.services import open_services


@pytest.mark.parametrize("address", ["guide@example.org", "a.b+c@mail.example.ac.uk", "o'neill&co@x-1.example"])
def test_one_mail_address_is_taken(address: str, tmp_path: Path) -> None:
    assert open_services({VARIABLE: f" {address} "}, tmp_path).feedback_address == address


def test_without_a_setting_there_is_nobody_to_write_to() -> None:
    assert find_feedback_address({}) == find_feedback_address({VARIABLE: " "}) == ""


@pytest.mark.parametrize(
    "written",
    [
        "secret",
        "secret@localhost",
        "secret@",
        "@secret.org",
        "secret@a.org,b@a.org",
        "secret@a.org b@a.org",
        "The Guide <secret@a.org>",
        "secret@a.org?cc=b@a.org",
        "mailto:secret@a.org",
        "secret@a.org\nbcc:b@a.org",
        "sécret@a.org",
        ".secret@a.org",
        "secret@-a.org",
        f"{'secret' * 50}@a.org",
    ],
)
def test_what_is_no_mail_address_stops_the_server_and_is_not_shown(written: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match=VARIABLE) as raised:
        open_services({VARIABLE: written}, tmp_path)
    assert "secret" not in str(raised.value)
