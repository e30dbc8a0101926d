"""Who decided what and when, and what each released version changed, as the page shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recommender.analysis.diff import Diff, diff
from web.documents.how_it_thinks.parts import part_name
from web.guide.edition import Edition
from web.links.releases import released_editions


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """A decision: its day, what was decided, by whom, why, and the keys of its sources, or ""."""

    day: str
    title: str
    by: str
    why: str
    keys: str


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version: its number and day, how many answer sheets it moved to another outcome, what it added and dropped."""

    version: str
    day: str
    moved: Sequence[str]
    added: Sequence[str]
    dropped: Sequence[str]


def choices_shown(edition: Edition) -> list[ChoiceShown]:
    """The decisions, the latest first."""
    words = edition.behind
    return [
        ChoiceShown(
            edition.day(choice.day),
            words.choices[choice.id].title,
            words.roles[choice.by],
            words.choices[choice.id].why,
            ", ".join(choice.sources),
        )
        for choice in reversed(edition.background.choices)
    ]


def versions_shown(edition: Edition) -> list[VersionShown]:
    """The released versions and today's rules, the latest first, each compared with the one before it."""
    versions = list(_versions(edition))
    shown = [_version(edition, before, after) for before, after in zip(versions, versions[1:], strict=False)]
    first = versions[0]
    return [*reversed(shown), VersionShown(first.rules.version, edition.day(first.rules.date), (), (), ())]


def _versions(edition: Edition) -> Iterator[Edition]:
    """The released editions in order, and today's where it is not the last of them."""
    released = list(released_editions(edition).values())
    released.sort(key=lambda one: tuple(map(int, one.rules.version.split("."))))
    yield from released
    if not released or released[-1].rules.digest != edition.rules.digest:
        yield edition


def _version(edition: Edition, before: Edition, after: Edition) -> VersionShown:
    found = diff(before.table, after.table)
    return VersionShown(
        after.rules.version,
        edition.day(after.rules.date),
        _moved(edition, found),
        [part_name(after, part) for part in found.only_new],
        [part_name(before, part) for part in found.only_old],
    )


def _moved(edition: Edition, found: Diff) -> list[str]:
    """How much each view moved, and from which outcome to which most."""
    return [
        edition.say(
            f"how.moved.{view.view}",
            share=edition.share(view.moved, view.sheets),
            old=edition.wording.outcomes[view.moves[0].old].name,
            new=edition.wording.outcomes[view.moves[0].new].name,
        )
        if view.moves
        else edition.say(f"how.not-moved.{view.view}")
        for view in found.views
    ]
