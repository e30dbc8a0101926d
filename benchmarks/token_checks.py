"""Whether the time of a refusal tells where a token is wrong: `python -m benchmarks.token_checks`.

Each kind of wrong token is refused many times, in turn, and compared with one that is all random: a ratio of medians
near 1 says that nothing can be learnt by guessing a token byte by byte. Answers for expired and revoked links differ
anyway, by what they say: to get one, the token has to be a true one.
"""

import base64
import os
import statistics
import time
from collections.abc import Callable

from recommender.core.errors import DamagedLink
from web.services.sealing import KEY_BYTES, Sealer

SAMPLES = 200_000
PURPOSE = "shared result"
_NONCE_BYTES, _CONTENT_BYTES, _TAG_BYTES = 12, 32, 16


def flipped(sealed: bytes, place: int) -> bytes:
    """The same with one bit turned over."""
    changed = bytearray(sealed)
    changed[place] ^= 1
    return bytes(changed)


KINDS: dict[str, Callable[[bytes], bytes]] = {
    "all of it random": lambda sealed: os.urandom(len(sealed)),
    "first byte of the nonce": lambda sealed: flipped(sealed, 0),
    "first byte of the content": lambda sealed: flipped(sealed, _NONCE_BYTES),
    "last byte of the content": lambda sealed: flipped(sealed, -_TAG_BYTES - 1),
    "first byte of the tag": lambda sealed: flipped(sealed, -_TAG_BYTES),
    "last byte of the tag": lambda sealed: flipped(sealed, -1),
}


def main() -> None:
    sealer = Sealer([os.urandom(KEY_BYTES), os.urandom(KEY_BYTES)])
    true = base64.urlsafe_b64decode(sealer.seal(os.urandom(_CONTENT_BYTES), purpose=PURPOSE))
    taken: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for _ in range(SAMPLES // len(KINDS)):
        for kind, wrong in KINDS.items():
            taken[kind].append(nanoseconds(sealer, base64.urlsafe_b64encode(wrong(true)).decode()))
    medians = {kind: statistics.median(times) for kind, times in taken.items()}
    for kind, median in medians.items():
        print(f"{kind:28}{median:8.0f} ns, ratio {median / medians['all of it random']:.3f}")


def nanoseconds(sealer: Sealer, token: str) -> int:
    """How long the refusal of a token takes."""
    start = time.perf_counter_ns()
    try:
        sealer.open(token, purpose=PURPOSE)
    except DamagedLink:
        return time.perf_counter_ns() - start
    raise RuntimeError("A wrong token opened.")


if __name__ == "__main__":
    main()
