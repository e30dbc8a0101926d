"""Files of words that are incomplete or missing, and evidence that is."""

import shutil
from pathlib import Path

import pytest
import yaml

from recommender import FaultyFiles, RuleBase, load_wording
from recommender.loading.word_files import GENERAL
from tests.recommender.loading.broken_words import break_words, faults_of_words


def test_a_fault_in_the_words_has_its_line_and_a_caret(words: Path, rules: RuleBase) -> None:
    line = break_words(words, "outcomes.yaml", "  name: both together", "  nam: both together")
    first = min(faults_of_words(words, rules), key=lambda fault: fault.message == "'name' is missing here")
    assert (first.location.line, first.location.column) == (line, 3)
    assert str(first).splitlines()[1:] == ["      nam: both together", "      ^", "    hint: did you mean 'name'?"]


EMPTY_ENTRIES = [
    ("questions.yaml", "format", 5),
    ("questions.yaml", "basis", 4),
    ("screening.yaml", "refused", 4),
    ("outcomes.yaml", "talk-first", 5),
    ("outcomes.yaml", "process-first", 2),
    ("approaches.yaml", "mentoring", 15),
    ("patterns.yaml", "new-teacher", 3),
    ("../evidence.yaml", "F1", 5),
]


@pytest.mark.parametrize(("name", "key", "needed"), EMPTY_ENTRIES)
def test_an_entry_with_no_words_in_it_names_all_that_it_needs(
    words: Path, rules: RuleBase, name: str, key: str, needed: int
) -> None:
    break_words(words, name, f"\n{key}:\n", f"\n{key}: {{}}\nset-aside:\n")
    missing = [f.message for f in faults_of_words(words, rules) if f.message.endswith("' is missing here")]
    assert len(missing) == needed


def test_an_empty_list_of_steps_is_reported(words: Path, rules: RuleBase) -> None:
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


def test_a_page_text_that_is_listed_twice_or_with_no_list_of_names_is_reported(words: Path, rules: RuleBase) -> None:
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


@pytest.mark.parametrize("name", GENERAL)
def test_a_general_file_that_is_not_there_is_the_shipped_one(words: Path, rules: RuleBase, name: str) -> None:
    before = load_wording(words, rules)
    (words / name).unlink()
    assert load_wording(words, rules) == before


@pytest.mark.parametrize("name", GENERAL)
def test_a_general_file_of_a_language_that_is_not_shipped_is_one_fault(words: Path, rules: RuleBase, name: str) -> None:
    other = Path(shutil.copytree(words, words.parent / "xx"))
    if name.startswith(".."):
        (other / name).write_text("[", encoding="utf-8")  # there is a shipped one for all languages
    else:
        (other / name).unlink()
    (fault,) = faults_of_words(other, rules)
    assert Path(fault.location.path).name == Path(name).name


def test_evidence_that_is_cited_and_not_there_is_reported_where_the_rules_cite_it(words: Path, rules: RuleBase) -> None:
    for folder, old, new in ((words, "\nG6: >-\n", "\nG66: >-\n"), (words.parent, "\nG6:\n", "\nG66:\n")):
        break_words(folder, "evidence.yaml", old, new)
    (fault,) = faults_of_words(words, rules)
    (child,) = (gate for gate in rules.gates if gate.id == "child")
    assert fault.message == "'child' cites 'G6', which is not in the evidence register"
    assert fault.hint == "did you mean 'G66'? (a new source goes into content/evidence.yaml)"
    assert fault.location == child.location
    assert Path(fault.location.path).name == "rulebase.yaml"
    _, source, caret, _ = str(fault).splitlines()
    assert "{id: child," in source
    assert caret.index("^") == source.index("{id: child,")


def test_a_source_cited_by_gates_options_and_patterns_is_missed_by_each(words: Path, rules: RuleBase) -> None:
    for folder, old, new in ((words, "\nF15: >-\n", "\nX: >-\n"), (words.parent, "\nF15:\n", "\nX:\n")):
        break_words(folder, "evidence.yaml", old, new)
    reported = {fault.message.split("'")[1] for fault in faults_of_words(words, rules)}
    assert reported == {"urgent", "space", "doubts-first"}


def test_faults_of_several_files_of_words_are_reported_together(words: Path, rules: RuleBase) -> None:
    break_words(words, "guide.yaml", "product: Coach or Mentor?", "product: 7")
    break_words(words, "pages.yaml", "button.save: Save and go back", "button.save: 9")
    break_words(words, "outcomes.yaml", "name: both together", "name: 8")
    assert [Path(fault.location.path).name for fault in faults_of_words(words, rules)] == [
        "guide.yaml",
        "outcomes.yaml",
        "pages.yaml",
    ]


@pytest.mark.parametrize("name", ["guide.yaml", "outcomes.yaml"])
def test_a_file_of_words_that_is_not_there_is_one_fault(words: Path, rules: RuleBase, name: str) -> None:
    (words / name).unlink()
    (fault,) = faults_of_words(words, rules)
    assert (Path(fault.location.path).name, fault.message) == (name, "the file cannot be opened")


@pytest.mark.parametrize("name", ["pages.yaml", "guide.yaml"])
def test_a_file_of_page_texts_that_is_not_yaml_is_one_fault(words: Path, rules: RuleBase, name: str) -> None:
    (words / name).write_text("[", encoding="utf-8")
    (fault,) = faults_of_words(words, rules)
    assert (Path(fault.location.path).name, fault.message[:16]) == (name, "this is not YAML")


def test_a_page_text_may_stand_with_the_general_ones_or_with_those_of_the_guide(words: Path, rules: RuleBase) -> None:
    before = load_wording(words, rules).pages
    line = "button.save: Save and go back\n"
    break_words(words, "pages.yaml", line, "")
    break_words(words, "guide.yaml", "product: Coach or Mentor?\n", f"product: Coach or Mentor?\n{line}")
    assert load_wording(words, rules).pages == before


def test_a_page_text_of_the_guide_stands_in_place_of_a_general_one(words: Path, rules: RuleBase) -> None:
    break_words(words, "guide.yaml", "product: ", "button.save: Keep it\nproduct: ")
    assert load_wording(words, rules).pages["button.save"] == "Keep it"


def test_a_file_of_words_that_is_not_there_does_not_hide_the_faults_of_the_others(words: Path, rules: RuleBase) -> None:
    break_words(words, "outcomes.yaml", "name: both together", "name: 8")
    (words / "evidence.yaml").unlink()
    (words.parent / "evidence.yaml").unlink()
    (words / "pages.yaml").write_text("[", encoding="utf-8")
    reported = {Path(fault.location.path).name for fault in faults_of_words(words, rules)}
    assert {"evidence.yaml", "outcomes.yaml", "pages.yaml"} <= reported
