"""A link's content as data: the same that its page shows, but for its owner's own words, and nothing more."""

from typing import Any

from recommender import AnswerSheet, recommend
from recommender.core.errors import LinkError, UnknownRules
from recommender.explanation.serialise import as_data
from web.documents.link_pages import trouble_with_link
from web.guide.edition import Guide
from web.links.disclosure import Content, Weighing, at_level, level_of
from web.links.link import Result
from web.links.releases import Edition
from web.links.resolution import Opened


def link_as_data(opened: Opened) -> dict[str, Any]:
    """What a link shows: its last day, and one result, or two of a joint link."""
    results = [_result(*pair) for pair in zip(opened.editions, opened.link.results, strict=True)]
    return {"last_day": opened.link.last_day and opened.link.last_day.isoformat(), "results": results}


def trouble_as_data(guide: Guide, error: LinkError) -> dict[str, Any]:
    """Why a link does not open."""
    kind, _ = trouble_with_link(error)
    values = {"version": error.version} if isinstance(error, UnknownRules) else {}
    return {"error": kind, "title": guide.say(f"error.{kind}.title"), "text": guide.say(f"error.{kind}.text", **values)}


def _result(edition: Edition, result: Result) -> dict[str, Any]:
    guide, content = edition.guide, result.content
    return {
        "rules": {"version": guide.rules.version, "digest": guide.rules.digest},
        "level": level_of(content),
        "view": content.view,
        "made": result.made.isoformat(),
        **_verdict(guide, content),
        **(_reasons(content) if isinstance(content, Weighing) else {}),
        **(
            {"recommendation": as_data(guide.rules, recommend(guide.table, content))}
            if isinstance(content, AnswerSheet)
            else {}
        ),
    }


def _verdict(guide: Guide, content: Content) -> dict[str, Any]:
    verdict = at_level(guide.table, content, "result") if isinstance(content, AnswerSheet) else content
    verdict = verdict.verdict if isinstance(verdict, Weighing) else verdict
    assert not isinstance(verdict, AnswerSheet)
    words = guide.wording.outcomes[verdict.outcome]
    return {
        "outcome": verdict.outcome,
        "certainty": verdict.certainty,
        "headline": guide.say("result.too-little") if verdict.little else words.headline[verdict.view],
        "meaning": guide.say(f"result.too-little.{verdict.view}") if verdict.little else words.meaning[verdict.view],
        "steps": list(words.steps[verdict.view]),
    }


def _reasons(weighing: Weighing) -> dict[str, Any]:
    return {
        "coaching": weighing.coaching,
        "mentoring": weighing.mentoring,
        "decided_by": "pattern" if weighing.pattern else "lead",
        "sides": dict(weighing.sides),
    }
