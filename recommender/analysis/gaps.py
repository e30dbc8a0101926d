"""What a rule base does not rest on: parts with judgement alone, sources not seen, and parts that no case has tried."""

from collections.abc import Mapping
from dataclasses import dataclass

from recommender.content.words import EvidenceSource
from recommender.core.model import GRADES, RuleBase
from recommender.core.parts import evidence_of_parts


@dataclass(frozen=True, slots=True)
class Gaps:
    """Parts of the rules by their names (recommender.core.parts), and keys of sources.

    `judgement` are parts with the lowest grade, `secondhand` those whose sources were all seen through others alone,
    `untried` those that no published case meets, and `unsupported` options without any source, which have no points.
    `unseen` are the cited sources that were seen through others alone.
    """

    judgement: tuple[str, ...]
    secondhand: tuple[str, ...]
    untried: tuple[str, ...]
    unsupported: tuple[str, ...]
    unseen: tuple[str, ...]


def gaps_of(rules: RuleBase, register: Mapping[str, EvidenceSource], practice: Mapping[str, Mapping[str, int]]) -> Gaps:
    """The gaps. `practice` counts published cases by part and verdict, and is empty where none were counted."""
    evidence = evidence_of_parts(rules)
    based = {part: found for part, found in evidence.items() if found}
    unseen = {key for key, source in register.items() if source.seen != "own"}
    cited = {key for found in based.values() for key in found.keys}
    return Gaps(
        judgement=tuple(part for part, found in based.items() if found.grade == GRADES[-1]),
        secondhand=tuple(part for part, found in based.items() if unseen.issuperset(found.keys)),
        untried=tuple(part for part in evidence if part in practice and not sum(practice[part].values())),
        unsupported=tuple(part for part in evidence if part not in based),
        unseen=tuple(key for key in register if key in cited & unseen),
    )
