"""Links: there and back at each level, and nothing but a clear error for anything else."""

import base64
import dataclasses
import datetime
import secrets
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import AnswerSheet, RuleBase, recommend
from recommender.core.errors import DamagedLink, ExpiredLink, LinkError, UnknownRules
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from tests.web.links.sealed import (
    ANSWERS,
    EDITION_ID,
    OWN_FLAG,
    SEALER,
    TABLE,
    link_to,
    opened,
    token_for,
)
from tests.web.loaded import RULES, SERVICES
from web.guide.edition_id import EDITION_ID_BYTES, pack_rules
from web.links.codec import pack_answers, unpack_answers
from web.links.disclosure import DISCLOSURE_LEVELS, Verdict, Weighing, disclose, disclosure_of
from web.links.journey import Journey
from web.links.journey_address import resolve_journey, seal_journey
from web.links.link import (
    DAYS,
    INVITATION,
    SHARED,
    Link,
    Result,
    link_id,
)
from web.links.owner_page import OwnedLink, open_owner_page, owned_link, seal_owner_page
from web.services.sealing import Sealer


@given(
    sheets(RULES),
    st.sampled_from(DISCLOSURE_LEVELS),
    st.dates(TODAY, datetime.date(2100, 1, 1)),
    st.none() | st.integers(1, 60_000),
)
def test_a_link_holds_what_was_put_in(sheet: AnswerSheet, level: str, created: datetime.date, days: int | None) -> None:
    link = link_to(sheet, level, days=days, created=created)
    assert opened(token_for(link), today=created) == link


@given(sheets(RULES), sheets(RULES))
def test_a_joint_link_holds_both_sides_and_its_invitation(first: AnswerSheet, second: AnswerSheet) -> None:
    results = Result(first, TODAY, EDITION_ID), Result(second, TODAY + datetime.timedelta(3), EDITION_ID)
    link = Link(results, TODAY + datetime.timedelta(30), link_id("invitation"))
    assert opened(token_for(link)) == link


@given(sheets(RULES))
def test_what_is_not_chosen_is_not_in_the_sealed_bytes(sheet: AnswerSheet) -> None:
    """Two sheets that look alike at a level are sealed as the same bytes: nothing else of them can be in there."""
    for level in ("result", "reasons"):
        shown = disclose(TABLE, sheet, level)
        content = SEALER.open(token_for(link_to(sheet, level)), purpose=SHARED)
        again = Link((Result(_rebuilt(shown), TODAY, EDITION_ID),), TODAY + datetime.timedelta(30))
        assert SEALER.open(token_for(again), purpose=SHARED) == content


def _rebuilt(content: object) -> Verdict | Weighing:
    """The same content made afresh from nothing but its own fields."""
    if isinstance(content, Verdict):
        return Verdict(content.view, content.outcome, content.certainty, content.little)
    assert isinstance(content, Weighing)
    verdict = _rebuilt(content.verdict)
    assert isinstance(verdict, Verdict)
    return Weighing(verdict, content.points, dict(content.sides), content.pattern)


def test_the_result_alone_takes_two_bytes_so_that_no_answers_fit_in() -> None:
    lengths = {
        level: len(SEALER.open(token_for(link_to(ANSWERS, level)), purpose=SHARED)) for level in DISCLOSURE_LEVELS
    }
    assert lengths["result"] == 1 + EDITION_ID_BYTES + 4 + 2


@given(sheets(RULES))
def test_each_level_tells_what_the_engine_says(sheet: AnswerSheet) -> None:
    decision = recommend(TABLE, sheet).decision
    weighing = disclose(TABLE, sheet, "reasons")
    assert isinstance(weighing, Weighing)
    assert decision.approach is not None
    assert (weighing.verdict.outcome, weighing.verdict.certainty) == (decision.outcome, decision.certainty)
    assert weighing.points == decision.approach.points
    assert {q for q, side in weighing.sides.items() if side == "not-answered"} == set(RULES.question) - set(
        sheet.answers
    )
    assert disclose(TABLE, sheet, "result") == weighing.verdict
    assert [disclosure_of(disclose(TABLE, sheet, level)) for level in DISCLOSURE_LEVELS] == list(DISCLOSURE_LEVELS)


@given(sheets(RULES))
def test_answers_come_back_from_their_bytes(sheet: AnswerSheet) -> None:
    assert unpack_answers(RULES, pack_answers(RULES, sheet.view, sheet.answers)) == (sheet.view, sheet.answers)


def test_the_same_answers_never_give_the_same_link() -> None:
    assert token_for(link_to(ANSWERS)) != token_for(link_to(ANSWERS))


def test_every_link_is_short_enough_to_send() -> None:
    reply = Link((*link_to(ANSWERS).results, *link_to(ANSWERS).results), None, link_id("x"))
    lengths = [
        len("/s/" + token_for(link)) for link in (*(link_to(ANSWERS, level) for level in DISCLOSURE_LEVELS), reply)
    ]
    assert max(lengths[:3]) <= 80
    assert max(lengths) <= 120


