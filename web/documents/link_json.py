"""A link's content as data: no more than its page shows, and without its owner's own words."""

from typing import Any

from recommender import AnswerSheet, RuleBase, recommend
from recommender.explanation.serialise import as_data
from web.documents.verdict import verdict_words
from web.guide.edition import Edition
from web.links.disclosure import Content, Weighing, disclosure_of, verdict_in
from web.links.link import Result
from web.links.releases import FoundEdition
from web.links.resolution import ResolvedLink


def link_as_data(opened: ResolvedLink) -> dict[str, Any]:
    """What a link shows: its last day, and one result, or both results of a joint link."""
    results = [_result(*pair) for pair in zip(opened.found, opened.link.results, strict=True)]
    return {"last_day": opened.link.last_day and opened.link.last_day.isoformat(), "results": results}


def _result(found: FoundEdition, result: Result) -> dict[str, Any]:
    edition, content = found.edition, result.content
    data = {
        "rules": {"version": edition.rules.version, "digest": edition.rules.digest},
        "level": disclosure_of(content),
        "view": content.view,
        "made": result.created.isoformat(),
        **_verdict(edition, content),
    }
    if isinstance(content, Weighing):
        data |= _reasons(edition.rules, content)
    if isinstance(content, AnswerSheet):
        data["recommendation"] = as_data(edition.rules, recommend(edition.table, content))
    return data


def _verdict(edition: Edition, content: Content) -> dict[str, Any]:
    verdict = verdict_in(edition.table, content)
    words = verdict_words(edition, verdict)
    return {
        "outcome": verdict.outcome,
        "certainty": verdict.certainty,
        "headline": words.headline,
        "meaning": words.meaning,
        "steps": list(edition.wording.outcomes[verdict.outcome].steps[verdict.view]),
    }


def _reasons(rules: RuleBase, weighing: Weighing) -> dict[str, Any]:
    return {
        **dict(zip(rules.approaches, weighing.points, strict=True)),
        "decided_by": "pattern" if weighing.pattern else "lead",
        "sides": dict(weighing.sides),
    }
