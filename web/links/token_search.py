"""Finding the token in what arrived: mail and chat programs, scanners and people add to an address, or fold it."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from recommender.core.errors import DamagedLink
from web.services.sealing import Sealer

_MOST_CHARACTERS = 4_000
_MOST_STARTS, _MOST_PIECES, _MOST_ENDS = 4, 6, 3
_UNQUOTINGS = 3

_START = re.compile(r"/(?:s|i|manage)/|[?&](?:at|from)=|^")
_FIRST_PIECE = re.compile(r"[^A-Za-z0-9_-]*([A-Za-z0-9_-]+)")
_NEXT_PIECE = re.compile(r"[\s=>]+([A-Za-z0-9_-]+)")
"""What follows a fold: a line break, with the marks that quoted-printable and quoted mail put there."""

_URL_DEFENSE = re.compile(r"urldefense(?:\.proofpoint)?\.com/v2/")
"""A scanner that spells an address with `-` for `%` and `_` for `/`."""


def find_token(sealer: Sealer, text: str, *, purpose: str) -> str:
    """The token of this purpose in a text: a token, an address, or more. Raises DamagedLink where there is none."""
    return _found(sealer, text, purpose)[0]


def open_found(sealer: Sealer, text: str, *, purpose: str) -> bytes:
    """What the token of this purpose in a text holds. Raises DamagedLink where there is none."""
    return _found(sealer, text, purpose)[1]


def _found(sealer: Sealer, text: str, purpose: str) -> tuple[str, bytes]:
    for token in chain([text], _candidates(text)):  # nearly every text is a token by itself
        try:
            return token, sealer.open(token, purpose=purpose)
        except DamagedLink:
            continue
    raise DamagedLink("There is no token in this text that opens.")


def _candidates(text: str) -> Iterator[str]:
    """What may be the token, likeliest first: as it is spelt, without what ends it, and joined where it is folded."""
    for reading in _readings(text[:_MOST_CHARACTERS]):
        starts = [match.end() for match in _START.finditer(reading)]
        for start in reversed([0, *starts[-_MOST_STARTS:]]):
            joined, piece = "", _FIRST_PIECE.match(reading, start)
            for _ in range(_MOST_PIECES):
                if piece is None:
                    break
                joined += piece[1]
                yield from _without_ends(joined)
                piece = _NEXT_PIECE.match(reading, piece.end())


def _readings(text: str) -> Iterator[str]:
    """The text without percent-encoding, however often it was encoded, and without invisible characters."""
    for _ in range(_UNQUOTINGS):
        text = unquote(text)
    text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    yield text
    if _URL_DEFENSE.search(text):
        yield unquote(text.replace("-", "%").replace("_", "/"))


def _without_ends(token: str) -> Iterator[str]:
    """The token as it is, and without marks at its end: Markdown may add them, and no token that we seal has them."""
    yield token
    for _ in range(_MOST_ENDS):
        if not token.endswith(("-", "_")):
            return
        token = token[:-1]
        yield token
