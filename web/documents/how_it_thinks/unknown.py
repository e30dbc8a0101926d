"""What is not known, as the page shows it: what can be counted from the rules, and what people have said of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.analysis.gaps import gaps_of
from web.documents.how_it_thinks.parts import part_name
from web.documents.sources import due_since
from web.guide.edition import Edition


@dataclass(frozen=True, slots=True)
class UnknownShown:
    """Something that is not known, with the keys of the nearest sources, or ""."""

    says: str
    keys: str


@dataclass(frozen=True, slots=True)
class GapShown:
    """A kind of gap that was counted, and what is in it."""

    title: str
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class DissentShown:
    """Where sources point another way: the parts of the rules, what they say, and their keys."""

    about: str
    says: str
    keys: str


def unknowns_shown(edition: Edition) -> list[UnknownShown]:
    """What is not known, in words."""
    return [
        UnknownShown(edition.behind.unknowns[unknown.id], ", ".join(unknown.sources))
        for unknown in edition.background.unknowns
    ]


def gaps_shown(edition: Edition) -> list[GapShown]:
    """The gaps in the rules that are not empty, each with what is in it."""
    practice = edition.agreement.practice if edition.agreement else {}
    register = edition.wording.evidence
    gaps = gaps_of(edition.rules, register, practice)
    by_kind = {
        "judgement": gaps.judgement,
        "untried": gaps.untried,
        "secondhand": gaps.secondhand,
        "unsupported": gaps.unsupported,
    }
    shown = {kind: [part_name(edition, part) for part in parts] for kind, parts in by_kind.items()}
    shown["unseen"] = [f"{key}: {register[key].cite}" for key in gaps.unseen]
    shown["due"] = [f"{key}: {source.cite}" for key, source in register.items() if due_since(edition, source)]
    return [GapShown(edition.say(f"how.gap.{kind}", count=len(items)), items) for kind, items in shown.items() if items]


def dissents_shown(edition: Edition) -> list[DissentShown]:
    """Every dissent, with the parts of the rules that it is about."""
    return [
        DissentShown(
            "; ".join(part_name(edition, part) for part in dissent.parts),
            edition.behind.dissents[dissent.id],
            ", ".join(dissent.sources),
        )
        for dissent in edition.background.dissents
    ]
