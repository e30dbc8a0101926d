"""How often functions are called, by whatever name they were imported."""

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, FunctionType
from typing import Any, cast

Function = Callable[..., Any]


@contextmanager
def counted_calls(*functions: Function) -> Iterator[Counter[Function]]:
    """The calls of these functions inside the context, in threads that start there too."""
    by_code = {cast(FunctionType, function).__code__: function for function in functions}
    calls = Counter[Function]()

    def see(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in by_code:
            calls[by_code[frame.f_code]] += 1

    before = sys.getprofile()
    threading.setprofile(see)
    sys.setprofile(see)
    try:
        yield calls
    finally:
        sys.setprofile(before)
        threading.setprofile(None)
