"""The analysis, the audit and the diff of rule bases as plain text (for a terminal) and as plain data (for JSON)."""

from collections.abc import Iterator, Sequence
from typing import Any

from recommender.analysis.analyse import Count, End, ViewAnalysis
from recommender.analysis.diff import Diff, NamedMove, ViewDiff
from recommender.analysis.finding import ERROR, Finding
from recommender.analysis.shares import share_shown
from recommender.cli.output import counted
from recommender.core.model import CERTAINTIES, AnswerSheet, RuleBase

_SUREST_FIRST = tuple(reversed(CERTAINTIES))


def analysis_as_text(rules: RuleBase, views: Sequence[ViewAnalysis]) -> str:
    """Where all possible answer sheets end, for each view."""
    return "\n".join(line for view in views for line in _analysis(rules, view)) + "\n"


def _analysis(rules: RuleBase, view: ViewAnalysis) -> Iterator[str]:
    yield f"view '{view.view}': {view.sheets.sheets:,} sheets; {view.sheets.answered:,} of them without 'not sure'"
    yield ""
    levels = [level for level in _SUREST_FIRST if any(end.certainty == level for end in view.ends)]
    yield f"  {'outcome':<24}{'all':>9}{'answered':>10}" + "".join(f"{level:>10}" for level in levels)
    for outcome, count in sorted(view.outcomes().items(), key=lambda item: -item[1].sheets):
        shares = [view.ends.get(End(outcome, level), Count(0, 0)).sheets for level in levels]
        cells = "".join(f"{percent(share, view.sheets.sheets):>10}" for share in shares)
        all_sheets, answered = percent(count.sheets, view.sheets.sheets), percent(*_answered(count, view.sheets))
        yield f"  {outcome:<24}{all_sheets:>9}{answered:>10}{cells}"
    yield ""
    yield f"  {'decided by':<40}{'all':>9}{'answered':>10}"
    for pattern in (*(pattern.id for pattern in rules.patterns), None):
        if pattern in view.decided:
            count = view.decided[pattern]
            all_sheets, answered = percent(count.sheets, view.sheets.sheets), percent(*_answered(count, view.sheets))
            yield f"  {pattern or 'the points':<40}{all_sheets:>9}{answered:>10}"
    yield ""
    ties = percent(view.ties.sheets, view.sheets.sheets)
    points = " and ".join(f"{float(mean):.1f} for {side}" for side, mean in view.mean.items())
    yield f"  every question answered, a sheet has {points} on average"
    yield f"  the lead ranges from {min(view.leads)} to {max(view.leads)}; {ties} are ties"
    yield ""


def analysis_as_data(views: Sequence[ViewAnalysis]) -> list[dict[str, Any]]:
    """The same by ids and numbers, with an example for each end and the whole distribution of the lead."""
    return [
        {
            "view": view.view,
            **_count(view.sheets),
            "ends": [
                {**end._asdict(), **_count(count), "example": _sheet(view.examples[end])}
                for end, count in view.ends.items()
            ],
            "decided": [{"pattern": pattern, **_count(count)} for pattern, count in view.decided.items()],
            "leads": [{"lead": lead, **_count(count)} for lead, count in view.leads.items()],
            "ties": _count(view.ties),
            "mean": {side: str(mean) for side, mean in view.mean.items()},
        }
        for view in views
    ]


def audit_as_text(findings: Sequence[Finding]) -> str:
    """Each finding with its location, an example, and what the rules say of it; and how many there are."""
    lines: list[str] = []
    for finding in findings:
        lines.append(f"{finding.severity}: {finding.location}: {' '.join((finding.kind, *finding.at))}")
        lines.append(f"    {finding.message}")
        if finding.example:
            lines.append(f"    for example: {sheet_as_text(finding.example)}")
        if finding.because:
            lines.append(f"    on purpose: {finding.because}")
    errors = sum(finding.severity == ERROR for finding in findings)
    open_warnings = sum(finding.severity != ERROR and not finding.because for finding in findings)
    warnings = len(findings) - errors
    numbers = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    lines.append(f"{numbers}, {open_warnings} of them not explained in the rules.")
    return "\n".join(lines) + "\n"


