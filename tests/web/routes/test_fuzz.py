"""Strings in the place of a link: always the plain page with the right status, and bounded work."""

import base64
import logging
import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.requests import Request

from recommender import AnswerSheet
from tests.web.links.sealed import ANSWERS, SEALER, link_to, token_for
from tests.web.loaded import EDITION, RULES, SHELLS
from web.links.created import create_link, result_link
from web.links.invitations import invitation
from web.links.journey import Journey
from web.links.journey_address import seal_journey
from web.links.link import INVITATION, SHARED
from web.routes.links import invitation as invitation_page
from web.routes.links import owner, shared
from web.services.clock import today
from web.services.services import Services, open_services

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

MOST_TRIES, MOST_CHARACTERS = 40, 604


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """Services of a server with two keys."""
    keys = {"COACH_OR_MENTOR_KEYS": f"{'D' * 43},{'E' * 43}"}
    return open_services(keys, tmp_path_factory.mktemp("two-keys"))


def tokens_of_ours(services: Services) -> list[str]:
    """One token for each purpose but that of a shared result, and one that another server's key sealed."""
    created = create_link(EDITION, services, "", result_link(EDITION, ANSWERS, "answers", 30, today=today()))
    invited = create_link(
        EDITION,
        services,
        "",
        invitation(EDITION, AnswerSheet("leader", {"goal": "role"}), today=today()),
        purpose=INVITATION,
    )
    return [
        created.manage.removeprefix("/manage/").partition("?")[0],
        invited.address.removeprefix("/i/"),
        seal_journey(services.sealer, RULES, Journey("self"), today=today()),
        token_for(link_to(ANSWERS)),
    ]


def corpus(services: Services, chance: random.Random) -> Iterator[str]:
    """Strings that are no link: cut, changed, lengthened, joined, of other keys and purposes, huge, and any text."""
    good = create_link(
        EDITION, services, "", result_link(EDITION, ANSWERS, "answers", 30, today=today())
    ).address.removeprefix("/s/")
    others = tokens_of_ours(services)
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
        if found.rstrip(".,;:!?)]}>'\"-_") != good:
            yield found


def _flipped(token: str, chance: random.Random) -> str:
    sealed = bytearray(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    sealed[chance.randrange(len(sealed))] ^= 1 << chance.randrange(8)
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def _with_letter(token: str, letter: str, chance: random.Random) -> str:
    place = chance.randrange(len(token))
    return token[:place] + ("" if token[place] == letter else letter) + token[place + 1 :]


def asked(services: Services, token: str, path: str = "s") -> Request:
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{path}/{token}",
        "query_string": b"",
        "headers": [(b"accept", b"text/html")],
        "path_params": {"token": token},
        "client": ("192.0.2.1", 1),
        "state": {"edition": EDITION, "services": services, "shell": SHELLS["en"], "worker": None},
    }
    return Request(scope)


@pytest.mark.parametrize("many", [2_000, pytest.param(100_000, marks=pytest.mark.deep)])
def test_each_string_gets_the_plain_page(many: int, services: Services) -> None:
    statuses = Counter[int]()
    title = f"<h1>{EDITION.say('error.damaged.title')}</h1>".encode()
    for _, token in zip(range(many), corpus(services, random.Random(1)), strict=False):
        response = shared(asked(services, token))
        statuses[response.status_code] += 1
        assert title in bytes(response.body), token
    assert statuses == {404: many}


@pytest.mark.parametrize("route", [owner, invitation_page])
def test_the_other_routes_that_take_a_token_are_as_strict(route: Any, services: Services) -> None:
    statuses = Counter[int]()
    title = EDITION.say("error.damaged.title").encode()
    for _, token in zip(range(1_000), corpus(services, random.Random(2)), strict=False):
        response = route(asked(services, token))
        statuses[response.status_code] += 1
        assert (title in bytes(response.body)) == (response.status_code == 404)
    assert statuses.keys() == {200, 404}, "among the strings are tokens that were sealed for this very route"
    assert statuses[404] > 900


def test_no_string_costs_more_than_a_few_tries_a_key(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
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

    ciphers = vars(services.sealer)["_ciphers"]
    monkeypatch.setattr(services.sealer, "_ciphers", [Counted(cipher) for cipher in ciphers])
    monkeypatch.setattr("web.services.sealing.base64.b64decode", decode)
    for _, token in zip(range(3_000), corpus(services, random.Random(3)), strict=False):
        tried.clear()
        decoded.clear()
        shared(asked(services, token))
        assert len(tried) <= MOST_TRIES * len(ciphers)
        assert max(decoded, default=0) <= MOST_CHARACTERS
        assert len(decoded) <= MOST_TRIES


def test_the_log_has_a_short_hash_of_a_link_and_nothing_more(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for _, token in zip(range(500), corpus(services, random.Random(4)), strict=False):
        caplog.clear()
        shared(asked(services, token))
        [record] = [record for record in caplog.records if record.name == "coach-or-mentor"]
        assert re.fullmatch(r"A link did not open: DamagedLink, hash [0-9a-f]{8}", record.getMessage())
        if len(token) > 8:
            assert token not in caplog.text


def test_other_versions_and_other_contents_under_our_own_key_are_told_apart(services: Services) -> None:
    """Bytes that are sealed with the right key, for the right purpose, and are not what we ever seal."""
    chance, told = random.Random(5), Counter[str]()
    titles = {name: f"<h1>{EDITION.say(f'error.{name}.title')}</h1>" for name in ("damaged", "rules", "expired")}
    edition_id = result_link(EDITION, ANSWERS, "answers", 30, today=today()).results[0].edition_id
    for _ in range(2_000):
        kind = bytes([chance.randrange(6)])
        version = edition_id if chance.random() < 0.5 else chance.randbytes(len(edition_id))
        content = kind + version + chance.randbytes(chance.randrange(70))
        response = shared(asked(services, services.sealer.seal(content, purpose=SHARED)))
        page = bytes(response.body).decode()
        found = [name for name, title in titles.items() if title in page]
        told.update(found)
        assert len(found) == (response.status_code != 200)
        assert response.status_code in (200, 404, 410)
        assert "Traceback" not in page
    assert {"damaged", "rules"} <= told.keys()


def test_the_tests_own_keys_open_nothing_of_a_guide(services: Services) -> None:
    assert shared(asked(services, token_for(link_to(ANSWERS), sealer=SEALER))).status_code == 404


def test_bad_tokens_from_one_visitor_close_no_link(services: Services) -> None:
    made = create_link(EDITION, services, "", result_link(EDITION, ANSWERS, "answers", 30, today=today()))
    for _, token in zip(range(500), corpus(services, random.Random(6)), strict=False):
        shared(asked(services, token))
    assert shared(asked(services, made.address.removeprefix("/s/"))).status_code == 200
