"""`check`: what is there, or every fault."""

from pathlib import Path
from typing import Any

from recommender import RuleBase, Wording
from recommender.cli.main import main
from tests.conftest import ROOT
from tests.recommender.cli.commands import Printed, copied_content, in_one_line, write


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


def test_check_reports_every_fault_of_broken_rules(capsys: Printed) -> None:
    assert main(["--rules", str(ROOT / "tests" / "broken" / "several.yaml"), "check"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("several.yaml:") == 9
    assert err.endswith("9 faults found.\n")
    assert "Traceback" not in err


def test_check_reports_the_faults_of_the_words(capsys: Printed, tmp_path: Path) -> None:
    words = copied_content(tmp_path)
    (words / "certainty.yaml").write_text("{}\n", encoding="utf-8")
    assert main(["--content", str(words), "check"]) == 1
    err = capsys.readouterr().err
    assert "certainty.yaml:1:1: 'provisional' is missing here" in err
    assert err.count(".yaml:") == 7
    assert err.endswith("7 faults found.\n")


def test_a_text_that_a_guide_of_ones_own_must_have_is_missing_in_its_own_file(capsys: Printed, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert main(["new", str(folder)]) == 0
    guide = folder / "content" / "en" / "guide.yaml"
    written = guide.read_text(encoding="utf-8")
    guide.write_text(written.replace("\nproduct:", "\n# product:"), encoding="utf-8")
    assert main(["--folder", str(folder), "check"]) == 1
    err = capsys.readouterr().err
    assert "en/guide.yaml:6:1: the words for 'product' are missing here" in err
    assert "hint: add an entry 'product:'\n" in err


def test_check_reports_the_faults_of_the_rules_alone_since_the_words_depend_on_them(
    capsys: Printed, tmp_path: Path
) -> None:
    words = copied_content(tmp_path)
    (words / "certainty.yaml").write_text("{}\n", encoding="utf-8")
    rules = ROOT / "tests" / "broken" / "bands-in-the-wrong-order.yaml"
    assert main(["--rules", str(rules), "--content", str(words), "check"]) == 1
    err = capsys.readouterr().err
    assert "a clear lead (2) must be more than a leaning one (2)" in err
    assert err.endswith("\n1 fault found.\n")


def test_check_reports_the_faults_of_the_words_before_it_looks_whether_the_rules_are_too_wide(capsys: Printed) -> None:
    assert main(["--rules", str(ROOT / "tests" / "broken" / "too-many-bits.yaml"), "check"]) == 1
    err = capsys.readouterr().err
    assert "the words for 'q' are missing here" in err
    assert "the rules need" not in err


def test_check_reports_that_the_rules_are_too_wide_where_the_words_are_without_fault(
    capsys: Printed, tmp_path: Path, written: dict[str, Any]
) -> None:
    *others, last = written["patterns"]
    each = [{question["id"]: [option["id"]]} for question in written["questions"] for option in question["options"]]
    path = write(tmp_path / "rules.yaml", {**written, "patterns": [*others, {**last, "when": each}]})
    assert main(["--rules", str(path), "check"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "bits for each sheet, and 63 is the most there can be" in err
    assert err.endswith("\n1 fault found.\n")


def test_check_refuses_a_term_that_the_guide_does_not_use(capsys: Printed, tmp_path: Path) -> None:
    words = copied_content(tmp_path)
    text = (words / "certainty.yaml").read_text(encoding="utf-8")
    (words / "certainty.yaml").write_text(
        text.replace("The points lean one way", "It speaks for one way"), encoding="utf-8"
    )
    assert main(["--content", str(words), "check"]) == 1
    err = capsys.readouterr().err
    assert "'lead.leaning' says 'speaks for'" in err
    assert "hint: write 'supports'" in err
