"""A token is found in whatever mail, chat, scanners and people made of its address."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.core.errors import DamagedLink
from tests.web.links.sealed import ANSWERS, SEALER, link_to, token_for
from web.links.link import INVITATION, SHARED
from web.links.token_search import find_token

TOKEN = token_for(link_to(ANSWERS))
ADDRESS = f"https://guide.example/s/{TOKEN}"
HALF = len(TOKEN) // 2
FIRST, SECOND = TOKEN[:HALF], TOKEN[HALF:]
WITHOUT_MARKS = TOKEN.replace("-", "-2D").replace("_", "-5F")
QUOTED_TWICE = quote(quote(ADDRESS, safe=""), safe="")

ARRIVED = {
    "the token": TOKEN,
    "the path": f"/s/{TOKEN}",
    "below a path": f"https://x.example/guide/s/{TOKEN}",
    "with a query and a fragment": f"{ADDRESS}?lang=fr#top",
    "with what a newsletter adds": f"{ADDRESS}?utm_source=mail&utm_id=/s/x",
    "at the end of a sentence": f"See {ADDRESS}.",
    "in the middle of a sentence": f"Please look at {ADDRESS} and write to me.",
    "in brackets": f"({ADDRESS})",
    "in angle brackets": f"<{ADDRESS}>",
    "in Markdown": f"[my result]({ADDRESS})",
    "in bold Markdown": f"**{ADDRESS}**",
    "in italic Markdown": f"_{ADDRESS}_",
    "in quotation marks": f"“{ADDRESS}”",
    "with an encoded quotation mark": f"{ADDRESS}%E2%80%9D",
    "with a slash": f"{ADDRESS}/",
    "with spaces around": f"  {ADDRESS}\n",
    "folded": f"https://guide.example/s/{FIRST}\n{SECOND}",
    "folded with spaces": f"https://guide.example/s/{FIRST}\r\n    {SECOND}",
    "folded in an answer": f"> https://guide.example/s/{FIRST}\n> {SECOND}",
    "folded in quoted-printable": f"https://guide.example/s/{FIRST}=\r\n{SECOND}",
    "folded, with more text after": f"https://guide.example/s/{FIRST}\n{SECOND}\nBest wishes",
    "folded, and encoded": f"/s/{FIRST}%0A{SECOND}",
    "with an invisible character": f"https://guide.example/s/{FIRST}\u200b{SECOND}",
    "with a soft hyphen": f"https://guide.example/s/{FIRST}\u00ad{SECOND}",
    "behind Safe Links": f"https://x.safelinks.protection.outlook.com/?url={quote(ADDRESS, safe='')}&data=05",
    "behind two scanners": f"https://x.example/?url={QUOTED_TWICE}",
    "behind Google": f"https://www.google.com/url?q={ADDRESS}&sa=D",
    "behind URL Defense 3": f"https://urldefense.com/v3/__{ADDRESS}__;!!abc$",
    "behind URL Defense 2": f"https://urldefense.proofpoint.com/v2/url?u=https-3A__guide.example_s_{WITHOUT_MARKS}&d=DwM",
    "after another address": f"https://other.example/s/nothing then {ADDRESS}",
}


@pytest.mark.parametrize("how", ARRIVED)
def test_a_token_is_found_however_it_arrived(how: str) -> None:
    assert find_token(SEALER, ARRIVED[how], purpose=SHARED) == TOKEN


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_may_be_around_an_address(before: str, after: str) -> None:
    text = f"{before} {ADDRESS} {after}"
    assert find_token(SEALER, text, purpose=SHARED) == TOKEN


DAMAGED = {
    "nothing": "",
    "no token": "/s/",
    "cut short": ADDRESS[:-1],
    "the first half": f"/s/{FIRST}",
    "the second half": f"/s/{SECOND}",
    "long": "A" * 100_000,
    "many starts": "/s/" * 5_000,
}


@pytest.mark.parametrize("how", DAMAGED)
def test_where_no_token_opens_the_text_is_damaged(how: str) -> None:
    with pytest.raises(DamagedLink):
        find_token(SEALER, DAMAGED[how], purpose=SHARED)


def test_a_token_of_another_purpose_is_not_found() -> None:
    with pytest.raises(DamagedLink):
        find_token(SEALER, ADDRESS, purpose=INVITATION)


def test_every_token_ends_with_a_letter_or_digit() -> None:
    ends = {SEALER.seal(b"content", purpose=SHARED)[-1] for _ in range(1_000)}
    assert all(end.isalnum() for end in ends)
