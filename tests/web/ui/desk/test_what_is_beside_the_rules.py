"""What stands beside the rules on the author's desk: cases, words and sources that do not fit a changed text."""

import os
import re
from pathlib import Path

import pytest
from markupsafe import escape

from recommender import Fault, FaultyFiles, SourceLocation
from tests.web.app import press, shown
from tests.web.ui.desk.desks import FILE, WITH_ANSWER, desk, write
from tests.web.ui.team.people import say


def test_a_case_that_is_written_for_a_new_answer_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    case = "- name: Someone new\n  view: self\n  answers: {goal: brand-new}\n  never: both\n"
    (tmp_path / "new.yaml").write_text(case, encoding="utf-8")
    monkeypatch.setattr("web.ui.desk.effects.cases_folder", lambda folder: tmp_path)
    app = desk()
    text = shown(app)
    assert say("desk.cases-faulty") in text
    assert escape(say("desk.fault-file", file=str(tmp_path / "new.yaml"), line=3)) in text
    assert "<mark>brand-new</mark>" in text
    assert "data-line" not in text
    text = shown(write(app, WITH_ANSWER))
    assert say("desk.cases-text", passed=1, count=1, before=0) in text
    assert say("desk.case-mended") in text
    (tmp_path / "new.yaml").write_text("- name: [", encoding="utf-8")
    os.utime(tmp_path / "new.yaml", (1, 1))
    assert say("desk.cases-faulty") in shown(app.run())


@pytest.mark.parametrize("folder", ["empty", None])
def test_rules_without_any_case_say_so(folder: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr("web.ui.desk.effects.cases_folder", lambda _: folder and tmp_path / folder)
    text = shown(desk())
    assert say("desk.cases-none") in text
    assert say("desk.cases-faulty") not in text


def test_a_case_that_no_rules_know_is_told_beside_the_rules_that_it_fits_better(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case = "- name: Someone new\n  view: self\n  answers: {goal: brand-new, wants: nothing-known}\n  never: both\n"
    (tmp_path / "new.yaml").write_text(case, encoding="utf-8")
    monkeypatch.setattr("web.ui.desk.effects.cases_folder", lambda folder: tmp_path)
    text = shown(write(desk(), WITH_ANSWER))
    assert say("desk.cases-faulty") in text
    assert "<mark>nothing-known</mark>" in text
    assert "<mark>brand-new</mark>" not in text


def test_a_source_that_is_in_no_register_is_told_at_once_with_the_way_to_its_line() -> None:
    cited = FILE.replace("evidence: [E9, F1, F12]", "evidence: [E999, F1, F12]", 1)
    line = next(number for number, text in enumerate(cited.splitlines(), 1) if "E999" in text)
    app = write(desk(), cited)
    text = shown(app)
    assert say("desk.status-unfit", count=1) in text
    assert f'data-gutter="{line}"' in text
    assert text.count(say("desk.fault-go", line=line)) == 1
    assert say("desk.take-faulty") in text
    assert say("desk.does-wait") not in text
    assert not app.button(key="desk-check").disabled
    checked = shown(press(app, "desk-check"))
    assert checked.count(say("desk.fault-go", line=line)) == 2
    assert checked.count("content/evidence.yaml)") == 2
    assert f"rulebase.yaml:{line}:" not in checked
    assert say("desk.status-same") in shown(write(app, FILE))


def test_a_question_that_is_renamed_leads_to_the_files_that_still_have_its_old_name() -> None:
    text = shown(write(desk(), re.sub(r"\bgoal\b", "aim", FILE)))
    assert say("desk.status-unfit", count=1).rstrip("1") in text
    for language in ("en", "fr"):
        file = f"content/{language}/questions.yaml"
        assert re.search(f"{re.escape(file)}, line \\d+<", text)
    assert "data-line" not in text
    assert "add an entry" in text


def test_words_that_are_written_meanwhile_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    stamps, faults = [1.0], [FaultyFiles([Fault(SourceLocation("content/en/a.yaml", 2, 1), "nothing here")])]

    def load(*_: object) -> None:
        if faults:
            raise faults[0]

    monkeypatch.setattr("web.ui.desk.draft.load_content", load)
    monkeypatch.setattr("web.ui.desk.draft.stamp", lambda *_: tuple(stamps))
    app = desk()
    assert say("desk.status-unfit", count=1) in shown(app)
    faults.clear()
    stamps[0] = 2.0
    assert say("desk.status-same") in shown(app.run())


def test_the_check_tells_which_words_are_missing() -> None:
    text = shown(press(write(desk(), WITH_ANSWER), "desk-check"))
    assert "wording" in text
    assert "brand-new" in text
    assert say("how.added", parts="option goal=brand-new") in text
