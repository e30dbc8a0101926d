"""Releases: what was released replays, in the words of its day, and is told apart from what today's rules say."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from recommender import AnswerSheet, load_rules
from recommender.core.errors import UnknownRules
from tests.web.conftest import TODAY
from tests.web.links.projects import copied, edited, raise_version
from web.documents.changes_since import change_since
from web.documents.link_pages import content_document, shared_page
from web.guide.edition import Edition, load_editions
from web.guide.project import PROJECT, SETTING
from web.links.created import result_link
from web.links.disclosure import DISCLOSURE_LEVELS
from web.links.publish_release import main, publish_release, replays
from web.links.releases import (
    RELEASED,
    AlreadyReleased,
    BelowAnother,
    FoundEdition,
    check_places,
    find_edition,
    release_file,
)
from web.links.resolution import ResolvedLink

NEW = "9.0.0"
SHEET = AnswerSheet("self", {"goal": "habit", "experience": "often", "ideas": "several"})
RELEASES = sorted((PROJECT / RELEASED).glob("*.json"))


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of a project with today's rules and words."""
    return publish_release(copied(Path(tmp_path_factory.mktemp("released"))))


@pytest.fixture(scope="module")
def someday(tmp_path_factory: pytest.TempPathFactory, released: Path) -> Path:
    """The project as it might be some day: another version, other points, another word."""
    project = copied(Path(tmp_path_factory.mktemp("someday")))
    raise_version(project, NEW)
    rules = load_rules(project / "rules" / "rulebase.yaml")
    for question, option in (("goal", "habit"), ("experience", "often")):
        points = next(one.points[0] for one in rules.question[question].options if one.id == option)
        was, now = f"coaching: {points}, mentoring: 0", f"coaching: 0, mentoring: {points}"
        edited(project, "rules/rulebase.yaml", f"{{id: {option}, {was}", f"{{id: {option}, {now}")
    edited(project, "content/en/outcomes.yaml", "Coaching fits your answers best", "Coaching suits you best")
    file = release_file(project, released.stem)
    file.parent.mkdir()
    shutil.copy(released, file)
    return project


@pytest.fixture(scope="module")
def now(someday: Path) -> Mapping[str, Edition]:
    """The editions of that day."""
    return load_editions(someday)


@pytest.fixture
def later(someday: Path, tmp_path: Path) -> Path:
    """That project, to change."""
    return Path(shutil.copytree(someday, tmp_path / "later"))


def test_the_links_of_every_release_show_what_they_showed() -> None:
    editions = load_editions()
    for file in RELEASES:
        for token, was, now in replays(editions, file):
            assert now == was, (file.name, token)


def test_what_is_released_replays_under_other_rules_and_words(released: Path, now: Mapping[str, Edition]) -> None:
    found = list(replays(now, released))
    assert {was["level"] for _, was, _ in found} == set(DISCLOSURE_LEVELS)
    assert any(len(was.get("answers", ())) > 5 for _, was, _ in found)
    for token, was, shown in found:
        assert shown == was, token


def test_a_release_that_was_tampered_with_is_noticed(released: Path, later: Path) -> None:
    version = released.stem
    edited(later, f"rules/released/{version}.json", "Coaching fits your answers best", "Coaching is best")
    assert any(now != was for _, was, now in replays(load_editions(later), released))


def test_todays_version_is_released_as_it_is_or_is_newer_than_every_release(edition: Edition, tmp_path: Path) -> None:
    def order(version: str) -> tuple[int, ...]:
        return tuple(map(int, version.split(".")))

    today = edition.rules.version
    file = release_file(PROJECT, today)
    if file.is_file():
        project = copied(tmp_path)
        release_file(project, today).parent.mkdir()
        shutil.copy(file, release_file(project, today))
        assert publish_release(project) == release_file(project, today), "raise `version` in rules/rulebase.yaml"
    else:
        assert all(order(today) > order(found.stem) for found in RELEASES)


def test_a_version_is_released_once_and_never_with_something_else(released: Path, tmp_path: Path) -> None:
    project = copied(tmp_path / "project", "fr")
    first = publish_release(project)
    content = first.read_bytes()
    assert publish_release(project) == first
    edited(project, "content/en/outcomes.yaml", "Coaching fits your answers best", "Coaching suits you best")
    with pytest.raises(AlreadyReleased, match="Raise `version`"):
        publish_release(project)
    assert first.read_bytes() == content
    assert {"rules", "words"} <= set(json.loads(released.read_text(encoding="utf-8")))


def test_a_source_can_be_checked_again_without_a_new_version(tmp_path: Path) -> None:
    project = copied(tmp_path / "project", "fr")
    first = publish_release(project)
    content = first.read_bytes()
    edited(
        project,
        "content/evidence.yaml",
        "checked: 2026-11-21\n  review-by: 2029",
        "checked: 2026-12-21\n  review-by: 2029",
    )
    assert publish_release(project).read_bytes() == content
    assert not [now for _, was, now in replays(load_editions(project), first) if now != was]
    edited(project, "content/evidence.yaml", "  seen: own\n", "  seen: secondhand\n")
    with pytest.raises(AlreadyReleased):
        publish_release(project)


