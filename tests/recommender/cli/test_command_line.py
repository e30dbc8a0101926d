"""The command line: what it prints, what it answers with, and what it leaves on the disk."""

import csv
import json
import os
import runpy
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from recommender import NOT_SURE, VIEWS, AnswerSheet, RuleBase, Table, Wording, recommend
from recommender.cli.main import main
from recommender.core.model import RESULTS
from recommender.cli.text_output import recommendation_as_text as as_text
from tests.conftest import ROOT

ABLE = {
    "goal": "habit",
    "finder": "me",
    "experience": "years",
    "ideas": "plenty",
    "wants": "tell",
    "readiness": "ready",
}
NEW = {"goal": "role", "block": "insight", "experience": "never", "ideas": "none"}

Printed = pytest.CaptureFixture[str]


def explain(answers: dict[str, str], *words: str) -> int:
    return main(["explain", *words, *(f"{question}={option}" for question, option in answers.items())])


def in_one_line(text: str) -> str:
    """A text with its lines and spaces run together, as a reader sees it."""
    return " ".join(text.split())


def one_line_of_error(printed: Printed) -> str:
    """What stands on stderr, which has to be one line, with nothing on stdout and no traceback."""
    out, err = printed.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert err.endswith("\n")
    assert err.count("\n") == 1
    return err.strip()


def copy_of_the_words(folder: Path) -> Path:
    """A copy of the shipped words with the list of page texts beside it."""
    for name in ("page-texts.yaml", "situations.yaml", "contacts.yaml"):
        shutil.copy(ROOT / "content" / name, folder)
    return Path(shutil.copytree(ROOT / "content" / "en", folder / "en"))


# check


def test_check_counts_what_is_there(capsys: Printed, rules: RuleBase, wording: Wording) -> None:
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert f"Rules {rules.version}: {len(rules.gates)} gates, {len(rules.questions)} questions, " in out
    assert f"{len(rules.patterns)} patterns. Words: {len(wording.evidence)} sources, " in out
    assert "No faults.\nReading age of all words: " in out
    hardest = [line for line in out.splitlines() if line.startswith("content/en/")]
    assert len(hardest) == 10
    ages = [int(line.split(": ")[1]) for line in hardest]
    assert ages == sorted(ages, reverse=True)


def test_check_of_another_language_measures_no_reading_age(capsys: Printed) -> None:
    assert main(["--content", str(ROOT / "content" / "fr"), "check"]) == 0
    assert capsys.readouterr().out.endswith("No faults.\n")


def test_the_readme_shows_what_check_says(capsys: Printed) -> None:
    main(["check"])
    first_line = capsys.readouterr().out.splitlines()[0]
    readme = in_one_line((ROOT / "README.md").read_text(encoding="utf-8"))
    assert first_line in readme


