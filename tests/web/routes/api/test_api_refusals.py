"""What the JSON interface does not take: the right 4xx each time, with problem details that say where and why."""

import json
import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.loaded import EDITIONS, RULES
from tests.web.routes.api.asked import CLIENT, NEW
from web.documents.api_problems import MOST_CHARACTERS, MOST_FAULTS, PROBLEMS, problem_type
from web.documents.api_schemas import MOST_BYTES
from web.guide.edition import Edition

JSON = {"Content-Type": "application/json"}
LONG = b" " * (MOST_BYTES + 1)


def problem(response: Any, kind: str) -> Any:
    """The problem in a response, which is of this kind and complete."""
    assert response.status_code == PROBLEMS[kind]
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    found = response.json()
    assert (found["type"], found["status"]) == (problem_type(kind), PROBLEMS[kind])
    assert found["title"]
    assert found["detail"]
    return found


def sent(body: bytes, headers: dict[str, str] = JSON) -> Any:
    return CLIENT.post("/api/v1/recommend", content=body, headers=headers)


def faults(body: Any) -> list[tuple[str, str, str | None]]:
    """Pointer, question and value of each fault in a body."""
    found = problem(CLIENT.post("/api/v1/recommend", content=json.dumps(body), headers=JSON), "invalid")
    return [(one["pointer"], one["question"], one.get("value")) for one in found["errors"]]


@pytest.mark.parametrize("path", ["/api/v2/questions", "/api/v1/nothing", "/api/v1", "/api/v1/recommend/", "/api/%00"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_what_is_not_there_is_a_problem(method: str, path: str) -> None:
    response = CLIENT.request(method, path)
    if method == "GET":
        problem(response, "missing")
    assert response.status_code in (404, 405)
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "allowed"), [("recommend", "POST"), ("questions", "GET, HEAD"), ("audit", "GET, HEAD")]
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_another_method_is_told_which_ones_there_are(method: str, path: str, allowed: str) -> None:
    if method not in allowed:
        response = CLIENT.request(method, f"/api/v1/{path}")
        problem(response, "method")
        assert response.headers["allow"] == allowed


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=latin-1"},
        {"Content-Type": "application/json, text/plain"},
        {**JSON, "Content-Encoding": "gzip"},
    ],
)
def test_a_body_that_is_not_marked_as_plain_json_is_not_read(headers: dict[str, str]) -> None:
    problem(sent(json.dumps(NEW).encode(), headers), "type")


@pytest.mark.parametrize("headers", [JSON, {**JSON, "Content-Length": "9" * 30}, {**JSON, "Content-Length": "x"}])
def test_a_body_that_is_too_long_is_not_read(headers: dict[str, str]) -> None:
    problem(sent(LONG, headers), "long")


def test_a_body_of_unknown_length_is_read_no_further_than_is_allowed() -> None:
    problem(CLIENT.post("/api/v1/recommend", content=iter([LONG[:-1], b" "]), headers=JSON), "long")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "syntax"),
        (b"{", "syntax"),
        (b"\xef\xbb\xbf{}", "syntax"),
        (b'{"view": "self"} x', "syntax"),
        (b"{'view': 'self'}", "syntax"),
        (b'{"view": "\x01"}', "syntax"),
        (b'{"view": "\xff"}', "utf-8"),
        (b'{"view": "\xed\xa0\x80"}', "utf-8"),
        ('{"view": "é"}'.encode("utf-16"), "utf-8"),
        (b"[" * 500_000, "deep"),
        (b'{"a":' * 150_000, "deep"),
        (b'{"view": NaN}', "number"),
        (b'{"view": -Infinity}', "number"),
        (b"1" * 900_000, "number"),
        (b'{"view": 1.' + b"1" * 5_000 + b"}", "number"),
        (b'{"view": "self", "view": "leader"}', "twice"),
        (b'{"view": "self", "\\u0076iew": "leader"}', "twice"),
        (b'{"people": [{"answers": {"goal": "role", "goal": "skill"}}]}', "twice"),
    ],
)
def test_what_is_no_clear_json_is_not_answered(body: bytes, reason: str, edition: Edition) -> None:
    found = problem(sent(body), "json")
    said = edition.say(f"api.json.{reason}", line=1, column=1, name="view")
    assert said.split()[0:2] == found["detail"].partition("UTF-8. ")[2].split()[0:2]


@pytest.mark.parametrize("body", [b"1e999", b"-0", b"null", b"true", b'"self"', b"[]", b"[[[]]]", b"{}"])
def test_json_of_another_kind_is_not_a_person(body: bytes) -> None:
    assert problem(sent(body), "invalid")["errors"][0]["pointer"] == "#"


