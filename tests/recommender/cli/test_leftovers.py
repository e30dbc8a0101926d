"""`check` notes which texts of a guide of one's own are still those of the example that `new` laid out."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.recommender.cli.commands import Printed, copied_content, printed

READ = "You read what someone who knows the subject has written, on your own."


@pytest.fixture
def mine(tmp_path: Path, capsys: Printed) -> Path:
    folder = tmp_path / "mine"
    printed(capsys, "new", str(folder))
    return folder


def noted(capsys: Printed, folder: Path) -> list[str]:
    """The lines between the count of what is there and the reading age."""
    lines = printed(capsys, "--folder", str(folder), "check").splitlines()
    assert lines[0].endswith("No faults.")
    return lines[1 : next(at for at, line in enumerate(lines) if line.startswith("Reading age"))]


def replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "content" / "en" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def counted(note: list[str]) -> int:
    return int(note[0].removeprefix("Note: ").split()[0])


def test_what_was_just_laid_out_is_all_left_and_the_first_places_are_shown(mine: Path, capsys: Printed) -> None:
    note, *places, more = noted(capsys, mine)
    assert counted([note]) > 100
    assert " texts are still those of the example that `new` lays out." in note
    assert len(places) == 5
    assert places[0] == f"{mine / 'content/en/approaches.yaml'}:6: {READ}"
    assert more == f"and {counted([note]) - 5} more"


def test_a_text_that_was_reworded_is_not_counted(mine: Path, capsys: Printed) -> None:
    before = noted(capsys, mine)
    replace(mine, "approaches.yaml", READ, "You watch someone who can do it, and then you do it yourself.")
    after = noted(capsys, mine)
    assert counted(after) == counted(before) - 1
    assert READ not in "".join(after)


def test_a_text_is_the_same_in_another_file_and_on_other_lines(mine: Path, capsys: Printed) -> None:
    before = noted(capsys, mine)
    replace(mine, "approaches.yaml", READ, "You watch someone who can do it.")
    on_two_lines = READ.replace(" has ", "\n    has ")
    replace(mine, "patterns.yaml", "title: One fact is enough", f"title: >-\n    {on_two_lines}")
    # the title was an example's text as well, so one is gone
    assert counted(noted(capsys, mine)) == counted(before) - 1


def test_one_that_is_left_in_a_guide_of_ones_own_is_noted(tmp_path: Path, capsys: Printed) -> None:
    folder = shutil.copytree(ROOT / "examples" / "training-or-coaching", tmp_path / "school")
    assert noted(capsys, folder) == []
    replace(folder, "options.yaml", "This is how it goes without help.", READ)
    note, place = noted(capsys, folder)
    assert note.startswith("Note: 1 text is still that of the example ")
    assert place == f"{folder / 'content/en/options.yaml'}:50: {READ}"


@pytest.mark.parametrize("folder", [ROOT, ROOT / "examples" / "start", ROOT / "examples" / "training-or-coaching"])
def test_nothing_is_noted_of_the_shipped_guides(folder: Path, capsys: Printed) -> None:
    assert noted(capsys, folder) == []


def test_what_the_shipped_guide_says_too_holds_for_any_choice(tmp_path: Path, capsys: Printed) -> None:
    words = copied_content(tmp_path)
    out = printed(capsys, "--content", str(words), "check")
    assert "No faults.\nReading age" in out
