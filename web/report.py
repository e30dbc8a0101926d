"""The result document: a recommendation as one piece of semantic HTML, the same in the app, shared and in print."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from recommender import Approach, Flip, Reason, Recommendation, Sheet, recommend
from recommender.doubts import doubts, patterns_held
from recommender.model import APPROACHES
from recommender.wording import APPROACH_FIELDS
from web.balance import BalanceWords, draw_balance
from web.guide import Guide

_FLIPS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in a table of reasons."""

    topic: str
    answer: str
    because: str
    sources: str
    weight: int
    points: int


@dataclass(frozen=True, slots=True)
class Side:
    """All that points to one approach. The rows' points add up to the total."""

    id: str
    name: str
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FlipGroup:
    """Answers that lead to the same other outcome, as one sentence."""

    text: str
    outcome: str


def result_document(guide: Guide, sheet: Sheet, *, made: datetime.date) -> Markup:
    """The document for a sheet. Where a gate stops, it holds the help and no score."""
    recommendation = recommend(guide.table, sheet)
    decision, words = recommendation.decision, guide.wording
    values: dict[str, Any] = {
        "view": sheet.view,
        "gates": [words.gates[gate] for gate in decision.gates],
        "first": words.outcomes[decision.outcome],
        "approach": decision.approach,
        "checked": guide.day(contacts_checked(guide)),
    }
    if decision.approach:
        values |= _scored(guide, recommendation, decision.approach)
        values |= {
            "version": guide.rules.version,
            "rules_date": guide.day(guide.rules.date),
            "made": guide.day(made),
            "no_trial": words.certainty.no_trial,
            "approaches": words.approaches,
            "approach_fields": [field for field in APPROACH_FIELDS if field != "name"],
        }
    return guide.render("result.html", **values)


def contacts_checked(guide: Guide) -> datetime.date:
    """The oldest day on which a source of the gates' help was checked."""
    keys = {key for gate in guide.rules.gates for key in gate.evidence.keys}
    return min(guide.wording.evidence[key].checked for key in keys)


def _scored(guide: Guide, recommendation: Recommendation, approach: Approach) -> dict[str, Any]:
    words, view, rules = guide.wording, recommendation.sheet.view, guide.rules
    level, decisive = approach.certainty, approach.pattern
    return {
        "outcome": words.outcomes[approach.outcome],
        "certainty": {"name": words.certainty.name[level], "means": words.certainty.means[level]},
        "doubts": doubts(rules, words, recommendation),
        "balance": _balance(guide, approach),
        "balance_text": guide.say(
            "result.balance-text", coaching=approach.coaching, mentoring=approach.mentoring, lead=_lead(guide, approach)
        ),
        "bands": {"clear": rules.bands.clear, "leaning": rules.bands.leaning, **_most_points(guide)},
        "decided": words.patterns[decisive].title if decisive else "",
        "told": [
            words.patterns[pattern.id] for pattern in patterns_held(guide.rules, recommendation) if not pattern.cap
        ],
        "sides": [_side(guide, recommendation, side) for side in APPROACHES],
        "neutral": [_row(guide, view, r, 0) for r in recommendation.reasons if not (r.coaching or r.mentoring)],
        "unanswered": [words.questions[question].topic for question in recommendation.unanswered],
        "flips": _flips(guide, view, recommendation.flips),
        "sources": _sources(guide, recommendation),
    }


def _most_points(guide: Guide) -> dict[str, int]:
    """The most points that each approach can have."""
    questions = guide.rules.questions
    return {
        "coaching": sum(
            question.weight * max(option.coaching for option in question.options) for question in questions
        ),
        "mentoring": sum(
            question.weight * max(option.mentoring for option in question.options) for question in questions
        ),
    }


def _lead(guide: Guide, approach: Approach) -> str:
    band = guide.wording.certainty.name[approach.band]
    if not approach.lead:
        return guide.say("result.lead-none", band=band)
    side = guide.wording.outcomes["coaching" if approach.lead > 0 else "mentoring"].name
    return guide.say("result.lead-side", lead=abs(approach.lead), side=side, band=band)