def test_check_tells_every_fault_of_broken_rules(capsys: Printed) -> None:
    assert main(["--rules", str(ROOT / "tests" / "broken" / "several.yaml"), "check"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("several.yaml:") == 9
    assert err.endswith("9 faults found.\n")
    assert "Traceback" not in err


def test_check_tells_the_faults_of_the_words(capsys: Printed, tmp_path: Path) -> None:
    words = copy_of_the_words(tmp_path)
    (words / "certainty.yaml").write_text("{}\n", encoding="utf-8")
    assert main(["--content", str(words), "check"]) == 1
    err = capsys.readouterr().err
    assert "certainty.yaml:1:1: 'no-trial' is missing here" in err
    assert err.count(".yaml:") == 8
    assert err.endswith("8 faults found.\n")


def test_check_tells_the_faults_of_the_rules_alone_since_the_words_hang_on_them(
    capsys: Printed, tmp_path: Path
) -> None:
    words = copy_of_the_words(tmp_path)
    (words / "certainty.yaml").write_text("{}\n", encoding="utf-8")
    rules = ROOT / "tests" / "broken" / "bands-in-the-wrong-order.yaml"
    assert main(["--rules", str(rules), "--content", str(words), "check"]) == 1
    err = capsys.readouterr().err
    assert "a clear lead (2) must be more than a leaning one (2)" in err
    assert err.endswith("\n1 fault found.\n")


def test_check_tells_the_faults_of_the_words_before_it_looks_whether_the_rules_are_too_wide(capsys: Printed) -> None:
    assert main(["--rules", str(ROOT / "tests" / "broken" / "too-many-bits.yaml"), "check"]) == 1
    err = capsys.readouterr().err
    assert "the words for 'q' are missing here" in err
    assert "the rules need" not in err


def test_check_tells_that_the_rules_are_too_wide_where_the_words_are_without_fault(
    capsys: Printed, tmp_path: Path, written: dict[str, Any]
) -> None:
    *others, last = written["patterns"]
    each = [{question["id"]: [option["id"]]} for question in written["questions"] for option in question["options"]]
    path = tmp_path / "rules.yaml"
    path.write_text(yaml.safe_dump({**written, "patterns": [*others, {**last, "when": each}]}), encoding="utf-8")
    assert main(["--rules", str(path), "check"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "bits for each sheet, and 63 is the most there can be" in err
    assert err.endswith("\n1 fault found.\n")


def test_check_tells_that_the_rules_are_not_there(capsys: Printed, tmp_path: Path) -> None:
    assert main(["--rules", str(tmp_path / "none.yaml"), "check"]) == 1
    assert "none.yaml:1:1: the file cannot be opened" in capsys.readouterr().err


def test_the_module_itself_runs_the_command_line(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["recommender", "check"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("recommender", run_name="__main__")
    assert ended.value.code == 0
    assert "No faults." in capsys.readouterr().out


def test_a_command_is_needed(capsys: Printed) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


# questions


@pytest.mark.parametrize("view", VIEWS)
def test_questions_prints_every_tick_question_and_option_of_a_view(
    capsys: Printed, rules: RuleBase, wording: Wording, view: str
) -> None:
    assert main(["questions", "--view", view]) == 0
    out = capsys.readouterr().out
    wanted = [f"{gate.id} {wording.gates[gate.id].flag[view]}" for gate in rules.gates_for(view)]
    for question in rules.questions_for(view):
        words = wording.questions[question.id]
        offered = [f"{option.id} {words.options[option.id].text[view]}" for option in question.options_for(view)]
        wanted += [f"{question.id}: {wording.ask(question.id, view, {})}", *offered, f"{NOT_SURE} Not sure"]
    assert in_one_line(out) == in_one_line("screening flags (any that apply) " + " ".join(wanted))
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize("view", VIEWS)
def test_questions_prints_json_with_the_words_of_a_view(
    capsys: Printed, rules: RuleBase, wording: Wording, view: str
) -> None:
    assert main(["questions", "--view", view, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rules"] == {"version": rules.version, "digest": rules.digest}
    assert told["view"] == view
    assert [tick["id"] for tick in told["screening"]] == [gate.id for gate in rules.gates_for(view)]
    assert [question["id"] for question in told["questions"]] == [q.id for q in rules.questions_for(view)]
    for asked, question in zip(told["questions"], rules.questions_for(view), strict=True):
        words = wording.questions[question.id]
        assert (asked["ask"], asked["help"], asked["why"]) == (
            wording.ask(question.id, view, {}),
            words.help[view],
            words.why,
        )
        assert asked.get("second_of") == question.second_of
        assert [group["options"] for group in asked.get("groups", [])] == [list(g.options) for g in words.groups]
        offered = {option.id: words.options[option.id].text[view] for option in question.options_for(view)}
        assert {option["id"]: option["text"] for option in asked["options"]} == {**offered, NOT_SURE: "Not sure"}


@pytest.mark.parametrize("view", VIEWS)
def test_questions_speak_of_what_the_help_is_for(capsys: Printed, wording: Wording, view: str) -> None:
    assert main(["questions", "--view", view, "--goal", "skill", "--json"]) == 0
    told = {question["id"]: question for question in json.loads(capsys.readouterr().out)["questions"]}
    assert told["block"]["ask"] == wording.ask("block", view, {"goal": "skill"})
    this = wording.questions["goal"].options["skill"].this[view]
    chosen = next(option for option in told["goal"]["options"] if option["id"] == "skill")
    assert chosen["this"] == {"doing": this.doing, "thing": this.thing}
    assert this.doing in told["block"]["ask"]


def test_an_unknown_goal_is_told(capsys: Printed) -> None:
    assert main(["questions", "--goal", "skil"]) == 1
    assert "goal: 'skil' is not known here. Allowed: result, skill, " in one_line_of_error(capsys)


# explain


def test_explain_tells_the_outcome_the_points_the_patterns_and_what_would_change_it(
    capsys: Printed, wording: Wording, table: Table
) -> None:
    assert explain(ABLE) == 0
    out = capsys.readouterr().out
    told = in_one_line(out)
    approach = recommend(table, AnswerSheet("self", ABLE)).decision.approach
    assert approach is not None
    assert out.startswith("Coaching fits your answers best\n\nIt leans this way, with some doubt.")
    assert f"{approach.coaching} {approach.mentoring} in all" in told
    assert wording.patterns["asks-to-be-told-can-find-options"].title in told
    assert f"{wording.pages['result.change']}:" in told
    assert "For “a conversation first”, one other answer is enough:" in told
    assert not [words for words in ("It is on hold", wording.pages["result.then"]) if words in told]
    assert max(map(len, out.splitlines())) <= 100


def test_explain_tells_the_answers_that_weigh_most_first(capsys: Printed) -> None:
    explain(ABLE)
    told = in_one_line(capsys.readouterr().out)
    assert "coaching mentoring 3 0 " in told
    order = ["Experience: ", "What the help is for: ", "The help asked for: "]
    assert [told.index(topic) for topic in order] == sorted(told.index(topic) for topic in order)


def test_explain_in_the_leaders_view_speaks_of_this_person(capsys: Printed, wording: Wording) -> None:
    assert explain(NEW, "--view", "leader") == 0
    told = in_one_line(capsys.readouterr().out)
    assert "Mentoring fits these answers best" in told
    pattern = wording.patterns["leader-view-alone"]
    assert told.count(in_one_line(pattern.text["leader"])) == 1
    assert pattern.title not in told


def test_a_tick_that_stops_shows_the_help_and_no_score(capsys: Printed, wording: Wording) -> None:
    assert explain(ABLE, "--flag", "danger") == 0
    told = in_one_line(capsys.readouterr().out)
    assert told.startswith("Safety comes first")
    for step in wording.gates["danger"].steps["self"]:
        assert in_one_line(step) in told
    assert "999" in told
    sure = [f"{name.capitalize()}." for name in wording.certainty.name.values()]
    for words in ("in all", wording.pages["result.change"], "What the help is for", *sure):
        assert words not in told


def test_ticks_that_lead_to_the_same_help_show_it_once(capsys: Printed, wording: Wording) -> None:
    assert explain(ABLE, "--flag", "health", "--flag", "mood") == 0
    assert in_one_line(capsys.readouterr().out).count(in_one_line(wording.gates["health"].say["self"])) == 1


def test_a_tick_that_waits_shows_the_help_first_and_then_the_result_on_hold(capsys: Printed, wording: Wording) -> None:
    assert explain(ABLE, "--flag", "job", "--flag", "process") == 0
    told = in_one_line(capsys.readouterr().out)
    process, job = (told.index(wording.gates[gate].steps["self"][0][:40]) for gate in ("process", "job"))
    on_hold = told.index(f"{wording.pages['result.then']}: coaching")
    assert process < job < told.index("It is on hold. ") < on_hold < told.index("in all")


def test_explain_says_so_where_nothing_would_change_it(table: Table, wording: Wording) -> None:
    told = as_text(table.rules, replace(recommend(table, AnswerSheet("self", ABLE)), counterfactuals=()), wording)
    assert in_one_line(told).endswith(in_one_line(wording.pages["result.change-none"]))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "ticks", [[], ["job"], ["danger", "job"]], ids=["no tick", "a tick that waits", "one that stops"]
)
def test_explain_prints_the_recommendation_as_json(
    capsys: Printed, rules: RuleBase, table: Table, view: str, ticks: list[str]
) -> None:
    assert explain(ABLE, "--view", view, "--json", *(word for tick in ticks for word in ("--flag", tick))) == 0
    told = json.loads(capsys.readouterr().out)
    wanted = recommend(table, AnswerSheet(view, ABLE, frozenset(ticks)))
    decision, approach = wanted.decision, wanted.decision.approach
    assert told["rules"] == {"version": rules.version, "digest": rules.digest}
    assert (told["view"], told["outcome"], told["certainty"]) == (view, decision.outcome, decision.certainty)
    assert told["provisional"] == decision.provisional
    assert (told["gates"], told["patterns"]) == (list(decision.gates), list(decision.patterns))
    assert told["unanswered"] == list(wanted.unanswered)
    assert [tuple(reason.values()) for reason in told["reasons"]] == [
        (reason.question, reason.option, reason.coaching, reason.mentoring) for reason in wanted.reasons
    ]
    assert [(flip["changes"], flip["outcome"]) for flip in told["counterfactuals"]] == [
        ({change.question: change.option for change in flip.changes}, flip.outcome) for flip in wanted.counterfactuals
    ]
    if approach is None:
        assert told["approach"] is None
        return
    caps = [{"reason": cap.reason, "most": cap.most} for cap in approach.caps]
    assert told["approach"] == {
        "outcome": approach.outcome,
        "decided_by": "lead",
        "coaching": approach.coaching,
        "mentoring": approach.mentoring,
        "lead": approach.lead,
        "band": approach.band,
        "caps": caps,
    }


def test_explain_names_the_lead_where_no_pattern_decided(capsys: Printed) -> None:
    assert main(["explain", "--json", "goal=habit", "readiness=ready"]) == 0
    assert json.loads(capsys.readouterr().out)["approach"]["decided_by"] == "lead"


def test_explain_without_any_answer_points_to_neither_side(capsys: Printed) -> None:
    assert main(["explain"]) == 0
    assert capsys.readouterr().out.startswith("Either could work well for you\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["experience"], "'experience' is not an answer. Write question=option, for example goal=skill."),
        (["goal=habit", "goal=role"], "'goal' is answered twice. Keep one answer."),
        (["goul=habit"], "question: 'goul' is not known here. Allowed: goal, block, block2, "),
        (["goal=habbit"], "goal: 'habbit' is not known here. Allowed: result, skill, habit, "),
        (["goal="], "goal: '' is not known here. Allowed: "),
        (["wants=not-asked"], "wants: 'not-asked' is not known here. Allowed: tell, show, questions, space, listen"),
        (["--flag", "refused"], "screening: 'refused' is not known here. Allowed: danger, child, "),
    ],
    ids=["no equals sign", "twice", "unknown question", "unknown option", "no option", "other view", "tick"],
)
def test_answers_that_cannot_be_read_are_told_in_one_clear_line(capsys: Printed, words: list[str], told: str) -> None:
    assert main(["explain", *words]) == 1
    assert told in one_line_of_error(capsys)


# score


def write_csv(path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path.write_text("\n".join(rows) + "\n", encoding=encoding)
    return path


def rows_of(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def score(given: Path, out: Path) -> int:
    return main(["score", str(given), "-o", str(out)])


def test_score_writes_every_row_with_its_results_and_the_other_columns(
    capsys: Printed, tmp_path: Path, table: Table
) -> None:
    questions = [question.id for question in table.rules.questions]
    header = ",".join(["note", "view", *questions, "screening", "id"])
    able = ",".join(ABLE.get(question, "") for question in questions)
    given = write_csv(tmp_path / "in.csv", header, f'"a, ""b"", é",self,{able},,007', f"NA,leader,{able},refused,008")
    assert score(given, tmp_path / "out.csv") == 0
    out, err = capsys.readouterr()
    assert (out, err) == (f"2 of 2 rows scored, written to {tmp_path / 'out.csv'}\n", "")
    first, second = rows_of(tmp_path / "out.csv")
    assert list(first) == [*header.split(","), *RESULTS]
    assert [(row["note"], row["id"]) for row in (first, second)] == [('a, "b", é', "007"), ("NA", "008")]
    approach = recommend(table, AnswerSheet("self", ABLE)).decision.approach
    assert approach is not None
    assert (first["outcome"], first["certainty"], first["lead"]) == ("coaching", approach.certainty, str(approach.lead))
    assert (second["outcome"], second["certainty"], second["reasons"]) == ("talk-first", "", "first: refused")


def test_score_tells_which_questions_have_no_column(capsys: Printed, tmp_path: Path, table: Table) -> None:
    questions = [question.id for question in table.rules.questions]
    given = write_csv(
        tmp_path / "in.csv", ",".join(["view", "screening", *questions[2:]]), "self" + "," * (len(questions) - 1)
    )
    assert score(given, tmp_path / "out.csv") == 0
    assert capsys.readouterr().err.splitlines() == [
        "no column 'goal': it counts as 'not-sure' for everybody",
        "no column 'block': it counts as 'not-sure' for everybody",
    ]


def test_score_reads_a_file_that_starts_with_a_byte_order_mark_and_has_blank_lines(tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,goal", "", "self,,habit", "", encoding="utf-8-sig")
    assert score(given, tmp_path / "out.csv") == 0
    assert [(row["view"], row["coaching"]) for row in rows_of(tmp_path / "out.csv")] == [("self", "2")]


def test_score_of_a_header_alone_writes_a_header_alone(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,goal")
    assert score(given, tmp_path / "out.csv") == 0
    assert capsys.readouterr().out.startswith("0 of 0 rows scored")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").strip() == ",".join(["view,screening,goal", *RESULTS])


def test_score_reports_a_bad_cell_and_writes_the_other_rows(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,goal", "self,,habit", "self,,habbit", "leader,x,role")
    assert score(given, tmp_path / "out.csv") == 1
    out, err = capsys.readouterr()
    assert out.startswith("1 of 3 rows scored")
    assert f"{given}: row 2, column 'goal': 'habbit' is not known here (did you mean 'habit'?)" in err.splitlines()
    assert any(line.startswith(f"{given}: row 3, column 'screening': 'x' ") for line in err.splitlines())
    assert [row["outcome"] for row in rows_of(tmp_path / "out.csv")] == ["coaching", "", ""]


@pytest.mark.parametrize(("rows", "told", "last"), [(100, 100, ""), (101, 100, "... and 1 more bad cells")])
def test_of_many_bad_cells_the_first_hundred_are_told_and_the_others_counted(
    capsys: Printed, tmp_path: Path, table: Table, rows: int, told: int, last: str
) -> None:
    questions = [question.id for question in table.rules.questions]
    blank = "," * (len(questions) - 1)
    people = [f"self,,habbit{blank}"] * rows
    given = write_csv(tmp_path / "in.csv", ",".join(["view", "screening", *questions]), *people)
    assert score(given, tmp_path / "out.csv") == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"0 of {rows} rows scored")
    bad = [line for line in err.splitlines() if line.startswith(f"{given}: row ")]
    assert len(bad) == told
    assert [line.split(",")[0] for line in bad] == [f"{given}: row {number}" for number in range(1, told + 1)]
    assert err.splitlines()[told:] == ([last] if last else [])


def test_a_column_whose_name_is_nearly_that_of_a_question_is_told(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,Experience", "self,,often")
    assert score(given, tmp_path / "out.csv") == 1
    assert one_line_of_error(capsys).endswith("is not known by this name. Did you mean 'experience'?")
    assert os.listdir(tmp_path) == ["in.csv"]


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    given, pipe, read = write_csv(tmp_path / "in.csv", "view,screening", "self,danger"), tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    assert score(given, pipe) == 0
    reader.join(timeout=10)
    assert read[0].splitlines()[1].startswith("self,danger,safeguarding-first,")
    assert pipe.is_fifo()
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "pipe"]


def test_a_device_is_written_to(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening", "self,danger")
    assert score(given, Path(os.devnull)) == 0
    assert capsys.readouterr().out == f"1 of 1 rows scored, written to {os.devnull}\n"
    assert Path(os.devnull).is_char_device()


def test_of_a_symbolic_link_the_file_that_it_leads_to_is_replaced(tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening", "self,danger")
    (tmp_path / "folder").mkdir()
    real, link = write_csv(tmp_path / "folder" / "out.csv", "from before"), tmp_path / "link.csv"
    link.symlink_to(real)
    assert score(given, link) == 0
    assert link.is_symlink()
    assert [row["outcome"] for row in rows_of(real)] == ["safeguarding-first"]
    assert os.listdir(tmp_path / "folder") == ["out.csv"]


# a reader that has gone


@pytest.fixture
def pipe_without_a_reader() -> Iterator[int]:
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.parametrize("words", [["check"], ["questions"], ["questions", "--json"]], ids=" ".join)
def test_output_that_nobody_reads_any_more_ends_quietly(pipe_without_a_reader: int, words: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "recommender", *words],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        stdout=pipe_without_a_reader,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_pipe_that_breaks_is_left_for_nowhere_so_that_closing_it_does_not_fail(
    pipe_without_a_reader: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with os.fdopen(os.dup(pipe_without_a_reader), "w", buffering=1, encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["check"]) == 0
        monkeypatch.undo()


def test_a_row_of_the_wrong_length_is_told_and_the_others_are_scored(capsys: Printed, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("view,screening,goal\nself,,habit\nself,\nself,,habit,more\nself,,role\n", encoding="utf-8")
    assert score(source, target) == 1
    printed = capsys.readouterr()
    assert "row 2: 2 cells where the header has 3 (put a cell that holds a comma in quotes)" in printed.err
    assert "row 3: 4 cells where the header has 3" in printed.err
    assert "2 of 4 rows scored" in printed.out
    with target.open(encoding="utf-8", newline="") as file:
        assert [row["outcome"] for row in csv.DictReader(file)] == ["coaching", "", "", "mentoring"]


BAD_FILES = {
    "semicolons": (b"view;screening;goal\nself;;habit\n", "There is no column 'view'."),
    "not UTF-8": (b"view,screening,note\nself,,caf\xe9\n", "is not UTF-8 text. Save it as 'CSV UTF-8'."),
    "a quotation mark that is not closed": (b'view,screening\n"self,\n', "is not a CSV file: "),
    "empty": (b"", "is empty. Its first row must name the columns."),
    "a column twice": (b"view,screening,goal,goal\n", "Two columns are named 'goal'."),
    "a result column": (b"view,screening,lead\n", "There is a column 'lead' already"),
}


@pytest.mark.parametrize(("content", "told"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_cannot_be_scored_is_told_in_one_line_and_nothing_is_written(
    capsys: Printed, tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "in.csv").write_bytes(content)
    assert score(tmp_path / "in.csv", tmp_path / "out.csv") == 1
    assert told in one_line_of_error(capsys)
    assert os.listdir(tmp_path) == ["in.csv"]


def test_a_file_that_is_not_there_is_told(capsys: Printed, tmp_path: Path) -> None:
    assert score(tmp_path / "in.csv", tmp_path / "out.csv") == 1
    assert one_line_of_error(capsys) == f"{tmp_path / 'in.csv'} cannot be opened: No such file or directory."


def test_a_folder_that_is_not_there_cannot_be_written_to(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening", "self,")
    assert score(given, tmp_path / "none" / "out.csv") == 1
    assert "cannot be written: No such file or directory." in one_line_of_error(capsys)


def test_a_folder_is_not_written_over_and_nothing_is_left_beside_it(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening", "self,")
    (tmp_path / "out.csv").mkdir()
    assert score(given, tmp_path / "out.csv") == 1
    assert "cannot be written: Is a directory." in one_line_of_error(capsys)
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "out.csv"]
    assert os.listdir(tmp_path / "out.csv") == []


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "stop"])
def test_a_file_that_could_not_be_finished_leaves_the_one_from_before(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, failure: BaseException
) -> None:
    def fail(*_: Any) -> None:
        raise failure

    given = write_csv(tmp_path / "in.csv", "view,screening", "self,")
    write_csv(tmp_path / "out.csv", "from before")
    monkeypatch.setattr(os, "replace", fail)
    assert score(given, tmp_path / "out.csv") == (1 if isinstance(failure, OSError) else 130)
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "out.csv"]
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "from before\n"


def test_a_line_break_within_a_cell_is_passed_through_as_it_was(tmp_path: Path) -> None:
    given = tmp_path / "in.csv"
    given.write_bytes(b'view,screening,note\r\nself,,"one\r\ntwo"\r\nself,,"one\ntwo"\r\n')
    assert score(given, tmp_path / "out.csv") == 0
    assert [row["note"] for row in rows_of(tmp_path / "out.csv")] == ["one\r\ntwo", "one\ntwo"]


def test_score_may_write_over_the_file_that_it_read(tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening", "self,danger")
    assert score(given, given) == 0
    assert [row["outcome"] for row in rows_of(given)] == ["safeguarding-first"]
    assert os.listdir(tmp_path) == ["in.csv"]
