"""The shapes of all that is published as JSON: which fields there are, and of what kind.

`python -m tests.web.frozen.shapes` adds new fields. What was published once is neither lost nor of another kind.
"""

import contextlib
import io
import json
from pathlib import Path
from typing import Any

from recommender.cli.main import main as command
from tests.web.frozen.tokens import DAY, LEADERS, OWN, kept
from tests.web.loaded import EDITION, RULES
from tests.web.routes.api.asked import CLIENT, NEW, body_of
from web.links.link import SHARED
from web.links.result_file import result_file

FILE = Path(__file__).parent / "shapes.json"
Shape = dict[str, list[str]]
"""The kinds of value at each place, such as {"results[].outcome": ["text"]}."""

_KINDS = {
    str: "text",
    bool: "truth",
    int: "number",
    float: "number",
    type(None): "nothing",
    dict: "object",
    list: "list",
}


def shape_of(data: Any, place: str = "", found: Shape | None = None) -> Shape:
    """The kinds of value in some data. The ids of questions, which are the rules' own, all stand for one place."""
    found = {} if found is None else found
    kinds = found.setdefault(place, [])
    if (kind := _KINDS[type(data)]) not in kinds:
        kinds.append(kind)
    for name, value in data.items() if isinstance(data, dict) else ():
        shape_of(value, f"{place}.{'<question>' if name in RULES.question else name}", found)
    for value in data if isinstance(data, list) else ():
        shape_of(value, f"{place}[]", found)
    return found


def published() -> dict[str, Shape]:
    """The shape of each thing that is published as JSON, as it is today."""
    stopped = {**NEW, "screening": ["danger"]}
    people = [body_of(OWN), body_of(LEADERS), stopped, 4]
    asked: dict[str, list[Any]] = {
        "a result": [NEW, body_of(LEADERS), stopped, {**NEW, "screening": ["process"]}],
        "many results": [{"people": people}, {"people": people, "explain": True}],
        "a problem": [{**NEW, "answers": {"goal": "rolle"}}, {"view": "self"}, 4],
    }
    answers = {
        name: [CLIENT.post("/api/v1/recommend", json=one).json() for one in sent] for name, sent in asked.items()
    }
    for name, path in (("questions", "questions?view=self"), ("audit", "audit")):
        answers[name] = [CLIENT.get(f"/api/v1/{path}").json()]
    never = [one["token"] for one in kept() if one["kind"] == SHARED and one["holds"]["last_day"] is None]
    answers["a link"] = [CLIENT.get(f"/s/{token}", headers={"Accept": "application/json"}).json() for token in never]
    answers["a file of a result"] = [json.loads(result_file(EDITION, sheet, created=DAY)) for sheet in (OWN, LEADERS)]
    answers["explain --json"] = [_printed(["explain", "--json", "goal=role", "experience=never"])]
    shapes = dict[str, Shape]()
    for name, data in answers.items():
        shapes[name] = {}
        for one in data:
            shape_of(one, found=shapes[name])
    return shapes


def missing(then: dict[str, Shape], now: dict[str, Shape]) -> list[str]:
    """What was published then and is no longer so now: a place that is gone, or a kind of value."""
    return [
        f"{name}: {place or 'the whole'} as {kind}"
        for name, shape in then.items()
        for place, kinds in shape.items()
        for kind in kinds
        if kind not in now.get(name, {}).get(place, [])
    ]


def _printed(arguments: list[str]) -> Any:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        command(arguments)
    return json.loads(printed.getvalue())


def main() -> None:
    then, now = (json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}), published()
    if gone := missing(then, now):
        raise SystemExit("These were published, and have to stay:\n" + "\n".join(gone))
    FILE.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
