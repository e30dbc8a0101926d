"""The page "How this guide thinks": all of the rules is on it, from the rules, with the engine's own figures."""

import datetime
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import web.documents.how_it_thinks.page as page
import web.documents.sources
from recommender import tabulate
from recommender.analysis.analyse import analyse
from recommender.analysis.pulls import pull_of
from recommender.core.parts import evidence_of_parts
from tests.web.documents.nested import Nested
from tests.web.loaded import EDITIONS
from web.documents.how_it_thinks.page import how_it_thinks_document
from web.guide.edition import Edition, load_editions
from web.guide.project import PROJECT

LANGUAGES = sorted(EDITIONS)
IN_ENGLISH_FIRST = pytest.mark.parametrize(
    "edition",
    [pytest.param(language, marks=[] if language == "en" else pytest.mark.deep) for language in LANGUAGES],
    indirect=True,
)
"""For pages that have to be made anew."""


def shown(edition: Edition) -> str:
    return unescape(how_it_thinks_document(edition))


@pytest.fixture(params=LANGUAGES)
def edition(request: pytest.FixtureRequest) -> Edition:
    return EDITIONS[request.param]


def test_every_question_and_answer_is_there_with_its_words(edition: Edition) -> None:
    told = shown(edition)
    for question in edition.rules.questions:
        words = edition.wording.questions[question.id]
        assert f'id="question-{question.id}"' in told
        assert words.topic in told
        assert words.why in told
        for view in question.views:
            assert edition.wording.ask(question.id, view, {}) in told
        for option in question.options:
            assert words.options[option.id].because in told
            assert all(words.options[option.id].text[view] in told for view in option.views)


def test_the_number_of_things_to_tick_reads_well_where_there_is_one() -> None:
    small = load_editions(PROJECT / "examples" / "start")["en"]
    assert len(small.rules.gates) == 1
    assert "before a book and a course. Things that can be ticked: 1." in " ".join(shown(small).split())


def test_every_gate_and_pattern_is_there_with_its_words(edition: Edition) -> None:
    told = shown(edition)
    for gate in edition.rules.gates:
        assert all(edition.wording.gates[gate.id].flag[view] in told for view in gate.views)
    for pattern in edition.rules.patterns:
        words = edition.wording.patterns[pattern.id]
        assert f"<h4>{words.title}</h4>" in told
        assert next(iter(words.text.values())) in told
        for line in pattern.lines:
            for name, wanted in line:
                for option in (
                    wanted & {option.id for option in edition.rules.question[name].options}
                    if (name in edition.rules.question)
                    else ()
                ):
                    text = next(iter(edition.wording.questions[name].options[option].text.values()))
                    assert edition.say("quoted", said=text) in told


def test_every_source_that_the_rules_cite_is_there_with_what_it_says(edition: Edition) -> None:
    told = shown(edition)
    for found in evidence_of_parts(edition.rules).values():
        for key in found.keys if found else ():
            source = edition.wording.evidence[key]
            assert f"<dt>{key}</dt>" in told
            assert source.says in told
            assert f'href="{source.url}"' in told
            assert source.cite in told


def test_decisions_dissent_and_gaps_are_there(edition: Edition) -> None:
    told, words = shown(edition), edition.behind
    for choice in words.choices.values():
        assert f"<h4>{choice.title}</h4>" in told
        assert choice.why in told
    for dissent in words.dissents.values():
        assert told.count(dissent) >= 2, "beside the rule, and in the list of all"
    assert all(unknown in told for unknown in words.unknowns.values())
    assert all(edition.day(choice.day) in told for choice in edition.background.choices)


