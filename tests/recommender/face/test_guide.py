"""The guide in Python: one line loads it, and it answers as the engine does, or says what it cannot read."""

import datetime
import doctest
import importlib
import json
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import recommender
from recommender import AnswerSheet, FaultyFiles, Guide, GuideError, InvalidAnswer, InvalidTable
from recommender.batch.dataframes import score_frame
from tests.conftest import ROOT
from tests.recommender.batch.frames import results
from tests.recommender.cli.commands import copied_content, write
from tests.rule_bases import Written, sheets


@pytest.mark.parametrize("module", ["guide", "questionnaire", "result", "rule_audit"])
def test_the_examples_in_the_docstrings_do_what_is_shown(module: str) -> None:
    of_module = importlib.import_module(f"recommender.face.{module}")
    failed, tried = doctest.testmod(of_module, optionflags=doctest.ELLIPSIS)
    assert tried
    assert not failed


def test_everything_public_says_what_it_is() -> None:
    for kind in (Guide, recommender.Result):
        public = [getattr(kind, name) for name in dir(kind) if not name.startswith("_")]
        assert [
            thing for thing in public if (callable(thing) or isinstance(thing, property)) and not thing.__doc__
        ] == []


def test_the_shipped_rules_and_words_are_loaded(guide: Guide, rules: recommender.RuleBase) -> None:
    assert guide.rules == rules
    assert guide.wording.outcomes["both"].name == "both together"
    assert (guide.language, guide.content) == ("en", ROOT / "content")


def test_another_language_has_its_own_words_and_the_same_results(guide: Guide) -> None:
    french = recommender.load(language="fr")
    here, there = (one.recommend({"goal": "role"}, view="leader", screening=()) for one in (guide, french))
    assert here.recommendation == there.recommendation
    assert there.headline == french.wording.outcomes["mentoring"].headline["leader"] != here.headline


def test_own_rules_and_own_words_are_loaded(written: Written, tmp_path: Path) -> None:
    copied_content(tmp_path, "pt-BR")
    own = write(tmp_path / "own.yaml", {**written, "version": "9.9.9"})
    guide = recommender.load(rules=str(own), content=str(tmp_path), language="pt-BR")
    assert (guide.rules.version, guide.language) == ("9.9.9", "pt-BR")


def test_rules_that_cannot_be_used_are_refused_with_every_fault(written: Written, tmp_path: Path) -> None:
    faulty = write(tmp_path / "faulty.yaml", {**written, "version": "x", "date": "y"})
    with pytest.raises(FaultyFiles, match="2 faults found") as raised:
        recommender.load(rules=faulty)
    assert len(raised.value.faults) == 2


def test_a_language_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(GuideError, match=r"no words in the language 'de' in .*content\. Languages there: en, fr\.$"):
        recommender.load(language="de")


def test_a_folder_without_languages_is_refused() -> None:
    with pytest.raises(GuideError, match=r"It needs a folder for each language\.$"):
        recommender.load(content=ROOT / "content" / "en")


@given(data=st.data())
def test_a_person_gets_what_the_engine_recommends(data: st.DataObject, written: Written, guide: Guide) -> None:
    sheet = data.draw(sheets(written))
    result = guide.recommend(sheet.answers, view=sheet.view, screening=sheet.flags)
    assert result.recommendation == recommender.recommend(guide.table, sheet)


@pytest.mark.parametrize(
    ("answers", "view", "screening", "found", "message"),
    [
        ({"goul": "habit"}, "self", (), ("question", "goul"), r"Allowed: goal, block, .* Did you mean 'goal'\?$"),
        ({"goal": "habbit"}, "self", (), ("goal", "habbit"), r"Allowed: result, .* Did you mean 'habit'\?$"),
        ({"goal": "zzz"}, "self", (), ("goal", "zzz"), r"Allowed: result, .*, not-sure\.$"),
        ({"goal": None}, "self", (), ("goal", "None"), "Allowed: result, skill, "),
        ({"goal": ["habit"]}, "self", (), ("goal", "['habit']"), "Allowed: result, skill, "),
        ({3: "habit"}, "self", (), ("question", "3"), "Allowed: goal, block, "),
        ({"wants": "not-asked"}, "self", (), ("wants", "not-asked"), "Allowed: tell, show, questions, space, listen"),
        ({"view": "self"}, "self", (), ("question", "view"), r"Write view=\.\.\. beside the answers\.$"),
        ({"screening": "job"}, "self", (), ("question", "screening"), r"Write screening=\.\.\. beside the answers\.$"),
        ({}, "selv", (), ("view", "selv"), r"Allowed: self, leader\. Did you mean 'self'\?$"),
        ({}, None, (), ("view", "None"), r"Allowed: self, leader\.$"),
        ({}, "self", ["dangr"], ("screening", "dangr"), r"Allowed: danger, .* Did you mean 'danger'\?$"),
        ({}, "self", ["refused"], ("screening", "refused"), r"Allowed: danger, child, "),
    ],
)
def test_what_is_not_known_is_named_with_what_is_allowed(
    guide: Guide, answers: Any, view: Any, screening: Any, found: tuple[str, str], message: str
) -> None:
    with pytest.raises(InvalidAnswer, match=message) as raised:
        guide.recommend(answers, view=view, screening=screening)
    assert (raised.value.question, raised.value.value) == found
    assert raised.value.allowed


