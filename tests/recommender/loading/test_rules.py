"""Rule bases: what a sound one must have, and its digest."""

import os
import subprocess
import sys
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from recommender import VIEWS, FaultyFiles, RuleBase, load_rules, tabulate
from recommender.core.errors import UnknownRules
from recommender.core.model import RESERVED
from tests.conftest import ROOT
from tests.rule_bases import Written, load_written

TWO_OPTIONS = [{"id": name, "coaching": 0, "mentoring": 0} for name in ("a", "b")]
SMALLEST: dict[str, Any] = {
    "version": "1.0.0",
    "date": "2026-01-31",
    "views": ["self", "leader"],
    "approaches": ["coaching", "mentoring"],
    "outcomes": [{"id": "talk-first"}],
    "gates": [],
    "questions": [{"id": "q", "weight": 1, "options": TWO_OPTIONS}],
    "patterns": [],
    "bands": {"clear": 2, "leaning": 1, "strong": 1, "unanswered": []},
}


@pytest.mark.parametrize("name", RESERVED)
@pytest.mark.parametrize("list_name", ["questions", "gates"])
def test_an_id_that_is_in_use_for_something_else_is_reported(list_name: str, name: str) -> None:
    options = [{"id": option, "coaching": 0, "mentoring": 0} for option in ("a", "b")]
    question = {"id": name, "weight": 1, "options": options}
    gate = {"id": name, "outcome": "talk-first", "level": "stop", "group": "first", "evidence": ["E1"], "grade": "A"}
    with pytest.raises(FaultyFiles) as found:
        load_written({**SMALLEST, list_name: [question if list_name == "questions" else gate]})
    (fault,) = found.value.faults
    assert (fault.message, fault.hint) == (f"'{name}' is in use for something else", "choose another id")


@pytest.mark.parametrize("view", VIEWS)
def test_a_question_needs_two_options_in_each_view(view: str) -> None:
    (other,) = set(VIEWS) - {view}
    options: list[dict[str, Any]] = [{"id": name, "coaching": 0, "mentoring": 0} for name in ("a", "b", "c")]
    options[0]["views"] = options[1]["views"] = [other]
    with pytest.raises(FaultyFiles) as found:
        load_written({**SMALLEST, "questions": [{"id": "q", "weight": 1, "options": options}]})
    (fault,) = found.value.faults
    assert fault.message == f"a question needs at least two options in the view '{view}'"
    assert fault.hint == "'not sure' is always offered as well"
    options[1]["views"] = [view]
    assert load_written({**SMALLEST, "questions": [{"id": "q", "weight": 1, "options": options}]}).questions


NEEDED = {
    "gates": ("evidence", "grade", "group", "id", "level", "outcome"),
    "questions": ("id", "options", "weight"),
    "patterns": ("evidence", "grade", "id", "when"),
}


@pytest.mark.parametrize(("list_name", "needed"), NEEDED.items(), ids=NEEDED)
def test_an_entry_with_nothing_in_it_names_every_key_that_it_needs(list_name: str, needed: Sequence[str]) -> None:
    with pytest.raises(FaultyFiles) as found:
        load_written({**SMALLEST, list_name: [{}]})
    assert [fault.message for fault in found.value.faults] == [f"'{key}' is missing here" for key in needed]


def test_a_file_with_nothing_known_in_it_names_every_part_that_it_needs() -> None:
    with pytest.raises(FaultyFiles) as found:
        load_written({"title": "Rules"})
    missing = {fault.message for fault in found.value.faults if "missing" in fault.message}
    assert missing == {f"'{key}' is missing here" for key in SMALLEST if key != "outcomes"}
    assert "unknown key 'title'" in {fault.message for fault in found.value.faults}


def test_bands_with_nothing_in_them_name_every_key_that_they_need() -> None:
    with pytest.raises(FaultyFiles) as found:
        load_written({**SMALLEST, "bands": {"unanswered": [{}]}})
    missing = sorted(fault.message.split("'")[1] for fault in found.value.faults)
    assert missing == ["cap", "clear", "from", "leaning", "strong"]


def test_too_many_gates_are_a_fault_also_where_there_is_no_pattern() -> None:
    gate = {"outcome": "talk-first", "level": "stop", "group": "first", "evidence": ["E1"], "grade": "A"}
    rules = load_written({**SMALLEST, "gates": [{"id": f"g{number}", **gate} for number in range(63)]})
    with pytest.raises(FaultyFiles, match="the rules need 64 bits") as found:
        tabulate(rules)
    (fault,) = found.value.faults
    assert fault.hint == ("let patterns share conditions (the same question with the same options), or remove some")


def test_rules_of_just_as_many_bits_as_there_can_be_are_without_fault() -> None:
    gate = {"outcome": "talk-first", "level": "stop", "group": "first", "evidence": ["E1"], "grade": "A"}
    rules = load_written({**SMALLEST, "gates": [{"id": f"g{number}", **gate} for number in range(62)]})
    assert len(tabulate(rules).gates) == 62


