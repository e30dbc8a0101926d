"""How often the rules agree with published authors, as the page shows it: figures with intervals, and misses."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.content.agreement import FIRST_READER, Agreeing, Agreement, Missed
from web.documents.how_it_thinks.parts import verdict_name
from web.guide.edition import Edition

_USUAL = "likely"
"""The reading in which every question has an answer, as the person in the case would most plausibly give it."""


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure: what it is of, how many of how many, the share, and the interval that holds it."""

    name: str
    count: str
    share: str
    interval: str


@dataclass(frozen=True, slots=True)
class PracticeShown:
    """The measurement: its day and size, the figure to quote first, all others, and the misses by kind.

    `differ` is the number of cases missed.
    """

    about: str
    headline: FigureShown
    strict: str
    figures: Sequence[FigureShown]
    second: Sequence[FigureShown]
    corrected: Sequence[str]
    differ: int
    missed: Sequence[str]


def practice_shown(edition: Edition) -> PracticeShown | None:
    """The measurement of the edition's rules, or None where there is none."""
    found = edition.agreement
    if found is None or found.headline is None:
        return None
    own = [_figure(edition, figure) for figure in found.figures if figure.reader == FIRST_READER]
    second = [_figure(edition, figure) for figure in found.figures if figure.reader != FIRST_READER]
    return PracticeShown(
        edition.say(
            "how.measured",
            day=edition.day(found.day),
            cases=found.cases,
            sites=found.sites,
            contested=found.contested,
            second=found.second_read,
        ),
        _figure(edition, found.headline),
        _strict(edition, found),
        own,
        second,
        _corrected(edition, found),
        sum(missed.cases for missed in found.missed),
        [_missed(edition, missed) for missed in found.missed],
    )


def _strict(edition: Edition, found: Agreement) -> str:
    """The headline's share from what the texts say and nothing else, with what is left out of both; "" without one."""
    headline = found.headline
    like = (one for one in found.figures if headline and (one.id, one.reader) == (headline.id, headline.reader))
    strict = next((one.share for one in like if one.reading != _USUAL), None)
    if strict is None:
        return ""
    share = edition.share(strict.true, strict.of)
    return edition.say("how.sum-strict", share=share, cases=found.cases, contested=found.contested)


def _figure(edition: Edition, figure: Agreeing) -> FigureShown:
    share = figure.share
    return FigureShown(
        _read(edition, edition.say(f"how.figure.{figure.id}"), figure.reading),
        edition.say("how.of", same=share.true, of=share.of),
        edition.share(share.true, share.of),
        edition.say("how.interval", low=edition.share(share.low, 100), high=edition.share(share.high, 100)),
    )


def _read(edition: Edition, name: str, reading: str) -> str:
    """A name, with the reading where it is not the usual one."""
    return name if reading == _USUAL else edition.say(f"how.reading.{reading}", name=name)


def _corrected(edition: Edition, found: Agreement) -> list[str]:
    return [
        _read(
            edition,
            edition.say(f"how.corrected.{one.reader}", kappa=edition.decimal(one.kappa / 100), cases=one.cases),
            one.reading,
        )
        for one in found.corrected
    ]


def _missed(edition: Edition, missed: Missed) -> str:
    author = verdict_name(edition, missed.verdict)
    if missed.kind:
        author += f" ({edition.wording.pages.get(f'how.kind.{missed.kind}', missed.kind)})"
    ours = edition.wording.outcomes[missed.outcome].name
    return edition.say("how.missed", author=author, ours=ours, cases=missed.cases)
