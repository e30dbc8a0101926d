"""Rules with faults: each fault is reported with its location and a hint.

Each file of tests/broken starts with the faults to report, one on a line, in the order of their locations:
`# expect: line:column | words of the message | words of the hint`.
"""

import re
from pathlib import Path

import pytest

from recommender import Fault, FaultyFiles, SourceLocation, load_rules, tabulate
from tests.conftest import ROOT

EXPECT = "# expect: "
BROKEN = sorted((ROOT / "tests" / "broken").glob("*.yaml"))


def faults_of(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(FaultyFiles) as found:
        tabulate(load_rules(path))
    return found.value.faults


def expected(path: Path) -> list[list[str]]:
    first_lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(EXPECT).split(" | ") for line in first_lines if line.startswith(EXPECT)]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_each_fault_of_a_broken_file_is_reported_at_its_place_with_a_hint_and_no_other_is(path: Path) -> None:
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


def test_all_faults_of_a_file_are_reported_together_each_with_its_line_and_a_caret() -> None:
    path = ROOT / "tests" / "broken" / "several.yaml"
    with pytest.raises(FaultyFiles) as found:
        load_rules(path)
    reported = str(found.value).split("\n\n")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert reported.pop() == "9 faults found."
    assert len(reported) == 9
    assert [fault.location for fault in found.value.faults] == sorted(fault.location for fault in found.value.faults)
    for text, fault in zip(reported, found.value.faults, strict=True):
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


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "rules.yaml")
    assert fault.message == "the file cannot be opened"
    assert fault.hint == "look at its name, and at that of its folder"


def test_a_folder_in_place_of_a_file_is_reported(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path)
    assert fault.message == "the file cannot be opened"


def test_a_file_that_is_not_utf_8_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes("version: 1.0.0 # café".encode("latin-1"))
    (fault,) = faults_of(path)
    assert fault.message == "the file is not UTF-8 text"
    assert fault.hint == "choose UTF-8 when you save it in your editor"


FORBIDDEN = {
    "a bell": ("version: '1.0.0\x07'\n", (1, 16)),
    "nothing at all": ("version: 1.0.0\ndate: 2026\0-01-31\n", (2, 11)),
    "a form feed": ("version: 1.0.0\n\x0cdate: 2026-01-31\n", (2, 1)),
    "after letters with accents": ("# caf\xe9 na\xefve\nversion: 1.0.0 # \u201c\x07\n", (2, 19)),
}


@pytest.mark.parametrize(("text", "place"), FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_character_that_yaml_does_not_allow_is_reported_at_its_place(
    tmp_path: Path, text: str, place: tuple[int, int]
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    (fault,) = faults_of(path)
    assert re.fullmatch(r"this is not YAML: the character .+ is not allowed", fault.message)
    assert fault.hint == "remove it"
    assert (fault.location.line, fault.location.column) == place


def test_comments_alone_are_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    (fault,) = faults_of(path)
    assert fault.message == "the file is empty"


@pytest.mark.parametrize("line", ["[" * 30_000, "- " * 30_000], ids=["brackets", "dashes"])
def test_a_file_nested_very_deep_is_reported_and_does_not_end_the_process(line: str, tmp_path: Path) -> None:
    file = tmp_path / "deep.yaml"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(FaultyFiles) as raised:
        load_rules(file)
    assert "nest" in raised.value.faults[0].message  # newer libyaml refuses this by itself, in words of its own
    assert raised.value.faults[0].location.line == 1


def test_the_place_where_a_file_is_nested_too_deep_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "deep.yaml"
    file.write_text("[" * 21 + "]" * 21, encoding="utf-8")
    with pytest.raises(FaultyFiles) as raised:
        load_rules(file)
    assert "nested more than 20 deep" in raised.value.faults[0].message
    assert (raised.value.faults[0].location.line, raised.value.faults[0].location.column) == (1, 21)
