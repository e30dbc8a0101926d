"""What other packages log is kept without anything that could be about a person."""

import logging
from typing import Any

import pytest

from web.watching.masking import MASK, masked_message, says_nothing


def record(message: object, *arguments: Any, level: int = logging.WARNING) -> logging.LogRecord:
    return logging.LogRecord("package", level, __file__, 1, message, arguments, None)


@pytest.mark.parametrize(
    ("message", "arguments", "kept"),
    [
        ("Started server process [%d]", (7,), "Started server process [7]"),
        ("Port %s is not available", (8501,), "Port 8501 is not available"),
        ("Invalid HTTP request received.", (), "Invalid HTTP request received."),
        ("ASGI callable should return None, but returned '%s'.", (None,), "ASGI callable should return None, but "),
        ("It couldn't be read, and can't be closed.", (), "It couldn't be read, and can't be closed."),
    ],
)
def test_a_sentence_and_its_numbers_are_kept(message: str, arguments: tuple[object, ...], kept: str) -> None:
    assert masked_message(record(message, *arguments)).startswith(kept)


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ('%s - "WebSocket %s" [accepted]', ("secret:5", "/_stcore/stream?at=secret")),
        ("Label %(label)s is odd", ({"label": "secret"},)),
        ("Bad value 'secret' in a cell", ()),
        ('Bad value "a secret" in a cell', ()),
        ("Task was destroyed <Task exception=ValueError(secret)>", ()),
        ("GET /s/secret failed", ()),
        ("It failed at ?at=secret", ()),
        ("From secret@example.org", ()),
        ("A sentence\nsecret", ()),
        ("Token secret-0a1B2c3D4e5F6g7H8 is odd", ()),
        ("%d of %s", ("secret", "secret")),
        (ValueError("secret"), ()),
        (OSError(98, "secret"), ()),
    ],
)
def test_a_value_is_hidden(message: object, arguments: tuple[object, ...]) -> None:
    assert "secret" not in masked_message(record(message, *arguments))


@pytest.mark.parametrize("address", ["192.0.2.17", "192.0.2.17:50123", "2001:db8::17", "fe80:0:0:0:1:2:3:17"])
def test_a_network_address_is_hidden(address: str) -> None:
    assert masked_message(record(f"From {address} came")) == f"From {MASK} came"


def test_a_line_that_is_all_about_one_visitor_is_not_worth_writing() -> None:
    assert says_nothing(record("%s connected", "192.0.2.17", level=logging.INFO))
    assert not says_nothing(record("%s failed", "192.0.2.17"))
    assert not says_nothing(record("Started [%d]", 7, level=logging.INFO))
