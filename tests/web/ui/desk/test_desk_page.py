"""The author's desk: text and sliders agree, what a change does is shown, and the server's rules stay."""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from recommender import tabulate
from recommender.analysis.diff import Diff, diff
from recommender.loading.rules import rules_in_text
from recommender.loading.weights import with_weight
from tests.web.app import press, shown
from tests.web.ui.desk.desks import FILE, desk, is_there, move, text_of, weights, write
from tests.web.ui.team.people import csv_of, people, say
from web.documents.desk.names import percent
from web.guide.edition import the_edition
from web.ui.desk.draft import FIELD

HEAVIER = with_weight(FILE, "goal", 3)
STAYING = {"goal": "habit", "experience": "years", "ideas": "plenty"}


@cache
def what_heavier_does() -> Diff:
    return diff(the_edition().table, tabulate(rules_in_text(HEAVIER, "rules")))


def moving() -> dict[str, str]:
    """A leader's answers that lead elsewhere once the goal counts for more."""
    return dict(next(view for view in what_heavier_does().views if view.view == "leader").moves[0].example.answers)


def read_as(text: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the file of the rules read as this text, or as missing."""
    read_text = Path.read_text

    def read(file: Path, encoding: str | None = None) -> str:
        if file.name != "rulebase.yaml":
            return read_text(file, encoding=encoding)
        if text is None:
            raise FileNotFoundError(file)
        return text

    monkeypatch.setattr(Path, "read_text", read)


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    """Nothing in the folder of the rules is another after a test than before."""
    before = _digests()
    yield
    assert _digests() == before


def _digests() -> dict[Path, str]:
    files = [file for file in (the_edition().folder / "rules").rglob("*") if file.is_file()]
    return {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_it_begins_with_the_file_and_nothing_is_changed() -> None:
    app = desk()
    assert text_of(app) == FILE
    assert weights(app) == {question.id: question.weight for question in the_edition().rules.questions}
    assert say("desk.status-same") in shown(app)
    assert say("desk.does-same") in shown(app)
    assert "desk-put-back" not in [button.key for button in app.button]


def test_opened_anew_it_finds_what_was_worked_out_before(monkeypatch: pytest.MonkeyPatch) -> None:
    before = shown(move(desk(), "goal", 3))
    for work in ("draft.load_content", "draft.tabulate", "effects.diff", "effects.run_cases"):
        monkeypatch.setattr(f"web.ui.desk.{work}", None)
    assert shown(move(desk(), "goal", 3)) == before


def test_a_slider_changes_one_number_of_the_text_and_the_shares() -> None:
    app = move(desk(), "goal", 3)
    edition = the_edition()
    assert text_of(app) == HEAVIER
    assert weights(app)["goal"] == 3
    for view in what_heavier_does().views:
        share = percent(edition, view.moved, view.sheets)
        assert say("desk.moved", view=say(f"how.view.{view.view}"), share=share) in shown(app)
    assert say("desk.status-changed", count=1) in shown(app)


def test_a_text_that_is_changed_moves_the_slider_and_a_slider_keeps_what_was_written() -> None:
    app = write(desk(), f"# mine\n{with_weight(FILE, 'wants', 2)}")
    assert weights(app)["wants"] == 2
    move(app, "goal", 2)
    assert text_of(app) == f"# mine\n{with_weight(with_weight(FILE, 'wants', 2), 'goal', 2)}"


def test_faults_are_told_with_their_lines_and_nothing_is_counted_until_they_are_put_right() -> None:
    broken = FILE.replace("coaching: 3,", "coaching: 7,", 1)
    line = next(number for number, text in enumerate(broken.splitlines(), 1) if "coaching: 7," in text)
    app = write(desk(), broken)
    text = shown(app)
    assert say("desk.status-faults", count=1) in text
    assert f'data-line="{line}"' in text
    assert "7 is out of range" in text
    assert "<mark>7</mark>" in text
    assert say("desk.does-wait") in text
    assert say("desk.take-faulty") in text
    assert all(slider.disabled for slider in app.slider)
    write(app, FILE.replace("coaching: 3,", "coaching: 2,", 1))
    assert say("desk.does-wait") not in shown(app)
    assert not any(slider.disabled for slider in app.slider)


def test_markup_in_a_text_is_shown_as_text() -> None:
    text = shown(write(desk(), FILE.replace("views: [self, leader]", "views: [<img src=x>, leader]")))
    assert "<img" not in text
    assert "&lt;img" in text


@pytest.mark.parametrize("text", ["", "a: [", "\x00", "- a\n"], ids=["empty", "not YAML", "not text", "a list"])
def test_a_text_that_is_nothing_of_the_kind_is_a_fault_too(text: str) -> None:
    app = write(desk(), text)
    assert say("desk.faults") in shown(app)
    assert weights(app)["goal"] == 1
    press(app, "desk-put-back")
    assert text_of(app) == FILE


def test_the_file_is_put_back_and_a_slip_is_undone() -> None:
    app = press(move(desk(), "goal", 3), "desk-put-back")
    assert text_of(app) == FILE
    assert weights(app)["goal"] == 1
    press(app, "desk-bring-back")
    assert text_of(app) == HEAVIER
    assert weights(app)["goal"] == 3


def test_cases_that_fail_are_named_with_what_they_expected() -> None:
    text = shown(move(desk(), "goal", 3))
    passed, count = re.findall(r"(\d+) of (\d+) cases end as they should", text)[0]
    assert int(passed) < int(count)
    failing = text.count(f"<strong>{say('desk.case-fails')}.</strong>")
    assert int(count) - int(passed) == failing
    assert "tests/cases/" in text
    assert "expected" in text


def test_published_situations_are_counted_with_honest_words() -> None:
    text = shown(move(desk(), "goal", 3))
    assert say("desk.published-honest") in text
    assert say("desk.published-won") in text


def test_people_of_a_file_are_counted_and_few_are_not_told() -> None:
    app = desk()
    rows = [*people(12, **moving()), *people(20, **STAYING)]
    app.file_uploader[0].set_value(("people.csv", csv_of(rows), "text/csv")).run()
    assert say("desk.people-nobody", people=32) in shown(app)
    moved = shown(write(app, HEAVIER))
    assert say("desk.people-moved", moved=12, people=32) in moved
    few = [*people(3, **moving()), *people(20, **STAYING)]
    app.file_uploader[0].set_value(("few.csv", csv_of(few), "text/csv")).run()
    assert say("desk.people-some", people=23) in shown(app)
    assert say("desk.people-hidden", least=5) in shown(app)


def test_the_check_tells_what_is_new_once_it_is_asked_for() -> None:
    turning = FILE.replace("{id: longer, coaching: 0, mentoring: 3,", "{id: longer, coaching: 3, mentoring: 0,")
    app = write(desk(), turning)
    assert "order-turns" not in shown(app)
    press(app, "desk-check")
    assert "order-turns format set some" in shown(app)
    write(app, FILE)
    assert "order-turns" not in shown(app)
    press(app, "desk-check")
    assert say("desk.audit-none") in shown(app)


def test_what_changed_is_a_text_for_a_colleague_without_anybody_of_a_file() -> None:
    app = move(desk(), "goal", 3)
    [text] = re.findall(r'data-copy="([^"]*)"', " ".join(element.proto.body for element in app.get("html")))
    assert "-    weight: 1\n+    weight: 3" in text
    assert say("desk.summary-title", version=the_edition().rules.version) in text
    assert say("desk.version-same", version=the_edition().rules.version) in shown(app)


def test_the_changed_text_is_kept_while_another_page_is_shown() -> None:
    app = move(desk(), "goal", 3)
    app.query_params["view"] = "team"
    app.run()
    assert not is_there(app)
    app.query_params["view"] = "desk"
    app.run()
    assert text_of(app) == HEAVIER


def test_a_file_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    read_as(None, monkeypatch)
    assert say("desk.no-file") in shown(desk())


def test_a_file_that_was_changed_since_the_start_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    read_as(with_weight(FILE, "goal", 2), monkeypatch)
    app = desk()
    assert say("desk.status-same") in shown(app)
    assert say("desk.file-newer") in shown(app)
    assert weights(app)["goal"] == 2


def test_it_speaks_french() -> None:
    app = move(desk("fr"), "goal", 3)
    assert say("desk.does", "fr") in shown(app)
    assert app.text_area(key=FIELD).label == say("desk.text-label", "fr")
