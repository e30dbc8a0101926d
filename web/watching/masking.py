"""What other packages log, without what could be about a person: texts, addresses, tokens, paths, values.

Their sentences are kept as they were written in the code, with numbers filled in; each text that was filled in is
a mark in its place. So is whatever looks like a value in a sentence that was put together before it was logged.
"""

import errno
import logging
import re
from collections.abc import Mapping

MASK = "[hidden]"
_MOST_CHARACTERS = 300
_VALUES = re.compile(
    r"""(?<!\w)(["'`]).*?\1(?!\w)    # quoted
    | <[^>]*>                        # what Python shows of an object
    | \S*[/\\?=&@%]\S*               # an address, a path, a query, a mail address
    | [0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*  # an IPv6 address
    | \b\d+(?:\.\d+){3}(?::\d+)?     # an IPv4 address
    | \b(?=\w*[\d_-])[\w-]{16,}      # a token
    | \w{40,}
    """,
    re.VERBOSE,
)


def masked_message(record: logging.LogRecord) -> str:
    """What a record of another package says, in one line."""
    if isinstance(record.msg, BaseException):
        return _of_error(record.msg)
    template = _first_line(str(record.msg))
    if not record.args:
        return _VALUES.sub(MASK, template)[:_MOST_CHARACTERS]
    values = (
        {name: _number(value) for name, value in record.args.items()}
        if isinstance(record.args, Mapping)
        else tuple(map(_number, record.args))
    )
    try:
        return (template % values)[:_MOST_CHARACTERS]
    except (TypeError, ValueError, KeyError):
        return template[:_MOST_CHARACTERS]


def says_nothing(record: logging.LogRecord) -> bool:
    """Whether a line of another package is about one visitor, such as that they were connected: all in it is hidden."""
    values = record.args.values() if isinstance(record.args, Mapping) else record.args or ()
    return record.levelno < logging.WARNING and any(_number(value) is MASK for value in values)


def _number(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | float) else MASK


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def _of_error(error: BaseException) -> str:
    code = getattr(error, "errno", None)
    return f"{type(error).__name__} {errno.errorcode.get(code, '')}".strip() if code else type(error).__name__