def _balance(guide: Guide, approach: Approach) -> Markup:
    names = {side: guide.wording.approaches[side]["name"] for side in APPROACHES}
    lead = guide.say("result.even")
    if approach.lead:
        side = names["coaching" if approach.lead > 0 else "mentoring"].lower()
        lead = guide.say("result.lead-to", lead=abs(approach.lead), side=side)
    described = guide.say(
        "result.balance-text", coaching=approach.coaching, mentoring=approach.mentoring, lead=_lead(guide, approach)
    )
    words = BalanceWords(names["coaching"], names["mentoring"], guide.say("result.even"), lead, described)
    return draw_balance(approach.lead, guide.rules.bands, words)


def _side(guide: Guide, recommendation: Recommendation, side: str) -> Side:
    points = [
        (reason, reason.coaching if side == "coaching" else reason.mentoring) for reason in recommendation.reasons
    ]
    rows = [_row(guide, recommendation.sheet.view, reason, count) for reason, count in points if count]
    rows.sort(key=lambda row: -row.points)
    return Side(side, guide.wording.outcomes[side].name, tuple(rows), sum(row.points for row in rows))


def _row(guide: Guide, view: str, reason: Reason, points: int) -> Row:
    question, words = guide.rules.question[reason.question], guide.wording.questions[reason.question]
    option = next(option for option in question.options if option.id == reason.option)
    sources = f"{', '.join(option.evidence.keys)} ({option.evidence.grade})" if option.evidence else ""
    texts = words.options[reason.option]
    return Row(words.topic, texts.text[view], texts.because, sources, question.weight, points)


def _flips(guide: Guide, view: str, flips: tuple[Flip, ...]) -> dict[str, Any]:
    if not flips:
        return {"heading": guide.say("result.change-none"), "groups": [], "more": 0}
    size = len(flips[0].changes)
    groups = _single_flips(guide, view, flips) if size == 1 else [_joint_flip(guide, view, flip) for flip in flips]
    shown = groups if size == 1 else groups[:_FLIPS_SHOWN]
    return {"heading": guide.say(f"result.change-{size}"), "groups": shown, "more": len(groups) - len(shown)}


def _single_flips(guide: Guide, view: str, flips: Iterable[Flip]) -> list[FlipGroup]:
    """One sentence for each question and outcome, with every answer that leads there."""
    answers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for flip in flips:
        answers[flip.changes[0].question, flip.outcome].append(flip.changes[0].option)
    return [
        FlipGroup(_if_answer(guide, view, question, options), guide.wording.outcomes[outcome].name)
        for (question, outcome), options in answers.items()
    ]


def _joint_flip(guide: Guide, view: str, flip: Flip) -> FlipGroup:
    parts = [_if_answer(guide, view, change.question, [change.option]) for change in flip.changes]
    return FlipGroup(f" {guide.say('result.change-and')} ".join(parts), guide.wording.outcomes[flip.outcome].name)


def _if_answer(guide: Guide, view: str, question: str, options: list[str]) -> str:
    words = guide.wording.questions[question]
    answers = f" {guide.say('result.change-or')} ".join(f"“{words.options[option].text[view]}”" for option in options)
    return f"{guide.say('result.change-if', topic=words.topic)} {answers}"


def _sources(guide: Guide, recommendation: Recommendation) -> list[dict[str, str]]:
    """Every source that a shown point or pattern cites, in the register's order, with the grades it is cited with."""
    grades: dict[str, set[str]] = defaultdict(set)
    for reason in recommendation.reasons:
        options = {option.id: option for option in guide.rules.question[reason.question].options}
        evidence = options[reason.option].evidence
        for key in evidence.keys if evidence else ():
            grades[key].add(evidence.grade if evidence else "")
    for pattern in patterns_held(guide.rules, recommendation):
        for key in pattern.evidence.keys:
            grades[key].add(pattern.evidence.grade)
    register = guide.wording.evidence
    return [
        {
            "key": key,
            "grades": ", ".join(sorted(grades[key])),
            "cite": register[key].cite,
            "url": register[key].url,
            "seen": register[key].seen,
            "says": register[key].says,
            "checked": guide.day(register[key].checked),
        }
        for key in register
        if key in grades
    ]
