"""What may be said of an error: the type and the frames of it and of what it came from. Never a message or a value."""

from traceback import format_tb

_MOST_ERRORS, _MOST_FRAMES = 4, 30


def describe_failure(error: BaseException) -> str:
    """The types and frames of an error and its causes, the newest first, as many lines as are of use."""
    parts = list[str]()
    cause: BaseException | None = error
    while cause is not None and len(parts) < _MOST_ERRORS:
        frames = "".join(format_tb(cause.__traceback__, limit=-_MOST_FRAMES)).rstrip()
        parts.append("\n".join(filter(None, [_type_of(cause), frames])))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\nwhich came from ".join(parts)


def _type_of(error: BaseException) -> str:
    if not isinstance(error, BaseExceptionGroup):
        return type(error).__name__
    inner = ", ".join(type(one).__name__ for one in error.exceptions[:_MOST_ERRORS])
    return f"{type(error).__name__} of {len(error.exceptions)}: {inner}"
