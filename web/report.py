"""The result document: a recommendation as one piece of semantic HTML, the same in the app, shared and in print."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from math import ceil
from typing import Any

from markupsafe import Markup

from recommender import Approach, Flip, Reason, Recommendation, Robustness, Sheet, recommend
from recommender.doubts import doubts, patterns_held
from recommender.model import APPROACHES
from recommender.reasons import weightiest_first
from recommender.wording import APPROACH_FIELDS
from web.advice import CHOICES, advice_sources, advice_values, cell_shown
from web.balance import BalanceWords, draw_balance
from web.drawings import draw_outcome
from web.guide import Guide
from web.levels import too_little

_LINES_SHOWN = 2
"""How many ways to each other outcome are shown."""

_WEIGH_MOST = 2
"""How many answers are named as those that weigh most."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in the table of reasons, with its points to each side, the weight included."""

    topic: str
    answer: str
    because: str
    sources: str
    weight: int
    coaching: int
    mentoring: int


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The answers that point more to one side, or to both alike, those that weigh most first."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FlipGroup:
    """Ways to one other outcome: how many answers it takes, the first few ways, and how many more there are.

    A way is a list of topics, each with the answers that would do.
    """

    heading: str
    ways: tuple[tuple[tuple[str, str], ...], ...]
    more: int


def result_document(guide: Guide, sheet: Sheet, *, made: datetime.date, root: str = "./") -> Markup:
    """The document for a sheet. Where a gate stops, it holds the help and no score. `root` leads to the first page."""
    recommendation = recommend(guide.table, sheet)
    decision, words = recommendation.decision, guide.wording
    values: dict[str, Any] = {
        "view": sheet.view,
        "gates": [words.gates[gate] for gate in decision.gates],
        "first": words.outcomes[decision.outcome].headline[sheet.view],
        "approach": decision.approach,
        "first_drawing": drawing_of(guide, decision.outcome),
        "root": root,
        **contact_values(guide),
    }
    if decision.approach:
        values |= _scored(guide, recommendation, decision.approach)
        values |= advice_values(guide, recommendation, decision.approach, made)
        values |= closing_values(guide, made)
    return guide.render("result.html", **values)


def closing_values(guide: Guide, made: datetime.date) -> dict[str, Any]:
    """What stands under every result: the rules and the day, and both approaches side by side."""
    words = guide.wording
    return {
        "version": guide.rules.version,
        "rules_date": guide.day(guide.rules.date),
        "made": guide.day(made),
        "no_trial": words.certainty.no_trial,
        "approaches": words.approaches,
        "approach_fields": [field for field in APPROACH_FIELDS if field != "name"],
    }


def contact_values(guide: Guide) -> dict[str, object]:
    """What the line about the contacts is filled in with: the oldest day of any, and whose pages to look at."""
    return {"checked": guide.day(min(contact.as_of for contact in guide.contacts)), "contacts": guide.contacts}


def _scored(guide: Guide, recommendation: Recommendation, approach: Approach) -> dict[str, Any]:
    words, view, rules, level = guide.wording, recommendation.sheet.view, guide.rules, approach.certainty
    return {
        **verdict_of(guide, recommendation, approach),
        "drawing": drawing_of(guide, approach.outcome),
        "sides": None,
        "weigh_most": _weigh_most(guide, recommendation),
        "certainty": words.certainty.name[level],
        "certainty_means": words.certainty.means[level],
        "doubts": doubts(rules, words, recommendation),
        "balance": balance_of(guide, approach),
        "balance_text": balance_in_words(guide, approach),
        "bands": {"clear": rules.bands.clear, "leaning": rules.bands.leaning},
        "decided": _decided(guide, approach),
        "groups": _groups(guide, recommendation, approach),
        "totals": approach,
        "unanswered": [words.questions[question].topic for question in recommendation.unanswered],
        "open": _open(guide, recommendation),
        "flips": _flips(guide, view, recommendation.flips),
        "weights": _weights(guide, approach, recommendation.robustness),
        "sources": _sources(guide, recommendation, approach),
    }


