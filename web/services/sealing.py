"""Sealing: turning a few bytes into a token that nobody without a key can read, alter or forge, and back."""

import base64
import binascii
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recommender.core.errors import DamagedLink, InvalidKey

KEY_BYTES = 32
_NONCE_BYTES = 12
_MOST_CHARACTERS = 600
"""No token of ours is as long, not even with own words in four bytes a character: what is longer is not read."""


class Sealer:
    """Seals with the newest key and opens with any (AES-256-GCM, a fresh random nonce for each token).

    A token is bound to its purpose: one that was sealed as an unfinished guide does not open as a shared result. Two
    sealings of the same bytes differ, so that nobody can find out what is inside by trying all answers.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Take the keys, the newest first. Raises InvalidKey for none, or for one that is not 32 bytes long."""
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise InvalidKey(f"A key for sealing links must be {KEY_BYTES} bytes long, and there must be at least one.")
        self._ciphers = [AESGCM(key) for key in keys]

    def seal(self, content: bytes, *, purpose: str) -> str:
        """A token for these bytes, safe in an address. Its end is a letter or digit: programs leave out other ends."""
        token = "-"
        while not token[-1].isalnum():
            nonce = os.urandom(_NONCE_BYTES)
            sealed = nonce + self._ciphers[0].encrypt(nonce, content, purpose.encode())
            token = base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()
        return token

    def open(self, token: str, *, purpose: str) -> bytes:
        """The bytes in a token. Raises DamagedLink for anything that was not sealed here for this purpose."""
        sealed = _decoded(token)
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], purpose.encode())
            except InvalidTag:
                continue
        raise DamagedLink("The link does not open with any key of this server.")


def _decoded(token: str) -> bytes:
    """The bytes that a token spells. Only the one spelling that `seal` gives is taken."""
    damaged = DamagedLink("The link is cut short or changed.")
    if len(token) > _MOST_CHARACTERS or not token.isascii():
        raise damaged
    try:
        sealed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise damaged from error
    if base64.urlsafe_b64encode(sealed).rstrip(b"=").decode() != token or len(sealed) <= _NONCE_BYTES:
        raise damaged
    return sealed
