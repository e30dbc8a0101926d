"""What stands behind the rules: what was decided, where sources disagree with them, and what is not known."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from recommender.core.errors import SourceLocation


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision about the rules: its day, the role of whoever made it, and the sources that it rests on, if any."""

    id: str
    day: datetime.date
    by: str
    sources: tuple[str, ...]
    location: SourceLocation = field(compare=False)


@dataclass(frozen=True, slots=True)
class Dissent:
    """Sources that point another way than some parts of the rules, which are named as in recommender.core.parts."""

    id: str
    parts: tuple[str, ...]
    sources: tuple[str, ...]
    location: SourceLocation = field(compare=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that is not known, and the sources nearest to it, if any."""

    id: str
    sources: tuple[str, ...]
    location: SourceLocation = field(compare=False)


@dataclass(frozen=True, slots=True)
class Background:
    """All of it, without words. A rule base may do without any of it."""

    choices: tuple[Choice, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    unknowns: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class ChoiceWords:
    """What was decided, and why."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class BackgroundWords:
    """The words of one language, by id, and the names of the roles that decide."""

    roles: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, ChoiceWords] = field(default_factory=dict)
    dissents: Mapping[str, str] = field(default_factory=dict)
    unknowns: Mapping[str, str] = field(default_factory=dict)
