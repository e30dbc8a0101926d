"""Rules and words with faults: each fault is found, placed, and told with what to do about it.

Each file of tests/broken starts with what must be told about it, a line for each fault, in the order of their places:
`# expect: line:column | words of the message | words of the hint`.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from recommender import VIEWS, Fault, FaultyFiles, RuleBase, SourceLocation, load_rules, load_wording, tabulate
from recommender.core.errors import UnknownRules
from recommender.core.model import RESERVED
from tests.conftest import ROOT
from tests.rule_bases import Written, load_written

EXPECT = "# expect: "
BROKEN = sorted((ROOT / "tests" / "broken").glob("*.yaml"))


def faults_of(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(FaultyFiles) as found:
        tabulate(load_rules(path))
    return found.value.faults


def faults_of_words(folder: Path, rules: RuleBase) -> tuple[Fault, ...]:
    with pytest.raises(FaultyFiles) as found:
        load_wording(folder, rules)
    return found.value.faults


def expected(path: Path) -> list[list[str]]:
    first_lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(EXPECT).split(" | ") for line in first_lines if line.startswith(EXPECT)]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_each_fault_of_a_broken_file_is_told_at_its_place_with_a_hint_and_no_other_is(path: Path) -> None:
    faults = faults_of(path)
    wanted = expected(path)
    assert [f"{fault.location.line}:{fault.location.column}" for fault in faults] == [place for place, *_ in wanted]
    for fault, (_, message, *hint) in zip(faults, wanted, strict=True):
        assert message in fault.message
        assert "".join(hint) in fault.hint


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_says_what_is_expected_of_it(path: Path) -> None:
    assert expected(path)
    assert all(len(parts) in (2, 3) for parts in expected(path))


def test_all_faults_of_a_file_are_told_together_each_with_its_line_and_a_caret() -> None:
    path = ROOT / "tests" / "broken" / "several.yaml"
    with pytest.raises(FaultyFiles) as found:
        load_rules(path)
    told = str(found.value).split("\n\n")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert told.pop() == "9 faults found."
    assert len(told) == 9
    assert [fault.location for fault in found.value.faults] == sorted(fault.location for fault in found.value.faults)
    for text, fault in zip(told, found.value.faults, strict=True):
        first, source, caret, *hint = text.splitlines()
        assert first == f"{fault.location}: {fault.message}"
        assert source == f"    {lines[fault.location.line - 1]}"
        assert caret.index("^") == 4 + fault.location.column - 1
        assert hint == ([f"    hint: {fault.hint}"] if fault.hint else [])


def test_one_fault_is_counted_as_one() -> None:
    with pytest.raises(FaultyFiles, match=r"\n\n1 fault found\.$"):
        load_rules(ROOT / "tests" / "broken" / "empty.yaml")


def test_a_file_below_the_working_directory_is_named_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "tests")
    (fault,) = faults_of(ROOT / "tests" / "broken" / "empty.yaml")
    assert fault.location == SourceLocation(str(Path("broken") / "empty.yaml"), 1, 1)
    assert str(fault.location) == f"{Path('broken') / 'empty.yaml'}:1:1"


def test_a_file_elsewhere_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("", encoding="utf-8")
    monkeypatch.chdir(ROOT)
    (fault,) = faults_of(path)
    assert fault.location.path == str(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "rules.yaml")
    assert fault.message == "the file cannot be opened"


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path)
    assert fault.message == "the file cannot be opened"


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes("version: 1.0.0 # café".encode("latin-1"))
    (fault,) = faults_of(path)
    assert fault.message == "the file is not UTF-8 text"


FORBIDDEN = {
    "a bell": ("version: '1.0.0\x07'\n", (1, 16)),
    "nothing at all": ("version: 1.0.0\ndate: 2026\0-01-31\n", (2, 11)),
    "a form feed": ("version: 1.0.0\n\x0cdate: 2026-01-31\n", (2, 1)),
    "after letters with accents": ("# caf\xe9 na\xefve\nversion: 1.0.0 # \u201c\x07\n", (2, 19)),
}


@pytest.mark.parametrize(("text", "place"), FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_character_that_yaml_does_not_allow_is_told_at_its_place(
    tmp_path: Path, text: str, place: tuple[int, int]
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    (fault,) = faults_of(path)
    assert re.fullmatch(r"this is not YAML: the character .+ is not allowed", fault.message)
    assert fault.hint == "take it out"
    assert (fault.location.line, fault.location.column) == place


def test_comments_alone_are_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    (fault,) = faults_of(path)
    assert fault.message == "the file is empty"


@pytest.mark.parametrize("name", RESERVED)
@pytest.mark.parametrize("list_name", ["questions", "gates"])
def test_an_id_that_is_in_use_for_something_else_is_told(list_name: str, name: str) -> None:
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
    assert fault.hint == "'not sure' is offered besides"
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
    assert missing == {f"'{key}' is missing here" for key in SMALLEST}
    assert "unknown key 'title'" in {fault.message for fault in found.value.faults}


def test_bands_with_nothing_in_them_name_every_key_that_they_need() -> None:
    with pytest.raises(FaultyFiles) as found:
        load_written({**SMALLEST, "bands": {"unanswered": [{}]}})
    missing = sorted(fault.message.split("'")[1] for fault in found.value.faults)
    assert missing == ["cap", "clear", "from", "leaning", "strong"]


SMALLEST: dict[str, Any] = {
    "version": "1.0.0",
    "date": "2026-01-31",
    "views": ["self", "leader"],
    "approaches": ["coaching", "mentoring"],
    "gates": [],
    "questions": [],
    "patterns": [],
    "bands": {"clear": 2, "leaning": 1, "strong": 1, "unanswered": []},
}


def test_too_many_gates_are_a_fault_also_where_there_is_no_pattern() -> None:
    gate = {"outcome": "talk-first", "level": "stop", "group": "first", "evidence": ["E1"], "grade": "A"}
    rules = load_written({**SMALLEST, "gates": [{"id": f"g{number}", **gate} for number in range(64)]})
    with pytest.raises(FaultyFiles, match="the rules need 64 bits"):
        tabulate(rules)


def test_rules_of_just_as_many_bits_as_there_can_be_are_without_fault() -> None:
    gate = {"outcome": "talk-first", "level": "stop", "group": "first", "evidence": ["E1"], "grade": "A"}
    rules = load_written({**SMALLEST, "gates": [{"id": f"g{number}", **gate} for number in range(63)]})
    assert len(tabulate(rules).gates) == 63


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
        told = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.strip() == rules.digest


CHANGES: dict[str, tuple[Sequence[str | int], Any]] = {
    "the points of an option": (("questions", 0, "options", 0, "coaching"), 0),
    "the weight of a question": (("questions", 0, "weight"), 3),
    "the answers that a pattern asks": (("patterns", 0, "when", 0, "readiness"), ["no-need"]),
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


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A copy of the shipped words, to be broken, with the list of page texts beside it."""
    shutil.copy(ROOT / "content" / "page-texts.yaml", tmp_path)
    return Path(shutil.copytree(ROOT / "content" / "en", tmp_path / "en"))