def verdict_of(guide: Guide, recommendation: Recommendation, approach: Approach) -> dict[str, str]:
    """The headline and the meaning of a result."""
    little = too_little(guide.rules, approach.outcome, len(recommendation.unanswered))
    return verdict_words(guide, recommendation.sheet.view, approach.outcome, little=little)


def verdict_words(guide: Guide, view: str, outcome: str, *, little: bool) -> dict[str, str]:
    """The headline and the meaning; where the points are even and most answers missing, that too little is known."""
    if little:
        return {"headline": guide.say("result.too-little"), "meaning": guide.say(f"result.too-little.{view}")}
    words = guide.wording.outcomes[outcome]
    return {"headline": words.headline[view], "meaning": words.meaning[view]}


def drawing_of(guide: Guide, outcome: str) -> Markup:
    """The drawing of an outcome."""
    return draw_outcome(outcome, guide.say(f"drawing.{outcome}"))


def _decided(guide: Guide, approach: Approach) -> str:
    """Which pattern gave the outcome, and whether the points alone say the same."""
    if approach.pattern is None:
        return ""
    leads = "coaching" if approach.lead > 0 else "mentoring"
    same = approach.outcome == leads and approach.band != "close"
    title = guide.wording.patterns[approach.pattern].title
    return guide.say("result.decided-alike" if same else "result.decided-pattern", title=title)


def _lead(guide: Guide, approach: Approach) -> str:
    band = guide.wording.certainty.bands[approach.band]
    if not approach.lead:
        return guide.say("result.lead-none", band=band)
    side = guide.wording.outcomes["coaching" if approach.lead > 0 else "mentoring"].name
    return guide.say("result.lead-side", lead=abs(approach.lead), side=side, band=band)


def balance_in_words(guide: Guide, approach: Approach) -> str:
    """The two totals and the lead, in a sentence or two."""
    return guide.say(
        "result.balance-text", coaching=approach.coaching, mentoring=approach.mentoring, lead=_lead(guide, approach)
    )


def balance_of(guide: Guide, approach: Approach) -> Markup:
    """The drawing of the balance."""
    names = {side: guide.wording.approaches[side]["name"] for side in APPROACHES}
    lead = guide.say("result.even")
    if approach.lead:
        side = guide.wording.outcomes["coaching" if approach.lead > 0 else "mentoring"].name
        lead = guide.say("result.lead-to", lead=abs(approach.lead), side=side)
    described = guide.say("result.balance-drawing", lead=lead)
    words = BalanceWords(names["coaching"], names["mentoring"], guide.say("result.even"), lead, described)
    return draw_balance(approach.lead, guide.rules.bands, words)


def _weigh_most(guide: Guide, recommendation: Recommendation) -> str:
    """A sentence with the answers that move the lead most, or "" where none moves it."""
    reasons = [reason for reason in weightiest_first(recommendation.reasons) if reason.lead][:_WEIGH_MOST]
    texts = [(guide.wording.questions[reason.question], reason.option) for reason in reasons]
    told = [(words.topic, words.options[option].text[recommendation.sheet.view]) for words, option in texts]
    values = {
        f"{part}_{place}": text
        for place, pair in enumerate(told, 1)
        for part, text in zip(("topic", "answer"), pair, strict=True)
    }
    return guide.say(f"result.weigh-{len(told)}", **values) if told else ""


def _groups(guide: Guide, recommendation: Recommendation, approach: Approach) -> list[RowGroup]:
    """The reasons in three groups: for the side that fits and against it, and those that speak for both or neither."""
    view, by_weight = recommendation.sheet.view, weightiest_first(recommendation.reasons)
    groups = {
        "coaching": [reason for reason in by_weight if reason.lead > 0],
        "mentoring": [reason for reason in by_weight if reason.lead < 0],
        "alike": [reason for reason in by_weight if reason.lead == 0],
    }
    titles = {name: guide.say(f"result.more-{name}") for name in groups}
    if approach.outcome in APPROACHES:
        other = next(side for side in APPROACHES if side != approach.outcome)
        names = {side: guide.wording.outcomes[side].name for side in APPROACHES}
        titles[approach.outcome] = guide.say("result.for", outcome=names[approach.outcome])
        titles[other] = guide.say("result.against", outcome=names[approach.outcome], other=names[other])
    order = (
        (approach.outcome, *(name for name in groups if name != approach.outcome))
        if approach.outcome in groups
        else groups
    )
    return [RowGroup(titles[name], tuple(_row(guide, view, reason) for reason in groups[name])) for name in order]


