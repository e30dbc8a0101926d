"""Links: there and back for any answers, and nothing but a clear error for anything else."""

import base64
import dataclasses
import datetime
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import RuleBase, Sheet, load_rules
from recommender.errors import DamagedLink, ExpiredLink, LinkError, UnknownRules
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from web.guide import PROJECT, Guide
from web.journey import Journey, open_journey, seal_journey
from web.links import SharedResult, make_link, open_link
from web.packing import pack_answers, unpack_answers
from web.seal import Sealer

RULES = load_rules(PROJECT / "rules" / "rulebase.yaml")
SEALER = Sealer([secrets.token_bytes(32)])
RESULT = SharedResult("self", {"goal": "habit"}, TODAY, TODAY + datetime.timedelta(30))


def opened(
    token: str, *, today: datetime.date = TODAY, rules: RuleBase = RULES, sealer: Sealer = SEALER
) -> SharedResult:
    return open_link(sealer, rules, token, today=today)


@given(sheets(RULES), st.dates(TODAY, datetime.date(2100, 1, 1)), st.none() | st.integers(1, 60_000))
def test_a_link_holds_what_was_put_in(sheet: Sheet, made: datetime.date, days: int | None) -> None:
    last_day = None if days is None else made + datetime.timedelta(days)
    result = SharedResult(sheet.view, sheet.answers, made, last_day)
    assert opened(make_link(SEALER, RULES, result), today=made) == result


@given(sheets(RULES))
def test_answers_come_back_from_their_bytes(sheet: Sheet) -> None:
    assert unpack_answers(RULES, pack_answers(RULES, sheet.view, sheet.answers)) == (sheet.view, sheet.answers)


def test_the_same_answers_never_give_the_same_link() -> None:
    assert make_link(SEALER, RULES, RESULT) != make_link(SEALER, RULES, RESULT)


def test_a_link_is_short_enough_to_send() -> None:
    assert len("/s/" + make_link(SEALER, RULES, RESULT)) <= 120


def test_a_link_opens_on_its_last_day_and_not_after() -> None:
    token = make_link(SEALER, RULES, RESULT)
    assert opened(token, today=TODAY + datetime.timedelta(30)) == RESULT
    with pytest.raises(ExpiredLink):
        opened(token, today=TODAY + datetime.timedelta(31))


def test_a_link_without_a_last_day_stays_open() -> None:
    token = make_link(SEALER, RULES, dataclasses.replace(RESULT, last_day=None))
    assert opened(token, today=datetime.date(2090, 1, 1)).last_day is None


def test_no_letter_of_a_link_can_be_changed() -> None:
    token = make_link(SEALER, RULES, RESULT)
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(DamagedLink):
            opened(token[:place] + other + token[place + 1 :])


def test_no_bit_of_a_link_can_be_changed() -> None:
    token = make_link(SEALER, RULES, RESULT)
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


@given(st.binary(max_size=40))
def test_bytes_that_we_sealed_but_no_link_are_turned_away(content: bytes) -> None:
    with pytest.raises(LinkError):
        opened(SEALER.seal(content, purpose="shared result"))


def test_a_cut_link_is_damaged() -> None:
    token = make_link(SEALER, RULES, RESULT)
    for length in range(len(token)):
        with pytest.raises(DamagedLink):
            opened(token[:length])


def test_a_key_that_was_newest_once_still_opens_and_a_foreign_one_does_not() -> None:
    old, new = secrets.token_bytes(32), secrets.token_bytes(32)
    token = make_link(Sealer([old]), RULES, RESULT)
    assert opened(token, sealer=Sealer([new, old])) == RESULT
    with pytest.raises(DamagedLink):
        opened(token, sealer=Sealer([new]))


def test_a_link_of_other_rules_names_their_version() -> None:
    token = make_link(SEALER, dataclasses.replace(RULES, version="9.8.7"), RESULT)
    with pytest.raises(UnknownRules) as raised:
        opened(token)
    assert raised.value.version == "9.8.7"


def test_rules_edited_without_a_new_version_do_not_open_old_links() -> None:
    token = make_link(SEALER, dataclasses.replace(RULES, digest="0" * 64), RESULT)
    with pytest.raises(UnknownRules):
        opened(token)


def test_an_unfinished_guide_does_not_open_as_a_result_nor_the_other_way_round() -> None:
    with pytest.raises(DamagedLink):
        opened(seal_journey(SEALER, RULES, Journey("self"), today=TODAY))
    with pytest.raises(DamagedLink):
        open_journey(SEALER, RULES, make_link(SEALER, RULES, RESULT), today=TODAY)


def test_no_tick_can_be_in_a_link(guide: Guide) -> None:
    fields = {field.name for field in dataclasses.fields(SharedResult)} | {f.name for f in dataclasses.fields(Journey)}
    assert fields == {"view", "answers", "made", "last_day", "step", "changing"}
    assert not set(guide.rules.question) & {gate.id for gate in guide.rules.gates}
