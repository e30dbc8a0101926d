"""What a change does to all possible answers, to the named cases, to the published situations: worked out once each."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import escape

from recommender import Table
from recommender.analysis.case_changes import case_changes
from recommender.analysis.case_results import run_cases
from recommender.analysis.diff import Diff, diff
from recommender.analysis.situation_changes import agreement_change
from recommender.content.cases import CaseBook
from recommender.core.errors import GuideError
from recommender.loading.cases import cases_folder, load_cases
from web.documents.desk.cases import DeskCases, cases_shown
from web.documents.desk.published import DeskPublished, published_shown
from web.documents.desk.shares import shares_shown
from web.guide.edition import Edition
from web.ui.desk.draft import Draft
from web.ui.desk.kept import once
from web.ui.page import show_html, show_text


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """What a change does, against the rules in use. There may be no cases, and no published situations."""

    change: Diff
    cases: DeskCases | None
    published: DeskPublished | None


def show_shares(edition: Edition, draft: Draft) -> Effects | None:
    """The shares of all possible answers; and all that the change does, or None while the text has faults."""
    show_html(f"<h2>{escape(edition.say('desk.does'))}</h2>")
    working = st.empty()
    if draft.table is None:
        show_text(edition.say("desk.does-wait"))
        return None
    effects = _effects(edition, draft.table, working)
    changed = draft.table.rules.digest != edition.rules.digest
    if changed and not draft.changed:
        show_text(edition.say("desk.file-newer"))
    show_text(edition.say("desk.shares-text" if changed else "desk.does-same"), "soft small" if changed else "")
    outcomes = list(dict.fromkeys((*edition.rules.outcomes, *draft.table.rules.outcomes)))
    show_html(edition.render(shares_shown(edition, effects.change, outcomes, changed=changed)))
    return effects


def show_cases(edition: Edition, effects: Effects) -> None:
    """The named cases, and the published situations."""
    show_html(f"<h2>{escape(edition.say('desk.cases'))}</h2>")
    show_html(edition.render(effects.cases) if effects.cases else _sentence(edition, "desk.cases-none"))
    show_html(f"<h2>{escape(edition.say('desk.published'))}</h2>")
    show_html(edition.render(effects.published) if effects.published else _sentence(edition, "desk.published-none"))


def _sentence(edition: Edition, text: str) -> str:
    return f'<p class="soft">{escape(edition.say(text))}</p>'


def _effects(edition: Edition, table: Table, working: Any) -> Effects:
    key = (edition.language, edition.rules.digest, table.rules.digest)

    def work() -> Effects:
        working.html(f'<div class="doc"><p role="status">{escape(edition.say("desk.counting"))}</p></div>')
        change = once("diff", key[1:], lambda: diff(edition.table, table))
        return Effects(change, _cases(edition, table), _published(edition, table))

    effects = once("effects", (*key, _stamp(cases_folder(edition.folder))), work)
    working.empty()
    return effects


def _stamp(folder: Path | None) -> tuple[float, ...]:
    """When each file of cases was last changed: the author may write a case meanwhile."""
    return tuple(os.stat(file).st_mtime for file in sorted(folder.glob("*.yaml"))) if folder else ()


def _cases(edition: Edition, table: Table) -> DeskCases | None:
    """What becomes of the cases, or None where there are none that can be read."""
    cases = _book(edition, table).cases
    if not cases:
        return None
    passed = [sum(result.passes for result in run_cases(one, cases)) for one in (edition.table, table)]
    changes = case_changes(edition.table, table, cases)
    return cases_shown(edition, changes, cases=len(cases), passed=(passed[0], passed[1]))


def _book(edition: Edition, table: Table) -> CaseBook:
    """The cases as the rules in use know them; or else the changed ones, which some may have been written for."""
    folder = cases_folder(edition.folder)
    if folder is not None:
        for rules in (edition.rules, table.rules):
            with suppress(GuideError):
                return load_cases(folder, rules)
    return CaseBook(())


def _published(edition: Edition, table: Table) -> DeskPublished | None:
    if not edition.situations:
        return None
    return published_shown(edition, agreement_change(edition.table, table, edition.situations))
