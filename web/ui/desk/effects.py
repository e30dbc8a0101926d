"""What a change does to all possible answers, to the named cases, to the published situations: worked out once each."""

from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import escape

from recommender import Fault, FaultyFiles, Table
from recommender.analysis.case_changes import case_changes
from recommender.analysis.case_results import run_cases
from recommender.analysis.diff import Diff, diff
from recommender.analysis.situation_changes import agreement_change
from recommender.content.cases import Case
from recommender.core.errors import GuideError
from recommender.loading.cases import cases_folder, load_cases
from web.documents.desk.cases import DeskCases, cases_shown
from web.documents.desk.faults import faults_shown
from web.documents.desk.published import DeskPublished, published_shown
from web.documents.desk.shares import shares_shown
from web.guide.edition import Edition
from web.ui.desk.draft import Draft
from web.ui.desk.kept import once, stamp
from web.ui.page import show_html, show_text


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """What a change does, against the rules in use. There may be no cases, and no published situations.

    `unread` are the faults for which the cases cannot be read.
    """

    change: Diff
    cases: DeskCases | None
    unread: tuple[Fault, ...]
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
    if effects.unread:
        show_text(edition.say("desk.cases-faulty"))
        show_html(edition.render(faults_shown(effects.unread)))
    else:
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
        cases, unread = _read_cases(edition, table)
        return Effects(change, _shown(edition, table, cases), unread, _published(edition, table))

    effects = once("effects", (*key, stamp(cases_folder(edition.folder))), work)
    working.empty()
    return effects


def _shown(edition: Edition, table: Table, cases: tuple[Case, ...]) -> DeskCases | None:
    if not cases:
        return None
    passed = [sum(result.passes for result in run_cases(one, cases)) for one in (edition.table, table)]
    changes = case_changes(edition.table, table, cases)
    return cases_shown(edition, changes, cases=len(cases), passed=(passed[0], passed[1]))


def _read_cases(edition: Edition, table: Table) -> tuple[tuple[Case, ...], tuple[Fault, ...]]:
    """The cases as the rules in use know them; or else the changed ones, which some may have been written for.

    Where neither know them all, the faults are those beside the rules that they fit better.
    """
    folder = cases_folder(edition.folder)
    if folder is None:
        return (), ()
    found = []
    for rules in (edition.rules, table.rules):
        try:
            return load_cases(folder, rules).cases, ()
        except FaultyFiles as error:
            found.append(error.faults)
        except GuideError:  # there is no case in the folder
            return (), ()
    return (), min(found, key=len)


def _published(edition: Edition, table: Table) -> DeskPublished | None:
    if not edition.situations:
        return None
    return published_shown(edition, agreement_change(edition.table, table, edition.situations))