@pytest.mark.parametrize(
    ("answers", "screening", "message"),
    [
        ([("goal", "habit")], (), "Answers are options by question, such as {'goal': 'skill'}, and not a list."),
        ({}, "danger", "screening='danger' is not a list of flags. Write screening=['danger'], for example, or ()"),
        ({}, None, "screening=None is not a list of flags."),
    ],
)
def test_what_is_no_answer_sheet_is_refused(guide: Guide, answers: Any, screening: Any, message: str) -> None:
    with pytest.raises(GuideError) as raised:
        guide.recommend(answers, view="self", screening=screening)
    assert message in str(raised.value)


def test_answers_alone_are_ones_own_and_without_flags(guide: Guide) -> None:
    alone = guide.recommend({"goal": "habit"})
    assert alone == guide.recommend({"goal": "habit"}, view="self", screening=())


def test_questions_of_a_view_that_is_not_there_are_refused(guide: Guide) -> None:
    with pytest.raises(InvalidAnswer, match="view: 'me' is not known here"):
        guide.questions("me")


PEOPLE = {
    "view": ["self", "leader", "About myself", "self"],
    "screening": ["none", "job", "none", "none"],
    "What is this help mainly for?": [
        "habit",
        "to learn a role or a field of work",
        "Apprendre un rôle ou un métier",
        "hobby",
    ],
    "column_names": ["theirs", "stays", "as", "it is"],
}


@pytest.mark.parametrize("frame_of", [pd.DataFrame, pl.DataFrame, pa.table], ids=["pandas", "polars", "pyarrow"])
def test_many_people_are_scored_by_ids_or_by_texts_of_any_language(guide: Guide, frame_of: Any) -> None:
    frame = frame_of(PEOPLE)
    scored, bad = guide.score_frame(frame)
    assert type(scored) is type(frame)
    by_id = pd.DataFrame(
        {"view": ["self", "leader", "self"], "screening": ["", "job", ""], "goal": ["habit", *["role"] * 2]}
    )
    assert results(scored)[:3] == results(score_frame(guide.table, by_id)[0])
    assert set(results(scored)[3]) == {None}
    (cell,) = bad.reported
    assert (cell.row, cell.column, cell.value, bad.cells, bad.rows) == (4, "goal", "hobby", 1, 1)


def test_many_people_are_scored_without_reasons(guide: Guide) -> None:
    scored, _ = guide.score_frame(pd.DataFrame(PEOPLE), reasons=False)
    assert "reasons" not in scored
    assert list(scored["outcome"])[:3] == ["coaching", "fix-the-job-first", "mentoring"]


def test_a_column_that_looks_misspelt_gets_a_warning(guide: Guide) -> None:
    frame = pd.DataFrame({"view": ["self"], "screening": ["none"], "goal": ["habit"], "experiance": ["years"]})
    with pytest.warns(UserWarning, match=r"column 'experiance' is not used \(did you mean 'experience'\?\)"):
        guide.score_frame(frame)


def test_a_column_of_theirs_gets_no_warning(guide: Guide) -> None:
    frame = pl.DataFrame({"view": ["self"], "screening": ["none"], "goal": ["habit"], "who": ["Ana"]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert guide.score_frame(frame)[0]["who"].to_list() == ["Ana"]


def test_a_frame_without_a_view_is_refused(guide: Guide) -> None:
    with pytest.raises(InvalidTable, match="There is no column 'view'. Add one, with self or leader for each person."):
        guide.score_frame(pd.DataFrame({"screening": ["none"], "goal": ["habit"]}))


def test_sources_are_due_on_the_day_given(guide: Guide) -> None:
    kinds = [finding.kind for finding in guide.audit(today=datetime.date(2099, 1, 1)).findings]
    assert kinds.count("evidence-due") == len(guide.wording.evidence)


def test_the_guide_shows_what_can_be_asked_of_it(guide: Guide) -> None:
    shown = repr(guide)
    assert shown.startswith(f"<Guide: rules {guide.rules.version} of {guide.rules.date}, 12 questions, language 'en'\n")
    for name in (".questions(", ".recommend(", ".score_frame(", ".audit("):
        assert name in shown


def test_the_data_of_a_result_are_ready_for_json(guide: Guide) -> None:
    data = guide.recommend({"goal": "habit"}, view="self", screening=()).as_data()
    assert json.loads(json.dumps(data)) == data
    assert data["outcome"] == "coaching"


def test_an_answer_sheet_is_a_copy(guide: Guide) -> None:
    answers = {"goal": "habit"}
    result = guide.recommend(answers, view="self", screening=())
    answers["goal"] = "role"
    assert result.recommendation.sheet == AnswerSheet("self", {"goal": "habit"})