def break_words(folder: Path, name: str, old: str, new: str) -> int:
    """Put `new` for the first `old` in a file, and answer with the line on which it stands."""
    text = (folder / name).read_text(encoding="utf-8")
    before, found, after = text.partition(old)
    assert found, f"{old!r} is not in {name}"
    (folder / name).write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1


BROKEN_WORDS = {
    "an unknown id": (
        ("patterns.yaml", "\nnew-teacher:\n", "\nnew-teachers:\n"),
        {"'new-teachers' is not in the rules": "did you mean 'new-teacher'?", "the words for 'new-teacher'": "add"},
    ),
    "an id that is missing": (
        ("approaches.yaml", "\nmentoring:\n  name: Mentoring", "\nmentor:\n  name: Mentoring"),
        {"'mentor' is not in the rules": "did you mean 'mentoring'?", "the words for 'mentoring' are missing": "add"},
    ),
    "an option that is unknown": (
        ("questions.yaml", "\n    habit:\n", "\n    habits:\n"),
        {"'habits' is not in the rules": "did you mean 'habit'?", "the words for 'habit' are missing": "add an entry"},
    ),
    "the text of a view that is missing": (
        ("screening.yaml", "\n  self: Someone is in danger", "\n  title: Danger\n  say2: Someone is in danger"),
        {"'self' is missing here": "add a line 'self: ...'", "unknown key 'say2'": "did you", "'title' is written": ""},
    ),
    "a text for a view that never sees it": (
        ("screening.yaml", "\n  leader: They have said no", "\n  self: No\n  leader: They have said no"),
        {"unknown key 'self'": "allowed: leader, title, say, steps"},
    ),
    "a key written twice": (
        ("certainty.yaml", "\nno-trial: >-\n", "\nno-trial: None\nno-trial: >-\n"),
        {"'no-trial' is written twice": "keep one"},
    ),
    "an answer without its words for what the help is for": (
        (
            "questions.yaml",
            "\n      this:\n        self: {doing: getting better at this",
            "\n      thus:\n        self: {doing: x",
        ),
        {"unknown key 'thus'": "did you mean 'this'?", "'this' is missing here": "add a line 'this: ...'"},
    ),
    "words for what the help is for with an unknown name": (
        ("questions.yaml", "self: {doing: reaching this result,", "self: {doign: reaching this result,"),
        {"unknown key 'doign'": "did you mean 'doing'?", "'doing' is missing here": "add a line 'doing: ...'"},
    ),
    "words for what the help is for beside a later question's answer": (
        ("questions.yaml", "\n    facts:\n", "\n    facts:\n      this: {self: {doing: x, thing: y}}\n"),
        {"unknown key 'this'": "allowed: self, leader, because"},
    ),
    "a name that a question does not know": (
        ("questions.yaml", "ask: What is most in the way of {doing}?", "ask: What is most in the way of {doign}?"),
        {"unknown name {doign}": "did you mean 'doing'?"},
    ),
    "headings that miss an option": (
        ("questions.yaml", "options: [facts, practice, insight, place]", "options: [facts, practice, insight]"),
        {"the headings must have each option once, in its order": "write facts, practice, insight, place, confidence"},
    ),
    "headings in another order": (
        ("questions.yaml", "options: [confidence, drive, habit]", "options: [drive, confidence, habit]"),
        {"the headings must have each option once, in its order": "write facts"},
    ),
    "a heading without options": (
        ("questions.yaml", "      options: [confidence, drive, habit]\n", ""),
        {"'options' is missing here": "add a line", "the headings must have each option once": "write facts"},
    ),
    "a second answer with the words of the first": (
        (
            "questions.yaml",
            "\n    nothing-else:\n",
            "\n    facts: {self: x, leader: x, because: x}\n    nothing-else:\n",
        ),
        {"'facts' is not in the rules": "allowed: nothing-else"},
    ),
    "a gate that is like an unknown one": (
        ("screening.yaml", "like: health", "like: helth"),
        {"unknown gate 'helth'": "did you mean 'health'?"},
    ),
    "a gate that is like one of another view": (
        ("screening.yaml", "like: health", "like: refused"),
        {"unknown gate 'refused'": "allowed: danger, child, health, process"},
    ),
    "a gate that is like one that is like another": (
        ("screening.yaml", "like: health", "like: treatment"),
        {"unknown gate 'treatment'": "allowed: danger, child, health, process"},
    ),
    "a gate that is like another and says more": (
        ("screening.yaml", "  like: health\n", "  like: health\n  title: Rest\n"),
        {"unknown key 'title'": "allowed: self, like"},
    ),
    "a gate with no words at all": (
        ("screening.yaml", "\nmood:\n", "\nmood: health\nset-aside:\n"),
        {"'set-aside' is not in the rules": "", "expected keys with values, found text (health)": ""},
    ),
    "an empty text": (
        ("outcomes.yaml", "name: both together", 'name: ""'),
        {"expected text, found nothing": ""},
    ),
    "a step that is not text": (
        (
            "outcomes.yaml",
            "- Set a date within a month to review it, and answer again if you would like help to use it.",
            "- no",
        ),
        {"expected text, found true or false (no)": "put it in quotes"},
    ),
    "a level of certainty that is unknown": (
        ("certainty.yaml", "\n  leaning:\n", "\n  leanin:\n"),
        {"'leanin' is not in the rules": "did you mean 'leaning'?", "the words for 'leaning' are missing": "add"},
    ),
    "a source without an address": (
        ("evidence.yaml", "url: https://www.curee.co.uk", "url: www.curee.co.uk"),
        {"a source's address starts with https:// or http://": ""},
    ),
    "a source that was seen in an unknown way": (
        ("evidence.yaml", "seen: own", "seen: once"),
        {"unknown word 'once'": "allowed: own, secondhand"},
    ),
    "a day that is none": (
        ("evidence.yaml", "checked: 2026-11-21", "checked: last week"),
        {"expected a day such as 2026-11-30, found text (last week)": ""},
    ),
    "a text of a page that is a list": (
        ("pages.yaml", "product: Coach or Mentor?", "product: [Coach or Mentor?]"),
        {"expected text, found a list": ""},
    ),
    "a text of a page that is missing, and one that is not known": (
        ("pages.yaml", "\nbutton.back:", "\nbutton.bak:"),
        {"'button.bak' is not in": "did you mean 'button.back'?", "the words for 'button.back' are missing": "add an"},
    ),
    "a name that a text of a page does not know": (
        ("pages.yaml", "Question {number} of {total}", "Question {nubmer} of {total}"),
        {"unknown name {nubmer}": "did you mean 'number'?"},
    ),
    "a name like no other": (
        ("pages.yaml", "Question {number} of {total}", "Question {number} of {x}"),
        {"unknown name {x}": "allowed: number, total"},
    ),
    "a name in a text of a page that has none": (
        ("pages.yaml", "button.save: Save and go back", 'button.save: "Save {count} and go back"'),
        {"unknown name {count}": "take the braces out"},
    ),
    "a pair of braces with nothing in it": (
        ("pages.yaml", "button.save: Save and go back", 'button.save: "Save {} and go back"'),
        {"unknown name {}": "take the braces out"},
    ),
    "a brace that is left open": (
        ("pages.yaml", "Question {number} of {total}", "Question {number} of {total"),
        {"a brace is left open or closed alone": "write {{ or }} for a brace that is only a brace"},
    ),
    "a brace that is closed alone": (
        ("pages.yaml", "button.save: Save and go back", 'button.save: "Save} and go back"'),
        {"a brace is left open or closed alone": "write {{ or }}"},
    ),
    "a name that missing answers do not know": (
        ("certainty.yaml", "{count} of {total}", "{count} of {totl}"),
        {"unknown name {totl}": "did you mean 'total'?"},
    ),
    "a name that a pattern's limit does not know": (
        ("certainty.yaml", "“{title}”", "“{count}”"),
        {"unknown name {count}": "allowed: title, name"},
    ),
    "a brace left open in a pattern's limit": (
        ("certainty.yaml", "“{title}”", "“{title”"),
        {"a brace is left open or closed alone": "write {{ or }}"},
    ),
    "a band without its name": (
        ("certainty.yaml", "bands:\n  clear:", "bands:\n  cleer:"),
        {"unknown key 'cleer'": "did you mean 'clear'?", "'clear' is missing here": "add a line"},
    ),
    "a sentence about a clear lead": (
        ("certainty.yaml", "\nlead:\n", "\nlead:\n  clear: The points are clear.\n"),
        {"unknown key 'clear'": "did you mean 'close'?"},
    ),
    "a meaning of an outcome that only gates give": (
        (
            "outcomes.yaml",
            "  name: support first\n",
            "  name: support first\n  meaning: {self: Rest., leader: Rest.}\n",
        ),
        {"unknown key 'meaning'": "allowed: name, headline"},
    ),
    "steps of an outcome that only gates give": (
        (
            "outcomes.yaml",
            "  name: safety first\n",
            "  name: safety first\n  steps: {self: [Rest.], leader: [Rest.]}\n",
        ),
        {"unknown key 'steps'": "allowed: name, headline"},
    ),
}


