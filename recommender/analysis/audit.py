"""The audit: findings that an expert should know before a rule base is used, proved over all possible answer sheets.

Gates are not audited: a flagged gate always takes effect. Points, gates and patterns without evidence, and evidence
that is not in the register, are faults, and such rules do not load.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from recommender.analysis.analyse import ViewAnalysis, analyse
from recommender.analysis.due import ToReview, due_for_review
from recommender.analysis.finding import ERROR, WARNING, Finding
from recommender.analysis.influence import Influence, influences
from recommender.analysis.pattern_use import pattern_uses
from recommender.core.errors import Fault
from recommender.core.model import NOT_SURE, VIEWS, AnswerSheet, Question, RuleBase
from recommender.core.tally import Table


def audit(
    table: Table, to_review: ToReview, faults: Iterable[Fault] = (), *, today: datetime.date
) -> tuple[Finding, ...]:
    """All findings, errors first. `faults` are those of the words."""
    rules, views = table.rules, analyse(table)
    questions = [influence for view in VIEWS for influence in influences(table, view)]
    found = [
        *_unreachable(rules, views),
        *_patterns(table, views),
        *_questions(rules, questions),
        *_bias(rules, views),
        *due_for_review(rules, to_review, today),
        *(Finding(ERROR, "wording", (), fault.location, fault.message, hint=fault.hint) for fault in faults),
    ]
    explained = [_explained(rules, finding) for finding in found]
    return tuple(sorted([*explained, *_in_vain(rules, found)], key=lambda finding: finding.severity != ERROR))


def _unreachable(rules: RuleBase, views: Sequence[ViewAnalysis]) -> Iterator[Finding]:
    """Unreachable outcomes of the bands. Those that only patterns give are reported with their patterns."""
    reached = {outcome for view in views for outcome in view.outcomes()}
    for outcome in rules.band_outcomes:
        if outcome not in reached:
            message = f"no sheet ends in '{outcome}'"
            yield Finding(ERROR, "outcome-unreachable", (outcome,), rules.questions[0].location, message)


def _patterns(table: Table, views: Sequence[ViewAnalysis]) -> Iterator[Finding]:
    decided = {pattern for view in views for pattern in view.decided}
    for pattern, use in zip(table.rules.patterns, pattern_uses(table), strict=True):
        at = (pattern.id,)
        if not use.holds:
            yield Finding(ERROR, "pattern-never-holds", at, pattern.location, "no answers meet any of its lines")
        elif pattern.outcome and pattern.id not in decided:
            message = "wherever it holds, an earlier pattern gives the outcome"
            yield Finding(ERROR, "pattern-never-decides", at, pattern.location, message)
        elif (pattern.outcome or pattern.cap) and use.difference is None:
            message = "every sheet has the same outcome and certainty without it"
            yield Finding(WARNING, "pattern-no-difference", at, pattern.location, message)


def _questions(rules: RuleBase, influences: Sequence[Influence]) -> Iterator[Finding]:
    for question in rules.questions:
        by_view = [influence for influence in influences if influence.question == question.id]
        if all(influence.idle for influence in by_view):
            message = "without this question, every sheet has the same outcome and certainty"
            yield Finding(ERROR, "question-idle", (question.id,), question.location, message)
            continue
        yield from _answers(question, by_view, rules.approaches[0])


def _answers(question: Question, by_view: Sequence[Influence], toward: str) -> Iterator[Finding]:
    location = {option.id: option.location for option in question.options}
    for first, second in _alike(by_view):
        views = [i.view for i in by_view if (first, second) in i.alike]
        message = f"choosing '{first}' or '{second}' makes no difference to any outcome or certainty{_only(views)}"
        yield Finding(WARNING, "options-alike", (question.id, first, second), location[second], message)
    for influence in by_view:
        for option, outcome in influence.decides().items():
            message = f"'{option}' decides alone{_only([influence.view])}: '{outcome}', whatever the other answers are"
            example = AnswerSheet(influence.view, {question.id: option})
            yield Finding(WARNING, "answer-decides", (question.id, option), location[option], message, example)
        for first, second in influence.turns:
            message = f"'{first}' has points further toward {toward} than '{second}', which lies beyond it"
            yield Finding(ERROR, "order-turns", (question.id, first, second), location[second], message)
        for found in influence.breaks:
            first, second = found.options
            message = (
                f"'{second}' lies further toward {toward} than '{first}', but gives '{found.outcomes[1]}' where "
                f"'{first}' gives '{found.outcomes[0]}', and the like, on {found.sheets:,} sheets in the view "
                f"'{influence.view}'"
            )
            at = (question.id, first, second)
            yield Finding(WARNING, "order-breaks", at, location[second], message, found.example)


def _alike(by_view: Sequence[Influence]) -> list[tuple[str, str]]:
    """The pairs of options that are equivalent in some view, "not sure" left out."""
    pairs = dict.fromkeys(pair for influence in by_view for pair in influence.alike)
    return [pair for pair in pairs if NOT_SURE not in pair]


def _only(views: Sequence[str]) -> str:
    return "" if len(views) == len(VIEWS) else f" in the view '{views[0]}'"


def _bias(rules: RuleBase, views: Sequence[ViewAnalysis]) -> Iterator[Finding]:
    """Views in which the share of an approach is outside the declared range."""
    for view in views:
        outcomes = view.outcomes()
        for share in rules.audit.shares:
            sheets = outcomes[share.outcome].sheets if share.outcome in outcomes else 0
            if not share.least * view.sheets.sheets <= 100 * sheets <= share.most * view.sheets.sheets:
                message = (
                    f"{100 * sheets / view.sheets.sheets:.1f} % of all sheets in the view '{view.view}' end in "
                    f"'{share.outcome}': {share.least} to {share.most} % is what the rules declare"
                )
                yield Finding(ERROR, "house-bias", (share.outcome,), share.location, message)


def _explained(rules: RuleBase, finding: Finding) -> Finding:
    """The finding, with the explanation that the rules give for it if it is a warning."""
    for note in rules.audit.explained:
        if finding.severity == WARNING and (note.finding, note.at) == (finding.kind, finding.at):
            return replace(finding, because=note.because)
    return finding


def _in_vain(rules: RuleBase, found: Collection[Finding]) -> Iterator[Finding]:
    warnings = {(finding.kind, finding.at) for finding in found if finding.severity == WARNING}
    for note in rules.audit.explained:
        if (note.finding, note.at) not in warnings:
            message = (
                f"'{note.finding}' is explained for {', '.join(note.at)}, but does not occur: remove the explanation"
            )
            yield Finding(WARNING, "explained-in-vain", note.at, note.location, message)