@pytest.mark.parametrize("days", DAYS.values())
def test_a_link_opens_on_its_last_day_and_not_after(days: int | None) -> None:
    token = token_for(link_to(ANSWERS, days=days))
    if days is None:
        assert opened(token, today=datetime.date(2090, 1, 1)).last_day is None
        return
    assert opened(token, today=TODAY + datetime.timedelta(days)).last_day == TODAY + datetime.timedelta(days)
    with pytest.raises(ExpiredLink):
        opened(token, today=TODAY + datetime.timedelta(days + 1))


def test_no_letter_of_a_link_can_be_changed() -> None:
    token = token_for(link_to(ANSWERS))
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(DamagedLink):
            opened(token[:place] + other + token[place + 1 :])


def test_no_bit_of_a_link_can_be_changed() -> None:
    token = token_for(link_to(ANSWERS))
    sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    for bit in range(8 * len(sealed)):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(DamagedLink):
            opened(base64.urlsafe_b64encode(changed).rstrip(b"=").decode())


@given(st.text(max_size=300) | st.binary(max_size=120).map(lambda b: base64.urlsafe_b64encode(b).decode()))
def test_anything_else_is_a_damaged_link(token: str) -> None:
    with pytest.raises(DamagedLink):
        opened(token)


STARTS = [b"", *(bytes([kind | flag]) + EDITION_ID for kind in range(4) for flag in (0, OWN_FLAG))]


@given(st.binary(max_size=90), st.sampled_from(STARTS))
def test_bytes_that_we_sealed_but_no_link_are_turned_away_or_read_as_one(content: bytes, start: bytes) -> None:
    try:
        link = opened(SEALER.seal(start + content, purpose=SHARED))
    except LinkError:
        return
    assert opened(token_for(link)) == link


def test_a_cut_link_is_damaged() -> None:
    token = token_for(link_to(ANSWERS))
    for length in range(len(token)):
        with pytest.raises(DamagedLink):
            opened(token[:length])


def test_a_key_that_was_newest_once_still_opens_and_a_foreign_one_does_not() -> None:
    old, new = secrets.token_bytes(32), secrets.token_bytes(32)
    token = token_for(link_to(ANSWERS), sealer=Sealer([old]))
    assert opened(token, sealer=Sealer([new, old])) == link_to(ANSWERS)
    with pytest.raises(DamagedLink):
        opened(token, sealer=Sealer([new]))


@pytest.mark.parametrize(
    ("other", "version"),
    [
        (dataclasses.replace(RULES, version="9.8.7"), "9.8.7"),
        (dataclasses.replace(RULES, digest="0" * 64), RULES.version),
    ],
    ids=["another version", "an edit without a new version"],
)
def test_a_link_of_other_rules_names_their_version(other: RuleBase, version: str) -> None:
    result = Result(ANSWERS, TODAY, pack_rules(other) + b"word")
    token = token_for(Link((result,), None), rules=lambda _: RULES)
    with pytest.raises(UnknownRules) as raised:
        opened(token)
    assert raised.value.version == version


def test_what_was_sealed_for_one_purpose_opens_for_no_other() -> None:
    managed_link = seal_owner_page(SEALER, owned_link(link_to(ANSWERS), link_id("x"), purpose=SHARED))
    tokens = {
        "shared": token_for(link_to(ANSWERS)),
        "invitation": token_for(link_to(ANSWERS), purpose=INVITATION),
        "journey": seal_journey(SEALER, RULES, Journey("self"), today=TODAY),
        "manage": managed_link,
    }
    openers: dict[str, Callable[[str], object]] = {
        "shared": opened,
        "invitation": lambda token: opened(token, purpose=INVITATION),
        "journey": lambda token: resolve_journey(SERVICES, RULES, token, today=TODAY),
        "manage": lambda token: open_owner_page(SEALER, token),
    }
    for made_for, token in tokens.items():
        for read_as, opener in openers.items():
            if made_for == read_as:
                opener(token)
            else:
                with pytest.raises(DamagedLink):
                    opener(token)


@pytest.mark.parametrize("days", DAYS.values())
@pytest.mark.parametrize("level", DISCLOSURE_LEVELS)
def test_the_private_address_tells_what_a_link_shows_and_holds_nothing_else(level: str, days: int | None) -> None:
    link = link_to(ANSWERS, level, days=days)
    kept = owned_link(link, link_id("token"), purpose=SHARED)
    assert open_owner_page(SEALER, seal_owner_page(SEALER, kept)) == kept
    assert kept == OwnedLink(link_id("token"), level, TODAY, link.last_day)


def test_no_tick_can_be_in_a_link_nor_in_an_address() -> None:
    fields = {field.name for kind in (Link, Result, Verdict, Weighing, Journey) for field in dataclasses.fields(kind)}
    assert fields == {
        *("results", "last_day", "invitation"),
        *("content", "created", "edition_id", "own_words"),
        *("view", "outcome", "certainty", "little"),
        *("verdict", "points", "sides", "pattern"),
        *("step", "answers", "changing", "id"),
    }
    gates = {gate.id for gate in RULES.gates}
    assert not set(RULES.question) & gates
    ticked = AnswerSheet("self", {"goal": "habit"}, frozenset(gates))
    assert opened(token_for(link_to(ticked))).results[0].content == AnswerSheet("self", {"goal": "habit"})