@pytest.mark.parametrize(("change", "told"), BROKEN_WORDS.values(), ids=BROKEN_WORDS)
def test_a_fault_in_the_words_is_told_in_its_file(
    words: Path, rules: RuleBase, change: tuple[str, str, str], told: dict[str, str]
) -> None:
    break_words(words, *change)
    faults = faults_of_words(words, rules)
    assert len(faults) == len(told)
    for message, hint in told.items():
        (fault,) = (fault for fault in faults if message in fault.message)
        assert hint in fault.hint
        assert Path(fault.location.path) == words / change[0]


def test_a_fault_in_the_words_has_its_line_and_a_caret(words: Path, rules: RuleBase) -> None:
    line = break_words(words, "outcomes.yaml", "  name: both together", "  nam: both together")
    first = min(faults_of_words(words, rules), key=lambda fault: fault.message == "'name' is missing here")
    assert (first.location.line, first.location.column) == (line, 3)
    assert str(first).splitlines()[1:] == ["      nam: both together", "      ^", "    hint: did you mean 'name'?"]


EMPTY_ENTRIES = [
    ("questions.yaml", "format", 5),
    ("questions.yaml", "basis", 4),
    ("screening.yaml", "refused", 4),
    ("outcomes.yaml", "talk-first", 4),
    ("outcomes.yaml", "process-first", 2),
    ("approaches.yaml", "mentoring", 9),
    ("patterns.yaml", "new-teacher", 3),
    ("evidence.yaml", "F1", 5),
]