def _row(guide: Guide, view: str, reason: Reason) -> Row:
    question, words = guide.rules.question[reason.question], guide.wording.questions[reason.question]
    option = next(option for option in question.options if option.id == reason.option)
    sources = f"{', '.join(option.evidence.keys)} ({option.evidence.grade})" if option.evidence else ""
    texts = words.options[reason.option]
    answer, because = texts.text[view], texts.because
    return Row(words.topic, answer, because, sources, question.weight, reason.coaching, reason.mentoring)


def _open(guide: Guide, recommendation: Recommendation) -> str:
    """Whether answers to the questions that were left out could still lead elsewhere, and where."""
    if not recommendation.unanswered:
        return ""
    if len(recommendation.possible) == 1:
        return guide.say("result.open-none")
    names = (guide.wording.outcomes[outcome].name for outcome in recommendation.possible)
    return guide.say("result.open-some", outcomes=", ".join(names))


def _flips(guide: Guide, view: str, flips: tuple[Flip, ...]) -> list[FlipGroup]:
    """The smallest changes that lead to each other outcome: those between the two approaches first."""
    by_outcome: dict[str, list[Flip]] = defaultdict(list)
    for flip in flips:
        by_outcome[flip.outcome].append(flip)
    order = sorted(by_outcome, key=lambda outcome: outcome not in CHOICES)
    return [_flip_group(guide, view, by_outcome[outcome]) for outcome in order]


def _flip_group(guide: Guide, view: str, flips: list[Flip]) -> FlipGroup:
    ways: dict[tuple[str, ...], list[Flip]] = defaultdict(list)
    for flip in flips:
        alone = len(flip.changes) == 1
        way = (change.question if alone else f"{change.question}={change.option}" for change in flip.changes)
        ways[tuple(way)].append(flip)
    name = guide.wording.outcomes[flips[0].outcome].name
    shown = tuple(_way(guide, view, alike) for alike in list(ways.values())[:_LINES_SHOWN])
    return FlipGroup(guide.say(f"result.change-{len(flips[0].changes)}", outcome=name), shown, len(ways) - len(shown))


def _way(guide: Guide, view: str, flips: list[Flip]) -> tuple[tuple[str, str], ...]:
    """One way, for flips that change the same questions: single changes are told as "this or that"."""
    parts = []
    for place, change in enumerate(flips[0].changes):
        words = guide.wording.questions[change.question]
        options = dict.fromkeys(flip.changes[place].option for flip in flips)
        quoted = (guide.say("quoted", said=words.options[option].text[view]) for option in options)
        texts = f" {guide.say('result.change-or')} ".join(quoted)
        parts.append((words.topic, texts))
    return tuple(parts)


def _weights(guide: Guide, approach: Approach, robustness: Robustness | None) -> str:
    """How much hangs on the weights that we chose; the percentage is one that still holds, so it is rounded down."""
    if approach.pattern or robustness is None:
        return guide.say("result.weights-pattern")
    if robustness.radius is None:
        return guide.say("result.weights-none")
    percent = ceil(100 * robustness.radius) - 1
    return guide.say("result.weights", percent=percent) if percent > 0 else guide.say("result.weights-slight")


def _sources(guide: Guide, recommendation: Recommendation, approach: Approach) -> list[dict[str, str]]:
    """Every source that is cited in what is shown, in the register's order.

    With each are the grades that it is cited with; one that only advice rests on has none.
    """
    grades: dict[str, set[str]] = defaultdict(set, {key: set() for key in advice_sources(guide, approach.outcome)})
    evidence = [*(pattern.evidence for pattern in patterns_held(guide.rules, recommendation))]
    for reason in recommendation.reasons:
        options = {option.id: option for option in guide.rules.question[reason.question].options}
        if found := options[reason.option].evidence:
            evidence.append(found)
    if cell := cell_shown(guide, recommendation.sheet, approach.outcome):
        evidence.append(cell.evidence)
    for cited in evidence:
        for key in cited.keys:
            grades[key].add(cited.grade)
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
