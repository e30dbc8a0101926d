"""A worker to test with: it says again what it is told, unless it is told to die, to sleep or to name its settings."""

import os
import time

from web.services.worker import serve


def answer(question: bytes) -> bytes:
    if question == b"die":
        os._exit(1)
    if question == b"sleep":
        time.sleep(60)
    return " ".join(os.environ).encode() if question == b"settings" else question


if __name__ == "__main__":
    serve(answer)