@pytest.mark.parametrize(("name", "key", "needed"), EMPTY_ENTRIES)
def test_an_entry_with_no_words_in_it_names_all_that_it_needs(
    words: Path, rules: RuleBase, name: str, key: str, needed: int
) -> None:
    break_words(words, name, f"\n{key}:\n", f"\n{key}: {{}}\nset-aside:\n")
    missing = [f.message for f in faults_of_words(words, rules) if f.message.endswith("' is missing here")]
    assert len(missing) == needed


def test_an_empty_list_of_steps_is_told(words: Path, rules: RuleBase) -> None:
    file = words / "outcomes.yaml"
    text = file.read_text(encoding="utf-8")
    start, rest = text.split("  steps:\n    self:\n", 1)
    file.write_text(start + "  steps:\n    self: []\n" + rest[rest.index("    leader:") :], encoding="utf-8")
    with pytest.raises(FaultyFiles) as raised:
        load_wording(words, rules)
    assert [fault.message for fault in raised.value.faults] == ["expected at least one step, found an empty list"]


def test_certainty_with_no_words_in_it_names_all_that_it_needs(words: Path, rules: RuleBase) -> None:
    needed = yaml.safe_load((words / "certainty.yaml").read_text(encoding="utf-8"))
    (words / "certainty.yaml").write_text("{}\n", encoding="utf-8")
    missing = [fault.message.split("'")[1] for fault in faults_of_words(words, rules)]
    assert sorted(missing) == sorted(needed)


