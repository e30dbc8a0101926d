"""A hundred thousand strings in the place of a link: always the plain page with the right status, and bounded work."""

import base64
import logging
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request

from recommender import AnswerSheet
from tests.web.links.test_link import ANSWERS, SEALER, link_to, token_for
from tests.web.loaded import EDITION, SHELLS
from web.guide.edition import Edition
from web.links.created import create_link, result_link
from web.links.invitations import invitation
from web.links.journey import Journey
from web.links.journey_address import seal_journey
from web.links.link import INVITATION, SHARED
from web.routes.links import invitation as invitation_page
from web.routes.links import owner, shared
from web.services.clock import today
from web.services.services import open_services

MANY = 100_000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
ODD = [
    "é",
    "☃",
    "\u202e",
    "\x00",
    "%00",
    "../",
    "<script>",
    "' OR 1=1 --",
    "{{7*7}}",
    "\ud800",
    "١",
    "Ａ",
    " ",
    "\n",
    "=",
]


SERVICES = open_services(
    {"COACH_OR_MENTOR_KEYS": f"{'D' * 43},{'E' * 43}"}, Path(tempfile.mkdtemp(prefix="coach-or-mentor-"))
)
"""Services of a server with two keys."""


@pytest.fixture
def patient() -> Edition:
    """The edition of that server."""
    return EDITION


def tokens_of_ours(edition: Edition) -> list[str]:
    """One token for each purpose but that of a shared result, and one that another server's key sealed."""
    made = create_link(edition, SERVICES, "", result_link(edition, ANSWERS, "answers", 30, today=today()))
    invited = create_link(
        edition,
        SERVICES,
        "",
        invitation(edition, AnswerSheet("leader", {"goal": "role"}), today=today()),
        purpose=INVITATION,
    )
    return [
        made.manage.removeprefix("/manage/").partition("?")[0],
        invited.address.removeprefix("/i/"),
        seal_journey(SERVICES.sealer, edition.rules, Journey("self"), today=today()),
        token_for(link_to(ANSWERS)),
    ]


def corpus(edition: Edition, chance: random.Random) -> Iterator[str]:
    """Strings that are no link: cut, changed, lengthened, joined, of other keys and purposes, huge, and any text."""
    good = create_link(
        edition, SERVICES, "", result_link(edition, ANSWERS, "answers", 30, today=today())
    ).address.removeprefix("/s/")
    others = tokens_of_ours(edition)
    makers = [
        lambda: good[: chance.randrange(len(good))],
        lambda: good[chance.randrange(1, len(good)) :],
        lambda: _flipped(good, chance),
        lambda: _with_letter(good, chance.choice(LETTERS), chance),
        lambda: _with_letter(good, chance.choice(ODD), chance),
        lambda: good + "".join(chance.choices(LETTERS, k=chance.randrange(1, 9))),
        lambda: good + good,
        lambda: chance.choice(others),
        lambda: _flipped(chance.choice(others), chance),
        lambda: "".join(chance.choices(LETTERS, k=chance.randrange(120))),
        lambda: "".join(chance.choices([*LETTERS, *ODD], k=chance.randrange(60))),
        lambda: "".join(chr(chance.randrange(0x2FFFF)) for _ in range(chance.randrange(30))),
        lambda: base64.urlsafe_b64encode(chance.randbytes(chance.randrange(80))).decode(),
    ]
    yield from ("A" * size for size in (201, 10_000, 1_000_000))
    while True:
        found = chance.choice(makers)()
        if found.rstrip(".,;:!?)]}>'\"") != good:
            yield found


def _flipped(token: str, chance: random.Random) -> str:
    sealed = bytearray(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    sealed[chance.randrange(len(sealed))] ^= 1 << chance.randrange(8)
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def _with_letter(token: str, letter: str, chance: random.Random) -> str:
    place = chance.randrange(len(token))
    return token[:place] + ("" if token[place] == letter else letter) + token[place + 1 :]


def asked(token: str, path: str = "s") -> Request:
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{path}/{token}",
        "query_string": b"",
        "headers": [(b"accept", b"text/html")],
        "path_params": {"token": token},
        "client": ("192.0.2.1", 1),
        "state": {"edition": EDITION, "services": SERVICES, "shell": SHELLS["en"]},
    }
    return Request(scope)


