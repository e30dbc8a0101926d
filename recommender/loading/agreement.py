"""Reading the record of `make validity`: how often the rules agree with published authors."""

from collections.abc import Mapping
from pathlib import Path

from recommender.content.agreement import Agreeing, Agreement, Corrected, Measured, Missed
from recommender.content.situations import verdicts
from recommender.core.model import RuleBase
from recommender.core.parts import parts_of
from recommender.loading.source_node import SourceNode
from recommender.loading.yaml_source import load

MOST_CASES = 1_000_000


def load_agreement(path: Path, rules: RuleBase) -> Agreement | None:
    """The record in this file, or None where there is none or it is about other rules. Raises FaultyFiles."""
    return load(path, lambda root: _agreement(root, rules)) if path.exists() else None


def _agreement(root: SourceNode, rules: RuleBase) -> Agreement | None:
    counts = ("cases", "sites", "contested", "second-read")
    fields = root.fields(("digest", "date", *counts, "figures", "corrected", "readers", "missed", "practice"))
    if fields["digest"].text() != rules.digest:
        return None
    cases, sites, contested, second_read = (_count(fields[name]) for name in counts)
    questions = [question.id for question in rules.questions]
    return Agreement(
        rules.digest,
        fields["date"].date(),
        cases,
        sites,
        contested,
        second_read,
        tuple(_agreeing(item) for item in fields["figures"].items()),
        tuple(_corrected(item) for item in fields["corrected"].items()),
        {name: _corrected(value) for name, value in fields["readers"].fields((), questions).items()},
        tuple(_missed(item, rules) for item in fields["missed"].items()),
        _practice(fields["practice"], rules),
    )


def _agreeing(value: SourceNode) -> Agreeing:
    fields = value.fields(("id", "reading", "reader", "true", "of", "low", "high"))
    share = Measured(
        _count(fields["true"]), _count(fields["of"]), fields["low"].integer(0, 100), fields["high"].integer(0, 100)
    )
    return Agreeing(fields["id"].id(), fields["reading"].id(), fields["reader"].id(), share)


def _corrected(value: SourceNode) -> Corrected:
    fields = value.fields(("reading", "reader", "kappa", "cases"))
    kappa = fields["kappa"].integer(-100, 100)
    return Corrected(fields["reading"].id(), fields["reader"].id(), kappa, _count(fields["cases"]))


def _missed(value: SourceNode, rules: RuleBase) -> Missed:
    fields = value.fields(("verdict", "outcome", "cases"), ("kind",))
    return Missed(
        fields["verdict"].choice(verdicts(rules), "verdict"),
        fields["kind"].id() if "kind" in fields else "",
        fields["outcome"].choice(rules.outcomes, "outcome"),
        _count(fields["cases"]),
    )


def _practice(value: SourceNode, rules: RuleBase) -> Mapping[str, Mapping[str, int]]:
    return {
        part: {verdict: _count(count) for verdict, count in counts.fields((), verdicts(rules)).items()}
        for part, counts in value.fields((), parts_of(rules)).items()
    }


def _count(value: SourceNode) -> int:
    return value.integer(0, MOST_CASES)