def test_a_page_text_that_is_listed_twice_or_with_no_list_of_names_is_told(words: Path, rules: RuleBase) -> None:
    line = break_words(words.parent, "page-texts.yaml", "button.save: []\n", "button.save: {}\nbutton.save: []\n")
    faults = faults_of_words(words, rules)
    assert [fault.message for fault in faults] == [
        "expected a list, found keys with values",
        "'button.save' is written twice",
    ]
    assert [(Path(fault.location.path), fault.location.line) for fault in faults] == [
        (words.parent / "page-texts.yaml", line),
        (words.parent / "page-texts.yaml", line + 1),
    ]


def test_a_list_of_page_texts_that_is_not_there_is_told(words: Path, rules: RuleBase) -> None:
    (words.parent / "page-texts.yaml").unlink()
    told = [(Path(fault.location.path), fault.message) for fault in faults_of_words(words, rules)]
    assert (words.parent / "page-texts.yaml", "the file cannot be opened") in told


def test_evidence_that_is_cited_and_not_there_is_told_where_the_rules_cite_it(words: Path, rules: RuleBase) -> None:
    break_words(words, "evidence.yaml", "\nG6:\n", "\nG66:\n")
    (fault,) = faults_of_words(words, rules)
    (child,) = (gate for gate in rules.gates if gate.id == "child")
    assert fault.message == "'child' cites 'G6', which is not in the evidence register"
    assert fault.hint == "did you mean 'G66'?"
    assert fault.location == child.location
    assert Path(fault.location.path).name == "rulebase.yaml"
    _, source, caret, _ = str(fault).splitlines()
    assert "{id: child," in source
    assert caret.index("^") == source.index("{id: child,")