def test_conditions_of_patterns_need_bits_as_gates_do() -> None:
    gate = {"outcome": "talk-first", "level": "stop", "group": "first", "evidence": ["E1"], "grade": "A"}
    pattern = {"id": "p", "when": [{"q": ["a"]}], "evidence": ["E1"], "grade": "A"}
    few, many = (
        load_written({**SMALLEST, "gates": [{"id": f"g{n}", **gate} for n in range(gates)], "patterns": [pattern]})
        for gates in (61, 62)
    )
    assert tabulate(few).patterns[0].lines == (1 << 62,)
    with pytest.raises(FaultyFiles, match="the rules need 64 bits") as found:
        tabulate(many)
    assert [fault.location for fault in found.value.faults] == [many.patterns[0].location]


def test_comments_layout_and_the_order_of_a_list_of_answers_do_not_change_the_digest(tmp_path: Path) -> None:
    text = (ROOT / "rules" / "rulebase.yaml").read_text(encoding="utf-8")
    path = tmp_path / "rules.yaml"
    path.write_text("# a new first line\n\n" + text.replace("[often, years]", "[years, often]"), encoding="utf-8")
    first, other = load_rules(ROOT / "rules" / "rulebase.yaml"), load_rules(path)
    assert first.digest == other.digest
    assert first == other


def test_the_digest_is_the_same_in_every_run_of_python(rules: RuleBase) -> None:
    program = (
        "from pathlib import Path; import recommender as r; print(r.load_rules(Path('rules/rulebase.yaml')).digest)"
    )
    for seed in ("1", "2"):
        reported = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert reported.stdout.strip() == rules.digest


CHANGES: dict[str, tuple[Sequence[str | int], Any]] = {
    "the points of an option": (("questions", 0, "options", 0, "coaching"), 0),
    "the weight of a question": (("questions", 0, "weight"), 3),
    "the answers that a pattern asks": (("patterns", 0, "when", 0, "readiness"), ["no-time"]),
    "a cap": (("patterns", -1, "then"), {"cap": "close"}),
    "the level of a gate": (("gates", 0, "level"), "provisional"),
    "a band": (("bands", "strong"), 99),
    "the version": (("version",), "9.9.9"),
}


@pytest.mark.parametrize(("path", "value"), CHANGES.values(), ids=CHANGES)
def test_a_change_of_meaning_changes_the_digest(
    written: Written, rules: RuleBase, path: Sequence[str | int], value: Any
) -> None:
    changed = deepcopy(written)
    part: Any = changed
    for key in path[:-1]:
        part = part[key]
    assert part.get(path[-1]) != value
    part[path[-1]] = value
    assert load_written(written).digest == rules.digest
    assert load_written(changed).digest != rules.digest


NO_CHANGES: dict[str, tuple[Sequence[str | int], Any]] = {
    "the colours": (("colours", "coaching", "light"), "#000000"),
    "the themes": (("themes", 0), "another"),
    "the theme of a question": (("questions", 1, "theme"), "time"),
    "the question of what is in the way": (("obstacle",), "goal"),
    "whether a question is about the past": (("questions", 0, "fixed"), True),
    "what the audit may say": (("audit", "explained"), []),
}


@pytest.mark.parametrize(("path", "value"), NO_CHANGES.values(), ids=NO_CHANGES)
def test_what_changes_no_result_does_not_change_the_digest(
    written: Written, rules: RuleBase, path: Sequence[str | int], value: Any
) -> None:
    changed = deepcopy(written)
    for question in changed["questions"]:
        if question["theme"] == changed["themes"][0] and path == ("themes", 0):
            question["theme"] = value
    part: Any = changed
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    loaded = load_written(changed)
    assert loaded.digest == rules.digest
    assert loaded != rules


def test_a_question_is_found_by_its_id(rules: RuleBase) -> None:
    assert rules.question["goal"] is rules.questions[0]
    assert list(rules.question) == [question.id for question in rules.questions]


@pytest.mark.parametrize(("written", "read"), [("true", True), ("yes", True), ("false", False), ("off", False)])
def test_a_question_is_ordered_where_it_says_so(tmp_path: Path, rules: RuleBase, written: str, read: bool) -> None:
    assert [rules.question[name].ordered for name in ("goal", "experience")] == [False, True]
    text = (ROOT / "rules" / "rulebase.yaml").read_text(encoding="utf-8")
    path = tmp_path / "rules.yaml"
    path.write_text(text.replace("ordered: true\n", f"ordered: {written}\n"), encoding="utf-8")
    assert load_rules(path).question["experience"].ordered is read


def test_an_error_about_unknown_rules_names_their_version() -> None:
    error = UnknownRules("0.9.1")
    assert error.version == "0.9.1"
    assert "0.9.1" in str(error)
