"""Problem details (RFC 9457): what the JSON interface answers where it cannot give what was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from web.guide.edition import Edition

MEDIA_TYPE = "application/problem+json"

PROBLEMS = {
    "json": 400,
    "missing": 404,
    "method": 405,
    "long": 413,
    "type": 415,
    "invalid": 422,
    "often": 429,
    "failed": 500,
}
"""Every kind of problem with its status, each of which belongs to one kind alone."""

MOST_CHARACTERS = 100
"""How much of a value that was sent is shown in an answer."""

MOST_FAULTS = 20
"""How many faults are looked for in what was sent for a person."""


@dataclass(frozen=True, slots=True)
class InputFault:
    """One fault in what was sent, told by the text `api.fault.<kind>`.

    `pointer` leads into the body from "#" on (RFC 6901), or is "" for a fault in the query. `name` is the question, or
    the field or parameter. `expected` is a JSON type or a number, where the text names one.
    """

    kind: str
    pointer: str
    name: str
    value: str | None = None
    allowed: Sequence[str] = ()
    expected: str = ""


def problem_type(kind: str) -> str:
    """The name of a kind of problem: it is the same on every server and leads nowhere."""
    return f"urn:coach-or-mentor:problem:{kind}"


def problem_as_data(edition: Edition, kind: str, faults: Sequence[InputFault] = (), **values: object) -> dict[str, Any]:
    """A problem as data, in words of the edition's language. `values` fill in its text."""
    if kind == "invalid":
        values = {"count": len(faults)}
    return {
        "type": problem_type(kind),
        "title": edition.say(f"api.problem.{kind}"),
        "status": PROBLEMS[kind],
        "detail": edition.say(f"api.problem.{kind}-text", **values),
        **({"errors": [_fault(edition, fault) for fault in faults]} if faults else {}),
    }


def shortened(text: str) -> str:
    """The beginning of a text from outside, with what cannot be written in UTF-8 replaced."""
    cut = text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"
    return cut.encode("utf-8", "replace").decode("utf-8")


def _fault(edition: Edition, fault: InputFault) -> dict[str, Any]:
    value = None if fault.value is None else shortened(fault.value)
    values = {"value": value, "name": fault.name, "kind": fault.expected, "most": fault.expected}
    where = {"pointer": fault.pointer} if fault.pointer else {"parameter": fault.name}
    return {
        **where,
        "question": fault.name,
        **({} if value is None else {"value": value}),
        "allowed": list(fault.allowed),
        "detail": edition.say(f"api.fault.{fault.kind}", **values),
    }