def audit_as_data(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The same by ids."""
    return [
        {
            "severity": finding.severity,
            "finding": finding.kind,
            "at": list(finding.at),
            "location": str(finding.location),
            "message": finding.message,
            "example": finding.example and _sheet(finding.example),
            "because": finding.because,
        }
        for finding in findings
    ]


def diff_as_text(change: Diff) -> str:
    """What a change of the rules does, view by view and case by case."""
    lines = [f"only in the old rules: {part}" for part in change.only_old]
    lines += [f"only in the new rules: {part}" for part in change.only_new]
    for view in change.views:
        lines += ["", *_view_diff(view)]
    lines += ["", *_case_moves(change.cases)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _view_diff(view: ViewDiff) -> Iterator[str]:
    share = percent(view.moved, view.sheets)
    yield f"view '{view.view}': {share} of all sheets get another outcome ({view.moved:,} of {view.sheets:,})"
    for move in view.moves:
        yield f"  {percent(move.sheets, view.sheets):>8}  {move.old} -> {move.new}"
        yield f"            for example: {sheet_as_text(move.example)}"
    yield f"  {'':<24}{'before':>9}{'after':>9}"
    totals = [sum(count.sheets for count in ends.values()) for ends in (view.before, view.after)]
    for end in sorted({*view.before, *view.after}, key=lambda end: (end.outcome, _SUREST_FIRST.index(end.certainty))):
        counts = [ends.get(end, Count(0, 0)).sheets for ends in (view.before, view.after)]
        if counts[0] * totals[1] != counts[1] * totals[0]:
            before, after = map(percent, counts, totals)
            yield f"  {f'{end.outcome}, {end.certainty}':<34}{before:>9}{after:>9}"


def _case_moves(moves: Sequence[NamedMove]) -> Iterator[str]:
    yield f"{len(moves)} named cases end differently"
    for move in moves:
        yield f"  {move.name}"
        yield f"    {_end(move.old)} -> {_end(move.new)}"


def diff_as_data(change: Diff) -> dict[str, Any]:
    """The same by ids and numbers."""
    return {
        "only_old": list(change.only_old),
        "only_new": list(change.only_new),
        "views": [
            {
                "view": view.view,
                "sheets": view.sheets,
                "moved": view.moved,
                "moves": [
                    {"old": m.old, "new": m.new, "sheets": m.sheets, "example": _sheet(m.example)} for m in view.moves
                ],
                "before": [{**end._asdict(), **_count(count)} for end, count in view.before.items()],
                "after": [{**end._asdict(), **_count(count)} for end, count in view.after.items()],
            }
            for view in change.views
        ],
        "cases": [{"name": case.name, "old": case.old, "new": case.new} for case in change.cases],
    }


def sheet_as_text(sheet: AnswerSheet) -> str:
    """An answer sheet as arguments of `explain`."""
    flags = (f"--flag {flag}" for flag in sorted(sheet.flags))
    answers = (f"{question}={option}" for question, option in sheet.answers.items())
    return " ".join([f"--view {sheet.view}", *flags, *answers])


def _sheet(sheet: AnswerSheet) -> dict[str, Any]:
    return {"view": sheet.view, "answers": dict(sheet.answers)}


def _count(count: Count) -> dict[str, int]:
    return {"sheets": count.sheets, "answered": count.answered}


def _answered(count: Count, of: Count) -> tuple[int, int]:
    return count.answered, of.answered


def percent(part: int, whole: int) -> str:
    """A share as text."""
    share = share_shown(part, whole)
    return f"{share:.0f} %" if share in (0, 100) else f"{share:.2f} %"


def _end(end: tuple[str, str | None] | None) -> str:
    if end is None:
        return "cannot be answered"
    return f"{end[0]}, {end[1]}" if end[1] else end[0]