def test_a_hundred_thousand_strings_get_the_plain_page_each(patient: Edition) -> None:
    endpoint, statuses = shared, Counter[int]()
    title = f"<h1>{patient.say('error.damaged.title')}</h1>".encode()
    for _, token in zip(range(MANY), corpus(patient, random.Random(1)), strict=False):
        response = endpoint(asked(token))
        statuses[response.status_code] += 1
        assert title in bytes(response.body), token
    assert statuses == {404: MANY}


@pytest.mark.parametrize("route", [owner, invitation_page])
def test_the_other_routes_that_take_a_token_stand_as_firm(route: Any, patient: Edition) -> None:
    endpoint = route
    title = patient.say("error.damaged.title").encode()
    for _, token in zip(range(1_000), corpus(patient, random.Random(2)), strict=False):
        response = endpoint(asked(token))
        if response.status_code != 200:  # among the strings are tokens that were sealed for this very route
            assert response.status_code == 404
            assert title in bytes(response.body)


def test_no_string_costs_more_than_one_try_with_each_key(patient: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    tried, decoded = list[int](), list[int]()

    class Counted:
        def __init__(self, cipher: Any) -> None:
            self._cipher = cipher

        def __getattr__(self, name: str) -> Any:
            return getattr(self._cipher, name)

        def decrypt(self, *arguments: Any) -> bytes:
            tried.append(1)
            opened: bytes = self._cipher.decrypt(*arguments)
            return opened

    real = base64.b64decode

    def decode(token: str, *arguments: Any, **more: Any) -> bytes:
        decoded.append(len(token))
        return real(token, *arguments, **more)

    ciphers = vars(SERVICES.sealer)["_ciphers"]
    monkeypatch.setattr(SERVICES.sealer, "_ciphers", [Counted(cipher) for cipher in ciphers])
    monkeypatch.setattr("web.services.sealing.base64.b64decode", decode)
    endpoint = shared
    for _, token in zip(range(3_000), corpus(patient, random.Random(3)), strict=False):
        tried.clear()
        decoded.clear()
        endpoint(asked(token))
        assert len(tried) <= len(ciphers) == 2
        assert sum(decoded) <= 204


def test_the_log_has_a_short_hash_of_a_link_and_nothing_more(
    patient: Edition, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    endpoint = shared
    for _, token in zip(range(500), corpus(patient, random.Random(4)), strict=False):
        caplog.clear()
        endpoint(asked(token))
        [record] = [record for record in caplog.records if record.name == "coach-or-mentor"]
        assert re.fullmatch(r"A link did not open: DamagedLink, hash [0-9a-f]{8}", record.getMessage())
        if len(token) > 8:
            assert token not in caplog.text


def test_other_versions_and_other_contents_under_our_own_key_are_told_apart(patient: Edition) -> None:
    """Bytes that are sealed with the right key, for the right purpose, and are not what we ever seal."""
    endpoint, chance = shared, random.Random(5)
    edition_id = result_link(patient, ANSWERS, "answers", 30, today=today()).results[0].edition_id
    for _ in range(2_000):
        kind = bytes([chance.randrange(6)])
        version = edition_id if chance.random() < 0.5 else chance.randbytes(len(edition_id))
        content = kind + version + chance.randbytes(chance.randrange(70))
        response = endpoint(asked(SERVICES.sealer.seal(content, purpose=SHARED)))
        assert response.status_code in (200, 404, 410)
        assert b"Traceback" not in bytes(response.body)


def test_the_tests_own_keys_open_nothing_of_a_guide(patient: Edition) -> None:
    assert shared(asked(token_for(link_to(ANSWERS), sealer=SEALER))).status_code == 404
