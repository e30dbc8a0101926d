"""Every other language says what the first one says: the same figures and names, and nothing left untranslated."""

import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from recommender import RuleBase, load_wording
from recommender.core.errors import FaultyFiles
from recommender.loading.content import languages_in
from tests.conftest import ROOT
from tests.parsed import read
from tests.recommender.loading.test_words import about_as_long, texts

CONTENT = ROOT / "content"
FIRST = "en"
FILES = sorted(file.name for file in (CONTENT / FIRST).glob("*.yaml"))
OTHERS = [language for language in languages_in(CONTENT) if language != FIRST]
KEPT = {"guidance.yaml": ("part",), "screening.yaml": ("like",)}
"""What is not translated: the part of a page that is led to, and ids."""

ALIKE = {
    *("approaches.yaml coaching.name", "options.yaml coaching.name", "pages.yaml nav.main"),
    *(
        "pages.yaml result.certainty",
        "pages.yaml today.outcome",
        "pages.yaml team.number",
    ),  # nothing but blanks and stops
}
"""Texts that happen to be the same in both languages."""

FIGURE = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")

both = pytest.mark.parametrize("language", OTHERS)


@cache
def words(language: str, name: str) -> dict[str, str]:
    """Every text of a file, by the path that leads to it."""
    return dict(texts(read(CONTENT / language / name)))


def is_kept(name: str, path: str) -> bool:
    if name == "questions.yaml" and re.search(r"\.groups\.\d+\.options\.", path):
        return True  # the ids of what stands under a heading
    return path.rpartition(".")[2] in KEPT.get(name, ())


def figures(text: str) -> list[str]:
    """The figures of a text, in whatever way they are written: 2,400 is 2 400, and .41 is 0,41."""
    return sorted(re.sub(r"\D", "", figure).lstrip("0") for figure in FIGURE.findall(text))


def blanks(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


def test_there_is_another_language() -> None:
    assert "fr" in OTHERS


@both
@pytest.mark.parametrize("name", FILES)
def test_every_text_has_its_twin_with_the_same_figures(language: str, name: str) -> None:
    first, other = words(FIRST, name), words(language, name)
    assert set(first) == set(other)
    assert {path for path in first if is_kept(name, path) and first[path] != other[path]} == set()
    assert {path for path in first if figures(first[path]) != figures(other[path])} == set()


def test_a_language_without_a_file_says_so_once(rules: RuleBase, tmp_path: Path) -> None:
    for file in ("page-texts.yaml", "evidence.yaml", *(f"fr/{name}" for name in FILES if name != "evidence.yaml")):
        copy = tmp_path / file
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes((CONTENT / file).read_bytes())
    with pytest.raises(FaultyFiles) as raised:
        load_wording(tmp_path / "fr", rules)
    assert [fault.message for fault in raised.value.faults] == ["the file cannot be opened"]


@both
@pytest.mark.parametrize("name", ["pages.yaml", "certainty.yaml"])
def test_a_text_is_filled_in_with_the_same_names(language: str, name: str) -> None:
    first, other = words(FIRST, name), words(language, name)
    assert {path for path in first if blanks(first[path]) != blanks(other[path])} == set()


@both
@pytest.mark.parametrize("name", FILES)
def test_nothing_is_left_in_the_first_language(language: str, name: str) -> None:
    first, other = words(FIRST, name), words(language, name)
    alike = {path for path in first if first[path] == other[path] and not is_kept(name, path)}
    assert {path for path in alike if f"{name} {path}" not in ALIKE} == set()


@both
@pytest.mark.parametrize("name", ["approaches.yaml", "outcomes.yaml", "options.yaml", "guidance.yaml"])
def test_the_two_approaches_are_reported_at_the_same_length(language: str, name: str) -> None:
    found = words(language, name)
    start = "helpers." if name == "guidance.yaml" else ""
    coaching = {path: text for path, text in found.items() if path.startswith(f"{start}coaching.")}
    pairs = {path: (text, found[path.replace("coaching", "mentoring", 1)]) for path, text in coaching.items()}
    uneven = {path: tuple(map(len, pair)) for path, pair in pairs.items() if not about_as_long(*pair)}
    assert {path for path in uneven if not path.endswith(".name")} == set()


@both
def test_no_text_sets_words_off_with_a_dash(language: str) -> None:
    dash = re.compile("\N{EM DASH}| \N{EN DASH} | -- ")
    assert {path for name in FILES for path, text in words(language, name).items() if dash.search(text)} == set()


def test_french_marks_stand_as_french_readers_expect_them() -> None:
    """A narrow space that does not break stands before ? ! and ;, and one that does not break before : and in « »."""
    loose = re.compile(r"[^\s\u202f][?!;](?!\w)|[^\u00a0\d]:(?=\s|$)|«[^\u00a0]|[^\u00a0]»|'")
    found = [
        (name, path, text) for name in FILES for path, text in words("fr", name).items() if not is_kept(name, path)
    ]
    assert {f"{name} {path}" for name, path, text in found if loose.search(text)} == set()


@both
def test_help_for_somebody_in_danger_says_that_its_numbers_are_for_the_united_kingdom(
    language: str, rules: RuleBase
) -> None:
    wording = load_wording(CONTENT / language, rules)
    number = re.compile(r"\b(?:999|111|116 123|08000 562 561|0808 808 8000)\b")
    steps = [step for gate in wording.gates.values() for steps in gate.steps.values() for step in steps]
    assert [step for step in steps if number.search(step) and "Royaume-Uni" not in step] == []
    assert "Royaume-Uni" in wording.pages["help.lead"]