def test_a_source_cited_by_gates_options_and_patterns_is_missed_by_each(words: Path, rules: RuleBase) -> None:
    break_words(words, "evidence.yaml", "\nF15:\n", "\nX:\n")
    told = {fault.message.split("'")[1] for fault in faults_of_words(words, rules)}
    assert told == {"urgent", "space", "doubts-first"}


def test_faults_of_several_files_of_words_are_told_together(words: Path, rules: RuleBase) -> None:
    break_words(words, "pages.yaml", "product: Coach or Mentor?", "product: 7")
    break_words(words, "outcomes.yaml", "name: both together", "name: 8")
    assert [Path(fault.location.path).name for fault in faults_of_words(words, rules)] == [
        "outcomes.yaml",
        "pages.yaml",
    ]


def test_a_file_of_words_that_is_not_there_is_told(words: Path, rules: RuleBase) -> None:
    (words / "pages.yaml").unlink()
    (fault,) = faults_of_words(words, rules)
    assert (Path(fault.location.path).name, fault.message) == ("pages.yaml", "the file cannot be opened")


def test_a_file_of_words_that_is_not_there_does_not_hide_the_faults_of_the_others(words: Path, rules: RuleBase) -> None:
    break_words(words, "outcomes.yaml", "name: both together", "name: 8")
    (words / "evidence.yaml").unlink()
    (words / "pages.yaml").write_text("[", encoding="utf-8")
    told = {Path(fault.location.path).name for fault in faults_of_words(words, rules)}
    assert {"evidence.yaml", "outcomes.yaml", "pages.yaml"} <= told


@pytest.mark.parametrize("line", ["[" * 30_000, "- " * 30_000], ids=["brackets", "dashes"])
def test_a_file_nested_very_deep_is_told_and_does_not_end_the_process(line: str, tmp_path: Path) -> None:
    file = tmp_path / "deep.yaml"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(FaultyFiles) as raised:
        load_rules(file)
    assert "nest" in raised.value.faults[0].message  # newer libyaml refuses this by itself, in words of its own
    assert raised.value.faults[0].location.line == 1


def test_the_place_where_a_file_is_nested_too_deep_is_told(tmp_path: Path) -> None:
    file = tmp_path / "deep.yaml"
    file.write_text("[" * 21 + "]" * 21, encoding="utf-8")
    with pytest.raises(FaultyFiles) as raised:
        load_rules(file)
    assert "nested more than 20 deep" in raised.value.faults[0].message
    assert (raised.value.faults[0].location.line, raised.value.faults[0].location.column) == (1, 21)
