"""The picture of a whole team as HTML: bars with a table under each, groups by a column, and a plan for capacity."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from recommender.people import picture_words
from recommender.team.classes import class_in_words
from recommender.team.overview import Figure, GroupRow, GroupTable, TeamOverview
from recommender.team.protection import MINIMUM
from web.documents.team_plan import PlanShown
from web.guide.edition import Edition, TemplateValues

_SMALL = 30
"""With fewer people than this, most figures of a picture are hidden."""

_SIDES = ("is-first", "is-first", "even", "is-second", "is-second")
"""The kinds of the bins of the lead, from the one that leans most to the first approach."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a picture: what it counts, how many people, its length in per cent, and its class in our style."""

    label: str
    people: Figure
    length: float
    kind: str


@dataclass(frozen=True, slots=True)
class BarPicture:
    """Bars under a title, with a line of explanation, if there is one."""

    title: str
    text: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class GroupBar:
    """One group: its label, its size, and a segment for each class; `rest` is what is not shown, in per cent."""

    label: str
    people: Figure
    segments: Sequence[Bar]
    rest: float


@dataclass(frozen=True, slots=True)
class GroupPicture:
    """What fits, by one column of theirs."""

    column: str
    title: str
    classes: Mapping[str, str]
    groups: Sequence[GroupBar]


@dataclass(frozen=True, slots=True)
class TeamPicture(TemplateValues):
    """All that is shown of a whole team: nothing where there are `too_few`; `small`: most figures are hidden."""

    template = "team-picture.html"
    people: Figure
    not_scored: Figure
    minimum: int
    too_few: bool
    small: bool
    pictures: Sequence[BarPicture]
    groups: Sequence[GroupPicture]
    left_out: Sequence[str]
    plan: PlanShown | None


@dataclass(frozen=True, slots=True)
class TeamReport(TemplateValues):
    """The picture as a page to print or to keep, which needs no other file."""

    template = "team-report.html"
    title: str
    picture: Markup
    day: str


def bar_pictures(edition: Edition, picture: TeamOverview) -> list[BarPicture]:
    """The pictures of all people together, without those in which every figure is hidden."""
    if picture.too_few:
        return []
    wording = edition.wording
    needs = picture_words.needs(wording, picture)
    pictures = [
        _picture(edition, "needs", needs, kinds=[edition.look(line[0]) for line in needs]),
        _picture(edition, "in-the-way", picture_words.obstacles(wording, edition.rules, picture)),
        _picture(edition, "lead-spread", picture_words.leads(wording, picture), "team.lead-text", kinds=_SIDES),
        _picture(edition, "certainty", picture_words.certainties(wording, picture), "team.lead-text"),
    ]
    return [picture for picture in pictures if any(bar.people for bar in picture.bars)]


def group_picture(edition: Edition, picture: TeamOverview, table: GroupTable) -> GroupPicture:
    """The picture of one column."""
    kinds = [count.id for count in picture.classes]
    groups = []
    for row in table.groups:
        segments = [
            Bar(class_in_words(edition.wording, kind), figure, _share(figure, row.people), edition.look(kind))
            for kind, figure in zip(kinds, row.figures, strict=True)
        ]
        groups.append(GroupBar(picture_words.group_label(edition.wording, row), row.people, segments, _rest(row)))
    title = edition.say("team.group", column=table.column)
    return GroupPicture(
        table.column, title, {edition.look(kind): class_in_words(edition.wording, kind) for kind in kinds}, groups
    )


def has_figures(table: GroupTable) -> bool:
    """Whether any figure of any of its groups is shown."""
    return any(any(group.figures) for group in table.groups)


def team_picture(
    edition: Edition, picture: TeamOverview, *, columns: Iterable[str], plan: PlanShown | None
) -> TeamPicture:
    """What is shown of a whole team, with these columns of theirs."""
    wanted = set(columns)
    tables = [table for table in picture.tables if table.column in wanted and has_figures(table)]
    return TeamPicture(
        picture.scored,
        picture.not_scored,
        MINIMUM,
        picture.too_few,
        (picture.scored or 0) < _SMALL,
        bar_pictures(edition, picture),
        [group_picture(edition, picture, table) for table in tables],
        [edition.say(f"team.left.{one.why}", column=one.column) for one in picture.left_out],
        plan,
    )


def team_report(edition: Edition, picture: TeamPicture, *, day: str) -> str:
    """The picture as a page of its own."""
    return edition.render(TeamReport(edition.say("team.report-title"), edition.render(picture), day))


def _picture(
    edition: Edition, name: str, lines: Sequence[picture_words.Line], text: str = "", *, kinds: Sequence[str] = ()
) -> BarPicture:
    most = max((people or 0 for _, _, people in lines), default=0)
    bars = [
        Bar(label, people, _share(people, most), kind)
        for (_, label, people), kind in zip(lines, kinds or [""] * len(lines), strict=True)
    ]
    return BarPicture(edition.say(f"team.{name}"), edition.say(text) if text else "", bars)


def _share(part: Figure, whole: Figure) -> float:
    """How much a part is of a whole, in per cent; nothing where one is hidden."""
    return round(100 * part / whole, 2) if part and whole else 0.0


def _rest(row: GroupRow) -> float:
    """How much of a group is not shown in any class, in per cent."""
    return 100.0 if row.people is None else _share(row.people - sum(figure or 0 for figure in row.figures), row.people)
