"""Releases: what was frozen stays, replays bit for bit, and is told apart from what today's rules say."""

import datetime
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from recommender import AnswerSheet, load_rules
from recommender.core.errors import UnknownRules
from tests.web.conftest import TODAY
from tests.web.loaded import SERVICES
from web.documents import result as report
from web.documents.changes_since import change_since
from web.documents.link_pages import content_document, shared_page
from web.guide.edition import PROJECT, Edition, load_folder
from web.links.created import result_link
from web.links.disclosure import DISCLOSURE_LEVELS
from web.links.link import Link, Result
from web.links.publish_release import FROZEN, ReleasedAlready, differing, release, replayed
from web.links.releases import DOCUMENT_TEXTS, FoundEdition, edition_id_of, find_edition
from web.links.resolution import ResolvedLink
from web.services.services import RELEASED

NEW = "9.0.0"
SHEET = AnswerSheet("self", {"goal": "habit", "experience": "often", "ideas": "several"})
RELEASES = sorted(folder for folder in RELEASED.iterdir() if folder.is_dir())


def copied(target: Path) -> Path:
    """A project with the rules and the content of this one."""
    shutil.copytree(PROJECT / "content", target / "content")
    (target / "rules").mkdir()
    for file in (PROJECT / "rules").glob("*.yaml"):
        shutil.copy(file, target / "rules")
    return target


def edited(project: Path, file: str, old: str, new: str) -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def loaded(edition: Edition, project: Path, released: Path) -> dict[str, Edition]:
    return load_folder(project, SERVICES.sealer, "", replace(edition.sharing, released=released))


