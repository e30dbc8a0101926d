"""The files beside the rules: every fault of the guidance, the situations and their words is located."""

import shutil
from pathlib import Path

import pytest

from recommender import FaultyFiles, RuleBase
from recommender.loading.content import load_content
from tests.conftest import ROOT

GUIDANCE, SITUATIONS, CONTACTS = "rules/guidance.yaml", "content/situations.yaml", "content/contacts.yaml"
WORDS, OPTIONS, TOLD = (f"content/en/{name}.yaml" for name in ("guidance", "options", "situations"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of all that the words and the guidance are read from."""
    (tmp_path / "rules").mkdir()
    shutil.copy(ROOT / GUIDANCE, tmp_path / "rules")
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("templates", "fr"))
    return tmp_path


def faults(copy: Path, rules: RuleBase) -> list[str]:
    with pytest.raises(FaultyFiles) as raised:
        load_content(copy / GUIDANCE, copy / "content", rules)
    return [
        f"{Path(fault.location.path).name}:{fault.location.line}: {fault.message} {fault.hint}"
        for fault in raised.value.faults
    ]


def change(copy: Path, file: str, old: str, new: str) -> int:
    """Replace a text that is there, once, and answer with its line."""
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "reported"),
    [
        (GUIDANCE, "{wants: [tell]}", "{wants: [tel]}", "did you mean 'tell'?"),
        (GUIDANCE, "{wish: told, ability: able,", "{wish: tolled, ability: able,", "unknown wish 'tolled'"),
        (GUIDANCE, "ability: able, covers", "ability: abel, covers", "did you mean 'able'?"),
        (GUIDANCE, "covers: [asks-to-be-shown]", "covers: [asks-to-be-show]", "did you mean 'asks-to-be-shown'?"),
        (GUIDANCE, "outcomes: [coaching,", "outcomes: [coach,", "did you mean 'coaching'?"),
        (GUIDANCE, "    instead-of: find\n", "    instead-of: fund\n", "did you mean 'find'?"),
        (GUIDANCE, "    after: start\n", "    after: review\n", "unknown place 'review'"),
        (GUIDANCE, "    after: agree\n", "", "a step needs one place"),
        (GUIDANCE, "    after: agree\n", "    after: agree\n    instead-of: agree\n", "a step needs one place"),
        (GUIDANCE, "flags: [standards,", "flags: [standard,", "did you mean 'standards'?"),
        (GUIDANCE, "coaching: 8", "coaching: 80", "80 is out of range"),
        (GUIDANCE, "  either: 8\n", "", "the number of weeks for 'either' is missing here"),
        (GUIDANCE, "  either: 8\n", "", "add a line 'either: 8', with a number from 1 to 52"),
        (GUIDANCE, "  either: 8\n", "  ether: 8\n", "'ether' is no outcome that answers lead to"),
        (GUIDANCE, "  working: [P9, E5, E22, E24]\n", "", "the sources of 'working' are missing here"),
        (
            GUIDANCE,
            "  working: [P9, E5, E22, E24]\n",
            "",
            "add a line 'working: []', with keys of content/evidence.yaml",
        ),
        (GUIDANCE, "  - id: drive\n", "  - id: doubts\n", "the step 'doubts' is defined twice"),
        (GUIDANCE, "wish: shown, ability: able", "wish: shown, ability: not-yet", "no cell for 'shown' and 'able'"),
        (GUIDANCE, "evidence: [R8, R9,", "evidence: [R88, R9,", "'R88' is not in the register of sources"),
        (GUIDANCE, "  coaching: [P1, P2,", "  coaching: [P1, P22,", "'P22' is not in the register of sources"),
        (SITUATIONS, "- id: c020\n", "- id: c019\n", "the situation 'c019' is defined twice"),
        (
            SITUATIONS,
            "wants: questions, readiness: ready}",
            "wants: not-asked, readiness: ready}",
            "unknown answer 'not-asked'",
        ),
        (SITUATIONS, "verdict: coaching", "verdict: couching", "did you mean 'coaching'?"),
        (SITUATIONS, "view: leader", "view: boss", "unknown view 'boss'"),
        (SITUATIONS, "experience: never", "experiense: never", "did you mean 'experience'?"),
        (SITUATIONS, "experience: never", "experience: newer", "did you mean 'never'?"),
        (SITUATIONS, "plain: true", "plain: perhaps", "expected true or false"),
        (CONTACTS, "name: Samaritans", "names: Samaritans", "did you mean 'name'?"),
        (CONTACTS, "2026-11-21", "2026-11-31", "expected a day"),
        (CONTACTS, "2027-11-21", "2026-11-21", "the review on 2026-11-21 is not within 5 years after the check"),
        (CONTACTS, ", review-by: 2027-11-21", "", "'review-by' is missing here"),
        (WORDS, "  told-able:", "  told-abel:", "'told-abel' is not in the rules"),
        (WORDS, "    short: Own idea first, then advice\n", "", "'short' is missing here"),
        (WORDS, "    part: sure", "    part: shore", "did you mean 'sure'?"),
        (WORDS, "  not-asked:\n", "  not-asked:\n    self: Ask.\n", "unknown key 'self'"),
        (WORDS, "  doubts:", "  doubt:", "did you mean 'doubts'?"),
        (OPTIONS, "nothing:\n", "no-thing:\n", "did you mean 'nothing'?"),
        (OPTIONS, "  risk: >-", "  risks: >-", "did you mean 'risk'?"),
        (TOLD, "c019:", "c19:", "'c19' is not in the rules"),
    ],
)
def test_a_fault_is_reported_with_its_line_and_what_to_do(
    copy: Path, rules: RuleBase, file: str, old: str, new: str, reported: str
) -> None:
    line = change(copy, file, old, new)
    found = faults(copy, rules)
    assert any(reported in fault for fault in found)
    assert any(fault.startswith(f"{Path(file).name}:") for fault in found)
    if not any(words in reported for words in ("missing", "add a line", "no cell", "one place", "'self'")):
        assert any(fault.startswith(f"{Path(file).name}:{line}:") for fault in found)


def test_faults_of_all_files_of_words_come_together(copy: Path, rules: RuleBase) -> None:
    change(copy, WORDS, "  told-able:", "  told-abel:")
    change(copy, OPTIONS, "nothing:\n", "no-thing:\n")
    change(copy, "content/en/outcomes.yaml", "name: both together", "name: 8")
    assert {fault.partition(":")[0] for fault in faults(copy, rules)} == {
        "guidance.yaml",
        "options.yaml",
        "outcomes.yaml",
    }


def test_faults_of_the_guidance_come_with_those_of_all_words_that_do_not_depend_on_it(
    copy: Path, rules: RuleBase
) -> None:
    change(copy, GUIDANCE, "{wants: [tell]}", "{wants: [tel]}")
    change(copy, CONTACTS, "name: Samaritans", "names: Samaritans")
    change(copy, "content/en/outcomes.yaml", "name: both together", "name: 8")
    change(copy, WORDS, "  told-able:", "  told-abel:")
    assert {fault.partition(":")[0] for fault in faults(copy, rules)} == {
        "guidance.yaml",
        "contacts.yaml",
        "outcomes.yaml",
    }


def test_a_part_of_the_guidance_that_is_not_there_is_reported(copy: Path, rules: RuleBase) -> None:
    text = (copy / GUIDANCE).read_text(encoding="utf-8")
    start, end = text.index("\ncells:"), text.index("\n# Steps that")
    (copy / GUIDANCE).write_text(text[:start] + text[end:], encoding="utf-8")
    assert faults(copy, rules) == ["guidance.yaml:7: 'cells' is missing here add a line 'cells: ...'"]


def test_without_a_number_to_call_the_contacts_do_not_load(copy: Path, rules: RuleBase) -> None:
    (copy / CONTACTS).write_text(
        '- {name: Acas, url: "https://www.acas.org.uk/", checked: 2026-11-21, review-by: 2027-11-21}\n',
        encoding="utf-8",
    )
    assert any("no contact has a number" in fault for fault in faults(copy, rules))


@pytest.mark.parametrize("file", [GUIDANCE, WORDS, OPTIONS, TOLD])
def test_a_file_that_is_not_there_is_reported(copy: Path, rules: RuleBase, file: str) -> None:
    (copy / file).unlink()
    assert any("cannot be opened" in fault for fault in faults(copy, rules))


def test_contacts_that_a_guide_does_not_have_are_the_shipped_ones(copy: Path, rules: RuleBase) -> None:
    before = load_content(copy / GUIDANCE, copy / "content", rules).contacts
    (copy / CONTACTS).unlink()
    assert load_content(copy / GUIDANCE, copy / "content", rules).contacts == before


def test_a_guide_may_do_without_situations_and_without_numbers_for_a_plan(copy: Path, rules: RuleBase) -> None:
    (copy / SITUATIONS).unlink()
    (copy / TOLD).write_text("{}\n", encoding="utf-8")
    (copy / "content" / "capacity.yaml").unlink()
    content = load_content(copy / GUIDANCE, copy / "content", rules)
    assert (content.situations, content.efforts) == ((), {})


def test_a_second_language_is_read_and_told_what_it_lacks(copy: Path, rules: RuleBase) -> None:
    shutil.copytree(copy / "content" / "en", copy / "content" / "fr")
    assert set(load_content(copy / GUIDANCE, copy / "content", rules).languages) == {"en", "fr"}
    change(copy, "content/fr/situations.yaml", "c019:", "c020b:")
    assert any("c019" in fault for fault in faults(copy, rules))


def test_a_language_may_have_a_region(copy: Path, rules: RuleBase) -> None:
    shutil.copytree(copy / "content" / "en", copy / "content" / "pt-BR")
    assert set(load_content(copy / GUIDANCE, copy / "content", rules).languages) == {"en", "pt-BR"}


@pytest.mark.parametrize("code", ["pt_BR", "EN", "english", "pt-br"])
def test_a_folder_that_is_no_language_code_is_a_fault(copy: Path, rules: RuleBase, code: str) -> None:
    shutil.copytree(copy / "content" / "en", copy / "content" / code)
    assert faults(copy, rules) == [f"{code}:1: '{code}' is not a language code write 'fr' or 'pt-BR'"]


def test_a_language_without_pages_is_a_fault(copy: Path, rules: RuleBase) -> None:
    shutil.copytree(copy / "content" / "en", copy / "content" / "de")
    (copy / "content" / "de" / "pages.yaml").unlink()
    assert faults(copy, rules) == [
        "pages.yaml:1: the file cannot be opened look at its name, and at that of its folder"
    ]


def test_content_without_a_language_is_a_fault(copy: Path, rules: RuleBase) -> None:
    shutil.rmtree(copy / "content" / "en")
    assert faults(copy, rules) == ["content:1: there is no language here add a folder such as 'en'"]