def test_every_fault_of_a_person_is_named_at_once_with_what_is_allowed() -> None:
    answers = {"goal": "rolle", "block": 3, "basis": "often", "goall": "role", "ideas": "none"}
    flags = ["danger", "danger", "refused", None]
    assert faults({"view": "self", "answers": answers, "screening": flags, "name": "Ana"}) == [
        ("#", "field", "name"),
        ("#/answers", "question", "basis"),
        ("#/answers", "question", "goall"),
        ("#/answers/goal", "goal", "rolle"),
        ("#/answers/block", "block", None),
        ("#/screening/1", "screening", "danger"),
        ("#/screening/2", "screening", "refused"),
        ("#/screening/3", "screening", None),
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({}, [("#", "view", None), ("#", "answers", None), ("#", "screening", None)]),
        ({**NEW, "view": "boss"}, [("#/view", "view", "boss")]),
        ({**NEW, "view": None}, [("#/view", "view", None)]),
        ({**NEW, "view": ["self"]}, [("#/view", "view", None)]),
        ({**NEW, "answers": []}, [("#/answers", "answers", None)]),
        ({**NEW, "screening": "none"}, [("#/screening", "screening", None)]),
        ({**NEW, "answers": {"goal": ["role"]}}, [("#/answers/goal", "goal", None)]),
        ({"people": []}, [("#/people", "people", None)]),
        ({"people": {}}, [("#/people", "people", None)]),
        ({"people": [NEW], "explain": "yes"}, [("#/explain", "explain", None)]),
        ({"people": [NEW], "view": "self"}, [("#", "field", "view")]),
    ],
)
def test_a_fault_says_where_it_is(body: Any, found: list[tuple[str, str, str | None]]) -> None:
    assert faults(body) == found


def test_a_fault_names_what_is_allowed_as_the_engine_does() -> None:
    response = CLIENT.post("/api/v1/recommend", json={**NEW, "answers": {"goal": "rolle"}, "screening": ["mild"]})
    goal, flag = problem(response, "invalid")["errors"]
    assert goal["allowed"] == [*(option.id for option in RULES.question["goal"].options_for("self")), "not-sure"]
    assert flag["allowed"] == [gate.id for gate in RULES.gates_for("self")]


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("questions", "view", None),
        ("questions?view=boss", "view", "boss"),
        ("questions?view=self&view=leader", "view", "leader"),
        ("questions?view=self&view=self", "view", "self"),
        ("questions?view=self&goal=role", "parameter", "goal"),
        ("audit?lang=xx", "lang", "xx"),
        ("audit?lang=EN", "lang", "EN"),
        ("openapi.json?lang=", "lang", ""),
    ],
)
def test_a_parameter_that_is_not_known_is_named(path: str, name: str, value: str | None) -> None:
    found = problem(CLIENT.get(f"/api/v1/{path}"), "invalid")["errors"][0]
    assert (found["question"], found.get("value")) == (name, value)
    assert found["parameter"] == name
    assert found["allowed"]


def test_a_problem_is_told_in_the_language_asked_for() -> None:
    said = EDITIONS["fr"].say("api.problem.missing")
    assert CLIENT.get("/api/v1/nothing?lang=fr").json()["title"] == said
    by_header = CLIENT.get("/api/v1/nothing", headers={"Accept-Language": "fr-CA"})
    assert (by_header.json()["title"], by_header.headers["content-language"]) == (said, "fr")
    assert "Accept-Language" in by_header.headers["vary"]


def test_long_and_odd_values_are_shown_shortly() -> None:
    answers = {"x" * 10_000: 1, "\ud800": 2, "goal": "<script>"}
    found = problem(
        CLIENT.post("/api/v1/recommend", content=json.dumps({**NEW, "answers": answers}), headers=JSON), "invalid"
    )
    values = [one["value"] for one in found["errors"]]
    assert values == ["x" * MOST_CHARACTERS + "…", "?", "<script>"]


def test_of_very_many_faults_only_some_are_looked_for() -> None:
    assert len(faults({**NEW, "screening": [0] * 300_000})) == MOST_FAULTS
    assert len(faults({**NEW, "answers": {str(number): "" for number in range(50_000)}})) == MOST_FAULTS


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.sampled_from([*NEW, "people"]), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(ANY_JSON)
def test_no_json_breaks_it(body: Any) -> None:
    response = CLIENT.post("/api/v1/recommend", content=json.dumps(body), headers=JSON)
    assert response.status_code in (200, 400, 422)
    assert response.json()


@given(st.binary(max_size=60))
def test_no_bytes_break_it(body: bytes) -> None:
    assert sent(body).status_code in (400, 422)


def test_a_failure_of_ours_is_a_problem_and_its_log_holds_no_answer(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Any, body: Any) -> None:
        raise KeyError(body["view"])

    monkeypatch.setattr("web.routes.api.operations.sheet_in", fail)
    with caplog.at_level(logging.ERROR):
        problem(sent(b'{"view": "secret"}'), "failed")
    assert "KeyError" in caplog.text
    assert "in fail" in caplog.text
    assert "secret" not in caplog.text