def rows(told: str, after: str) -> Iterator[tuple[str, list[str]]]:
    """The heads and the cells, without markup, of the rows of the first table after a text."""
    table = told.split(after, 1)[1].split("<table", 1)[1].split("</table>", 1)[0]
    for row in re.findall(r"<tr>(.*?)</tr>", table, re.S):
        head = re.search(r'<th scope="row">(.*?)</th>', row, re.S)
        if head:
            cells = [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
            yield re.sub(r"<[^>]*>", "", head[1]), cells


def test_the_picture_has_the_points_of_every_answer(edition: Edition) -> None:
    answers = sum(len(question.options) for question in edition.rules.questions)
    drawn = list(rows(shown(edition), edition.say("how.picture-all", count=answers)))
    expected = [
        (next(iter(edition.wording.questions[question.id].options[option.id].text.values())), pull_of(question, option))
        for question in edition.rules.questions
        for option in question.options
    ]
    assert drawn == [(text, [str(points) for points in pull]) for text, pull in expected]


def test_shares_are_those_of_the_exact_count(edition: Edition) -> None:
    drawn = dict(rows(shown(edition), 'id="ends"'))
    views = analyse(edition.table)
    for outcome in {end.outcome for view in views for end in view.ends}:
        shares = [edition.share(view.outcomes()[outcome].sheets, view.sheets.sheets) for view in views]
        assert drawn[edition.wording.outcomes[outcome].name] == shares
    assert sum(view.sheets.sheets for view in views) == 5_596_500_000
    assert edition.number(5_596_500_000) in shown(edition)


def test_agreement_is_that_of_the_record(edition: Edition) -> None:
    assert edition.agreement
    told = shown(edition)
    for figure in edition.agreement.figures:
        assert edition.say("how.of", same=figure.share.true, of=figure.share.of) in told
    for one in edition.agreement.corrected:
        assert edition.decimal(one.kappa / 100) in told
    differ = sum(missed.cases for missed in edition.agreement.missed)
    assert edition.say("how.misses", count=differ) in told
    counts = edition.agreement.practice["option goal=skill"]
    same, cases = counts[edition.rules.approaches[0]], sum(counts.values())
    assert edition.say("how.practice", same=same, cases=cases) in told


@IN_ENGLISH_FIRST
def test_rules_whose_agreement_was_not_measured_say_so(edition: Edition) -> None:
    told = shown(replace(edition, agreement=None))
    assert told.count(edition.say("how.sum-unmeasured")) == 2
    assert "kappa" not in told
    assert edition.say("how.practice-none") not in told


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's rules and English words, to change."""
    for folder in ("rules", "content"):
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("fr"))
    return tmp_path


def test_changed_rules_are_shown_as_they_are(project: Path) -> None:
    file = project / "rules" / "rulebase.yaml"
    before = "{id: result, coaching: 2, mentoring: 0,"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, "{id: result, coaching: 3, mentoring: 0,", 1), encoding="utf-8")
    edition = load_editions(project)["en"]
    told = shown(edition)
    assert edition.agreement is None, "the record is of other rules"
    picture = list(rows(told, edition.say("how.picture-all", count=72)))
    assert picture[0] == ("To reach a particular result", ["3", "0"])
    assert edition.say("how.sum-unmeasured") in told
    versions = told.split('id="decided"')[1]
    assert versions.count("2.1.0") == 2, "today's rules differ from the release of that version"


def test_a_project_with_rules_alone_has_a_page(project: Path) -> None:
    (project / "rules" / "agreement.json").unlink()
    (project / "rules" / "background.yaml").unlink()
    shutil.rmtree(project / "rules" / "released")
    edition = load_editions(project)["en"]
    told = shown(edition)
    assert edition.say("how.dissent") not in told
    assert edition.say("how.versions", count=1) in told


def test_a_record_with_a_kind_of_verdict_that_has_no_words_is_shown_by_its_id(project: Path) -> None:
    file = project / "rules" / "agreement.json"
    record = json.loads(file.read_text(encoding="utf-8"))
    record["missed"] = [{"verdict": "something-else", "kind": "luck", "outcome": "coaching", "cases": 1}]
    file.write_text(json.dumps(record), encoding="utf-8")
    assert "(luck)" in shown(load_editions(project)["en"])


def test_a_source_that_is_due_for_review_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = EDITIONS["en"]
    key, source = min(edition.wording.evidence.items(), key=lambda item: item[1].review_by)
    later = source.review_by + datetime.timedelta(1)
    due = edition.say("result.due", date=edition.day(source.review_by))
    assert due not in shown(edition)
    monkeypatch.setattr(page, "today", lambda: later)
    monkeypatch.setattr(web.documents.sources, "today", lambda: later)
    told = shown(edition)
    assert due in told
    assert f"{key}: {source.cite}" in told


def test_the_page_is_valid_and_needs_no_script_and_no_other_host(edition: Edition) -> None:
    document = how_it_thinks_document(edition)
    Nested(document)
    assert "<script" not in document
    assert re.findall(r'src="(?:https?:)?//', document) == []
    ids = re.findall(r'\bid="([^"]+)"', document)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', document)) <= set(ids)


def test_the_page_is_made_once_a_day(edition: Edition) -> None:
    assert how_it_thinks_document(edition) is how_it_thinks_document(edition)


@pytest.mark.parametrize("path", ["/", "/options"])
def test_pages_lead_to_it(client: TestClient, path: str) -> None:
    assert "how-it-thinks?lang=en" in client.get(path).text
    assert client.get("/how-it-thinks").status_code == 200


@IN_ENGLISH_FIRST
def test_weights_are_told(edition: Edition) -> None:
    rules = edition.rules
    heavy = replace(rules.questions[0], weight=2)
    changed = replace(edition, table=tabulate(replace(rules, questions=(heavy, *rules.questions[1:]))))
    assert edition.say("how.weight", count=2) in shown(changed)
    assert edition.say("how.weight", count=2) not in shown(edition)
