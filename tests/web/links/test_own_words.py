"""Own words in a link: of any script, at every level, and nothing but a clean line."""

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import AnswerSheet
from recommender.core.errors import DamagedLink
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from tests.web.links.sealed import ANSWERS, OWN_FLAG, OWN_START, SEALER, link_to, opened, token_for
from tests.web.loaded import RULES
from web.guide.own_words import MOST, clean
from web.links.disclosure import DISCLOSURE_LEVELS
from web.links.link import (
    SHARED,
    Link,
    link_id,
)


def with_own_words(link: Link, line: str) -> Link:
    return dataclasses.replace(link, results=(dataclasses.replace(link.results[0], own_words=line), *link.results[1:]))


LINES = st.text(max_size=MOST).map(clean) | st.sampled_from("aé会👩").map(lambda letter: letter * MOST)


@given(sheets(RULES), st.sampled_from(DISCLOSURE_LEVELS), LINES)
def test_own_words_of_any_script_are_in_a_link_at_every_level(sheet: AnswerSheet, level: str, line: str) -> None:
    link = with_own_words(link_to(sheet, level), line)
    assert opened(token_for(link)) == link


def sealed_with(own: bytes, *, length: int | None = None, kind: int = DISCLOSURE_LEVELS.index("answers")) -> str:
    """A token that we sealed, with these bytes where own words are."""
    plain = SEALER.open(token_for(link_to(ANSWERS)), purpose=SHARED)
    told = (len(own) if length is None else length).to_bytes(2, "big")
    start = bytes([kind | OWN_FLAG]) + plain[1:OWN_START]
    return SEALER.seal(start + told + own + plain[OWN_START:], purpose=SHARED)


@pytest.mark.parametrize(
    "own",
    [
        b"",
        b"\xff\xfe",
        "é".encode()[:1],
        b"\xed\xa0\x80",
        b"a" * (MOST + 1),
        "👩".encode() * (MOST + 1),
        b"two\nlines",
        b" a space before",
        b"a\x00b",
        "\u202eturned round".encode(),
    ],
)
def test_own_words_that_are_no_clean_line_are_a_damaged_link(own: bytes) -> None:
    assert opened(sealed_with(b"a line")).results[0].own_words == "a line"
    with pytest.raises(DamagedLink):
        opened(sealed_with(own))


@pytest.mark.parametrize("length", [5, 7, 0xFFFF])
def test_own_words_of_another_length_than_told_are_a_damaged_link(length: int) -> None:
    with pytest.raises(DamagedLink):
        opened(sealed_with(b"a line", length=length))


def test_a_joint_link_holds_nobodys_own_words() -> None:
    both = (*link_to(ANSWERS).results, *link_to(ANSWERS).results)
    link = Link(both, TODAY + datetime.timedelta(30), link_id("invitation"))
    token = token_for(with_own_words(link, "A line"))
    assert b"A line" not in SEALER.open(token, purpose=SHARED)
    assert opened(token) == link
    with pytest.raises(DamagedLink):
        opened(sealed_with(b"A line", kind=len(DISCLOSURE_LEVELS)))