def raise_version(project: Path, version: str) -> None:
    rules = (project / "rules" / "rulebase.yaml").read_text(encoding="utf-8")
    line = next(line for line in rules.splitlines() if line.startswith("version:"))
    edited(project, "rules/rulebase.yaml", line, f"version: {version}")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with today's rules and words, released."""
    folder = Path(tmp_path_factory.mktemp("released"))
    release(PROJECT, folder)
    return folder


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The project as it might be some day: another version, other points, another word."""
    project = copied(tmp_path / "later")
    raise_version(project, NEW)
    rules = load_rules(project / "rules" / "rulebase.yaml")
    for question, option in (("goal", "habit"), ("experience", "often")):
        points = next(one.coaching for one in rules.question[question].options if one.id == option)
        was, now = f"coaching: {points}, mentoring: 0", f"coaching: 0, mentoring: {points}"
        edited(project, "rules/rulebase.yaml", f"{{id: {option}, {was}", f"{{id: {option}, {now}")
    edited(project, "content/en/outcomes.yaml", "Coaching fits your answers best", "Coaching suits you best")
    return project


def test_the_links_of_every_release_show_what_they_showed(edition: Edition) -> None:
    for folder in RELEASES:
        for token, was, now in replayed(loaded(edition, PROJECT, RELEASED), folder):
            assert now == was, (folder.name, token)


def test_what_is_released_replays_under_other_rules_and_words(released: Path, later: Path, edition: Edition) -> None:
    folder = next(released.iterdir())
    found = list(replayed(loaded(edition, later, released), folder))
    assert len(found) >= 2 * len(DISCLOSURE_LEVELS)
    for token, was, now in found:
        assert now == was, token


def test_the_pictures_of_a_release_stay_as_they_were_drawn(
    released: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = next(released.iterdir())
    drawn = replayed(loaded(edition, PROJECT, released), folder)
    assert all(now == was for _, was, now in drawn)
    for name in ("balance_of", "outcome_drawing"):
        monkeypatch.setattr(f"web.documents.result.{name}", _otherwise(getattr(report, name)))
    frozen = loaded(edition, folder, released)["en"]
    result = result_link(edition, SHEET, "answers", None, today=TODAY).results[0]
    assert 'src="data:other"' in content_document(FoundEdition(edition, exact=True), result, root="./")
    assert 'src="data:other"' not in content_document(FoundEdition(frozen, exact=True), result, root="./")


def _otherwise(draw: Callable[..., Markup]) -> Callable[..., Markup]:
    """The same picture in another look: what it says it shows is the same."""
    return lambda *arguments: Markup(re.sub(r'src="[^"]*"', 'src="data:other"', draw(*arguments)))


def test_a_release_that_was_tampered_with_is_noticed(
    released: Path, later: Path, edition: Edition, tmp_path: Path
) -> None:
    tampered = tmp_path / "tampered"
    shutil.copytree(released, tampered)
    folder = next(tampered.iterdir())
    edited(folder, "content/en/outcomes.yaml", "Coaching fits your answers best", "Coaching is best")
    assert any(now != was for _, was, now in replayed(loaded(edition, later, tampered), folder))


def test_todays_version_is_released_as_it_is_or_is_newer_than_every_release(edition: Edition) -> None:
    def order(version: str) -> tuple[int, ...]:
        return tuple(map(int, version.split(".")))

    today = edition.rules.version
    if (RELEASED / today).is_dir():
        assert differing(PROJECT, RELEASED / today) == [], "raise `version` in rules/rulebase.yaml"
    else:
        assert all(order(today) > order(folder.name) for folder in RELEASES)


def test_a_version_is_released_once_and_never_with_something_else(released: Path, tmp_path: Path) -> None:
    assert release(PROJECT, released) == next(released.iterdir())
    project = copied(tmp_path / "project")
    edited(project, "content/en/outcomes.yaml", "Coaching fits your answers best", "Coaching suits you best")
    with pytest.raises(ReleasedAlready, match=r"content/en/outcomes\.yaml.*Raise `version`"):
        release(project, released)


def test_an_old_link_shows_its_own_document_and_says_what_today_would_be(
    released: Path, later: Path, edition: Edition
) -> None:
    link = result_link(edition, SHEET, "answers", 30, today=TODAY)
    then = content_document(FoundEdition(edition, exact=True), link.results[0], root="../")
    now = loaded(edition, later, released)["en"]
    found = find_edition(now, link.results[0].edition_id)
    assert found.exact
    page = str(shared_page(now, ResolvedLink("token", link, (found,)), root="../")).replace("&#39;", "'")
    assert str(then).replace("&#39;", "'") in page
    change = change_since(now, found, SHEET)
    assert change is not None
    assert change.then.startswith("Coaching fits your answers best")
    assert change.now.startswith("Mentoring fits your answers best")
    topics = [edition.wording.questions[question].topic for question in ("goal", "experience")]
    for text in (
        now.say("today.title"),
        change.then,
        change.now,
        *(now.say("today.question", topic=t) for t in topics),
    ):
        assert text in page


def test_a_link_whose_answers_end_as_they_did_says_so_and_one_without_answers_says_that_nobody_knows(
    released: Path, later: Path, edition: Edition
) -> None:
    now = loaded(edition, later, released)["en"]
    for sheet, level, text in (
        (AnswerSheet("self", {"readiness": "no-need"}), "answers", "today.same"),
        (SHEET, "result", "today.unknown"),
        (SHEET, "reasons", "today.unknown"),
    ):
        link = result_link(edition, sheet, level, 30, today=TODAY)
        found = find_edition(now, link.results[0].edition_id)
        page = str(shared_page(now, ResolvedLink("token", link, (found,)), root="../")).replace("&#39;", "'")
        assert now.say(text) in page


def test_words_edited_without_a_release_are_owned_up_to(edition: Edition, tmp_path: Path) -> None:
    project = copied(tmp_path / "project")
    edited(project, "content/en/outcomes.yaml", "Coaching fits your answers best", "Coaching suits you best")
    now = loaded(edition, project, tmp_path)["en"]
    link = result_link(edition, SHEET, "answers", 30, today=TODAY)
    found = find_edition(now, link.results[0].edition_id)
    assert not found.exact
    assert now.say("today.words") in shared_page(now, ResolvedLink("token", link, (found,)), root="../")


def test_a_link_of_rules_that_were_never_released_does_not_open(edition: Edition, later: Path, tmp_path: Path) -> None:
    now = loaded(edition, later, tmp_path)["en"]
    with pytest.raises(UnknownRules) as raised:
        find_edition(now, edition_id_of(edition))
    assert raised.value.version == edition.rules.version


def test_a_document_uses_no_text_of_the_pages_but_those_that_an_edition_keeps(edition: Edition) -> None:
    """Otherwise an edit of another text could change a document without changing the edition's mark."""
    used = set[str]()

    class Listened(dict[str, str]):
        def __getitem__(self, key: str) -> str:
            used.add(key)
            return super().__getitem__(key)

    listening = replace(edition, wording=replace(edition.wording, pages=Listened(edition.wording.pages)))
    sheets = [SHEET, AnswerSheet("leader", {}), AnswerSheet("self", {"readiness": "no-need", "block": "drive"})]
    sheets += [AnswerSheet("leader", {q.id: q.options[-1].id for q in edition.rules.questions if q.id != "wants"})]
    for sheet in sheets:
        for level in DISCLOSURE_LEVELS:
            result = Result(result_link(edition, sheet, level, None, today=TODAY).results[0].content, TODAY, b"")
            result = replace(result, own_words="A line")
            content_document(FoundEdition(listening, exact=True), result, root="./")
    assert "own.shown" in used
    assert not [text for text in used if not text.startswith(DOCUMENT_TEXTS)]


def test_everything_that_is_marked_is_frozen(edition: Edition, released: Path) -> None:
    frozen = loaded(edition, next(released.iterdir()), released)["en"]
    assert edition_id_of(frozen) == edition_id_of(edition)
    assert FROZEN
    assert Link((), datetime.date.max).results == ()
