"""What a change of the rules does, as plain text for a colleague: the figures, and each line that changed."""

import difflib
from collections.abc import Sequence

from recommender.analysis.diff import Diff, ViewDiff
from web.documents.desk.cases import DeskCases
from web.documents.desk.names import outcome_name, percent
from web.documents.desk.published import DeskPublished
from web.documents.desk.shares import moved_in_words
from web.guide.edition import Edition

_MOST_MOVES = 5


def changed_lines(before: str, after: str) -> int:
    """How many lines are new, changed or gone."""
    matcher = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    codes = (code for code in matcher.get_opcodes() if code[0] != "equal")
    return sum(max(end - start, other_end - other) for _, start, end, other, other_end in codes)


def summary_text(
    edition: Edition,
    texts: tuple[str, str],
    change: Diff,
    cases: DeskCases | None,
    published: DeskPublished | None,
) -> str:
    """The whole text. People of a file are not in it: it is to be passed on."""
    lines = [edition.say("desk.summary-title", version=edition.rules.version), ""]
    lines += [line for view in change.views for line in (moved_in_words(edition, view), *_moves(edition, view))]
    lines += [found.summary for found in (cases, published) if found]
    lines += [f"- {case.name}: {case.fate}. {case.before} -> {case.after}" for case in (cases.changes if cases else ())]
    return "\n".join([*lines, "", *_differing(texts)]) + "\n"


def _moves(edition: Edition, view: ViewDiff) -> list[str]:
    return [
        f"- {outcome_name(edition, move.old)} -> {outcome_name(edition, move.new)}: "
        f"{percent(edition, move.sheets, view.sheets)}"
        for move in view.moves[:_MOST_MOVES]
    ]


def _differing(texts: tuple[str, str]) -> Sequence[str]:
    before, after = (text.splitlines() for text in texts)
    return list(difflib.unified_diff(before, after, "rulebase.yaml", "rulebase.yaml, changed", lineterm="", n=2))