def test_an_old_link_shows_its_own_document_and_says_what_today_would_be(
    now: Mapping[str, Edition], edition: Edition
) -> None:
    link = result_link(edition, SHEET, "answers", 30, today=TODAY)
    then = content_document(FoundEdition(edition, exact=True), link.results[0], root="../")
    later = now["en"]
    found = find_edition(later, link.results[0].edition_id)
    assert found.exact
    page = str(shared_page(later, ResolvedLink("token", link, (found,)), root="../")).replace("&#39;", "'")
    assert then.__html__().replace("&#39;", "'") in page
    change = change_since(later, found, SHEET)
    assert change is not None
    assert change.then.startswith("Coaching fits your answers best")
    assert change.now.startswith("Mentoring fits your answers best")
    topics = [edition.wording.questions[question].topic for question in ("goal", "experience")]
    for text in (
        later.say("today.title"),
        change.then,
        change.now,
        *(later.say("today.question", topic=t) for t in topics),
    ):
        assert text in page


def test_a_link_whose_answers_end_as_they_did_says_so_and_one_without_answers_says_that_nobody_knows(
    now: Mapping[str, Edition], edition: Edition
) -> None:
    later = now["en"]
    for sheet, level, text in (
        (AnswerSheet("self", {"readiness": "no-need"}), "answers", "today.same"),
        (SHEET, "result", "today.unknown"),
        (SHEET, "reasons", "today.unknown"),
    ):
        link = result_link(edition, sheet, level, 30, today=TODAY)
        found = find_edition(later, link.results[0].edition_id)
        page = str(shared_page(later, ResolvedLink("token", link, (found,)), root="../")).replace("&#39;", "'")
        assert later.say(text) in page


def test_words_edited_without_a_release_are_owned_up_to(edition: Edition, tmp_path: Path) -> None:
    project = copied(tmp_path / "project", "fr")
    edited(project, "content/en/outcomes.yaml", "Coaching fits your answers best", "Coaching suits you best")
    now = load_editions(project)["en"]
    link = result_link(edition, SHEET, "answers", 30, today=TODAY)
    found = find_edition(now, link.results[0].edition_id)
    assert not found.exact
    assert now.say("today.words") in shared_page(now, ResolvedLink("token", link, (found,)), root="../")


def test_a_link_of_rules_that_were_never_released_does_not_open(edition: Edition, later: Path) -> None:
    release_file(later, edition.rules.version).unlink()
    now = load_editions(later)["en"]
    with pytest.raises(UnknownRules) as raised:
        find_edition(now, edition.id)
    assert raised.value.version == edition.rules.version


def test_a_folder_of_ones_own_is_released_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(PROJECT / "examples" / "start", tmp_path / "mine"))
    monkeypatch.setenv(SETTING, str(folder))
    assert main() == 0
    assert capsys.readouterr().out.startswith(f"Released: {folder}/rules/released/1.0.0.json. ")
    monkeypatch.chdir(tmp_path)
    assert main() == 0
    assert capsys.readouterr().out.startswith("Released: mine/rules/released/1.0.0.json. ")
    assert release_file(folder, "1.0.0").is_file()
    edited(folder, "rules/rulebase.yaml", "    weight: 1\n    ordered", "    weight: 2\n    ordered")
    assert main() == 1
    assert "Raise `version`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - {id: ask-first}\n  - {id: support-first}\n", "  - {id: support-first}\n  - {id: ask-first}\n"),
        ("approaches: [book, course]", "approaches: [course, book]"),
    ],
)
def test_what_links_have_places_of_keeps_its_order_within_a_version(tmp_path: Path, old: str, new: str) -> None:
    folder = Path(shutil.copytree(PROJECT / "examples" / "start", tmp_path / "mine"))
    check_places(load_editions(folder)["en"])
    publish_release(folder)
    check_places(load_editions(folder)["en"])
    edited(folder, "rules/rulebase.yaml", old, new)
    with pytest.raises(AlreadyReleased, match="Raise `version`"):
        check_places(load_editions(folder)["en"])
    raise_version(folder, NEW)
    check_places(load_editions(folder)["en"])


def test_a_new_version_is_released_only_where_it_is_the_highest(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PROJECT / "examples" / "start", tmp_path / "mine"))
    first = publish_release(folder)
    raise_version(folder, "2.0.0")
    publish_release(folder)
    raise_version(folder, "1.5.0")
    with pytest.raises(BelowAnother, match=r"1\.5\.0 is below 2\.0\.0, .* Raise `version`"):
        publish_release(folder)
    assert not release_file(folder, "1.5.0").exists()
    raise_version(folder, "1.0.0")
    assert publish_release(folder) == first, "what is released stays"
