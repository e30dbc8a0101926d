"""What other software asks for, and gets."""

import asyncio
import gzip
import json
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from recommender import VIEWS, AnswerSheet, recommend
from recommender.analysis.analyse import analyse
from recommender.explanation.serialise import as_data, questions_as_data
from tests.examples import examples
from tests.web.answers import sheets
from tests.web.loaded import EDITIONS, RULES, client_of
from tests.web.routes.api.asked import CLIENT, NEW, SERVICES, body_of, recommended
from web.documents.api_schemas import MOST_EXPLAINED, MOST_PEOPLE
from web.guide.edition import Edition

ON_HOLD = {**NEW, "screening": ["process"]}
STOPPED = {**NEW, "screening": ["danger"]}
DESCRIPTION = CLIENT.get("/api/v1/openapi.json").json()


def strict(schema: Any) -> Any:
    """A schema that allows no field which it does not name, though other software is told that there may be more."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: strict(value) for key, value in schema.items()}
    return {"unevaluatedProperties": False, **found} if "allOf" in schema or "properties" in schema else found


def assert_named(name: str, data: Any) -> None:
    """Every field of this data is named in the description of this name, and each has its kind of value."""
    schemas = DESCRIPTION["components"]["schemas"]
    loose = {**schemas[name], "components": {"schemas": schemas}}
    Draft202012Validator(loose).validate(data)
    if name == "Result":  # two schemas together: neither names all fields alone
        named = [*schemas["Recommendation"]["properties"], *schemas["Result"]["allOf"][1]["properties"]]
        assert set(data) == set(named)
        name, data = "Words", data["words"]
    Draft202012Validator({**strict(schemas[name]), "components": {"schemas": strict(schemas)}}).validate(data)


@examples(25)
@given(sheets(RULES, ticked=True))
def test_the_same_answers_give_the_same_result_as_in_the_engine(sheet: AnswerSheet) -> None:
    table = EDITIONS["en"].table
    alone, body = as_data(RULES, recommend(table, sheet)), body_of(sheet)
    answer = recommended(body)
    assert {**alone, "words": answer["words"]} == answer
    among_others = recommended({"people": [4, body], "explain": True})
    assert among_others["results"][1]["result"] == alone
    quick = recommended({"people": [body]})["results"][0]["result"]
    assert quick == {field: alone[field] for field in quick}
    assert set(alone) - set(quick) == {
        "reasons",
        "unanswered",
        "counterfactuals",
        "reachable",
        "weight_sensitivity",
    }


@examples(15)
@given(sheets(RULES, ticked=True))
def test_every_field_of_a_result_is_described(sheet: AnswerSheet) -> None:
    assert_named("Result", recommended(body_of(sheet)))
    assert_named("Results", recommended({"people": [body_of(sheet)], "explain": False}))
    assert_named("Recommendation", as_data(RULES, recommend(EDITIONS["en"].table, sheet)))


@pytest.mark.parametrize("language", EDITIONS)
def test_one_result_has_the_words_to_show_it_in_the_language_asked_for(language: str) -> None:
    wording, answer = EDITIONS[language].wording, recommended(NEW, lang=language)
    words, outcome = answer["words"], wording.outcomes[answer["outcome"]]
    assert words["language"] == language
    assert words["headline"] == words["approach"]["headline"] == outcome.headline["self"]
    assert words["approach"]["meaning"] == outcome.meaning["self"]
    assert words["approach"]["steps"]
    assert words["certainty"] == wording.certainty.name[answer["certainty"]]
    assert words["caveats"]
    assert words["help_first"] == []


def test_what_comes_first_is_the_headline_of_a_result_on_hold(edition: Edition) -> None:
    answer = recommended(ON_HOLD)
    words, gate = answer["words"], edition.wording.gates["process"]
    assert answer["provisional"] is True
    assert words["headline"] == edition.wording.outcomes["process-first"].headline["self"]
    assert words["approach"]["headline"] == edition.wording.outcomes["mentoring"].headline["self"]
    assert [found["steps"] for found in words["help_first"]] == [list(gate.steps["self"])]
    assert words["certainty"] == edition.wording.certainty.name["provisional"]


def test_where_screening_stops_the_guide_there_is_help_and_no_result(edition: Edition) -> None:
    answer = recommended(STOPPED)
    words = answer["words"]
    assert (answer["certainty"], answer["approach"], words["approach"], words["certainty"]) == (None,) * 4
    assert words["headline"] == edition.wording.outcomes["safeguarding-first"].headline["self"]
    assert "116 123" in " ".join(words["help_first"][0]["steps"])


def test_a_person_that_cannot_be_read_does_not_keep_the_others_from_an_answer() -> None:
    answer = recommended({"people": [NEW, {**NEW, "answers": {"goal": "rolle"}}, "Ana", STOPPED]})
    assert (answer["answered"], answer["refused"]) == (2, 2)
    assert [one["place"] for one in answer["results"]] == [0, 1, 2, 3]
    assert [one["status"] for one in answer["results"]] == [200, 422, 422, 200]
    fault = answer["results"][1]["problem"]["errors"][0]
    assert (fault["pointer"], fault["question"], fault["value"]) == ("#/people/1/answers/goal", "goal", "rolle")
    assert "role" in fault["allowed"]
    assert_named("Results", answer)


@pytest.mark.parametrize(("people", "explain"), [(MOST_PEOPLE, False), (MOST_EXPLAINED, True)])
def test_as_many_people_as_allowed_are_answered(people: int, explain: bool) -> None:
    body = {"people": [NEW] * people, "explain": explain}
    answer = recommended(body)
    assert answer["answered"] == people
    one_more = CLIENT.post("/api/v1/recommend", json={**body, "people": [NEW] * (people + 1)})
    assert one_more.status_code == 422
    assert one_more.json()["errors"][0]["pointer"] == "#/people"


def test_a_long_answer_is_compressed_for_those_who_can_read_it() -> None:
    body = {"people": [NEW] * MOST_PEOPLE}
    packed = CLIENT.post("/api/v1/recommend", json=body, headers={"Accept-Encoding": "gzip"})
    plain = CLIENT.post("/api/v1/recommend", json=body, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert len(gzip.compress(plain.content)) < len(plain.content) / 10


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", EDITIONS)
def test_the_questions_are_those_of_the_rules(view: str, language: str) -> None:
    response = CLIENT.get(f"/api/v1/questions?view={view}&lang={language}")
    assert response.json() == questions_as_data(RULES, EDITIONS[language].wording, view)
    assert response.headers["content-language"] == language
    assert_named("Questions", response.json())


def test_the_audit_counts_every_possible_sheet(edition: Edition) -> None:
    answer = CLIENT.get("/api/v1/audit").json()
    assert_named("Audit", answer)
    for found, view in zip(answer["views"], analyse(edition.table), strict=True):
        assert found["sheets"] == str(view.sheets.sheets)
        assert sum(int(end["sheets"]) for end in found["ends"]) == view.sheets.sheets
        assert sum(one["share"] for one in found["outcomes"]) == pytest.approx(1)
        assert {one["outcome"]: int(one["sheets"]) for one in found["outcomes"]} == {
            outcome: count.sheets for outcome, count in view.outcomes().items()
        }


@pytest.mark.parametrize("path", ["questions?view=self", "audit", "openapi.json"])
def test_what_is_about_the_rules_may_be_kept_while_they_are_the_same(path: str) -> None:
    first = CLIENT.get(f"/api/v1/{path}")
    assert first.headers["cache-control"].startswith("public")
    again = CLIENT.get(f"/api/v1/{path}", headers={"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert CLIENT.get(f"/api/v1/{path}", headers={"If-None-Match": '"x"'}).status_code == 200


def test_what_is_about_people_is_kept_by_nobody() -> None:
    for body in (NEW, {"people": [NEW]}, {"view": "x"}):
        response = CLIENT.post("/api/v1/recommend", json=body)
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers


def test_the_description_is_written_from_the_rules() -> None:
    schemas = DESCRIPTION["components"]["schemas"]
    for view, name in zip(VIEWS, ("Self", "Leader"), strict=True):
        answers = schemas[f"Answers{name}"]["properties"]
        asked = questions_as_data(RULES, EDITIONS["en"].wording, view)
        assert {question: one["enum"] for question, one in answers.items()} == {
            one["id"]: [option["id"] for option in one["options"]] for one in asked["questions"]
        }
        flags = schemas[f"Person{name}"]["properties"]["screening"]["items"]["enum"]
        assert flags == [gate.id for gate in RULES.gates_for(view)]


def test_the_examples_of_the_description_are_answered() -> None:
    body = DESCRIPTION["paths"]["/recommend"]["post"]["requestBody"]["content"]["application/json"]
    for example in body["examples"].values():
        assert recommended(example["value"])


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.example"}])
def test_a_program_elsewhere_is_answered_and_a_page_elsewhere_cannot_read_it(
    headers: dict[str, str], client: TestClient
) -> None:
    response = client.post("/api/v1/recommend", json=NEW, headers=headers)
    assert response.status_code == 200
    assert not [name for name in response.headers if name.startswith("access-control")]
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_configured_address_is_where_the_description_leads() -> None:
    services = type(SERVICES)(SERVICES.sealer, SERVICES.revocations, "https://guide.example.org/trust")
    client = client_of(services)
    servers = client.get("/api/v1/openapi.json").json()["servers"]
    assert servers == [{"url": "https://guide.example.org/trust/api/v1"}]
    assert "curl https://guide.example.org/trust/api/v1/recommend" in client.get("/api").text


def test_the_answer_is_json_that_any_reader_takes() -> None:
    response = CLIENT.post(
        "/api/v1/recommend?lang=fr",
        content=json.dumps(NEW),
        headers={
            "Content-Type": 'Application/JSON; charset="UTF-8"',
        },
    )
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert "à" in response.content.decode("utf-8")


def test_the_work_is_done_beside_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    loops = list[object]()

    def answer(edition: Edition, sheet: AnswerSheet) -> dict[str, Any]:
        loops.append(asyncio._get_running_loop())
        return {}

    monkeypatch.setattr("web.routes.api.operations.result_as_data", answer)
    recommended(NEW)
    assert loops == [None]
