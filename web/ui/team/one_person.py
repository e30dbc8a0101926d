"""One person's full result, below the table it was opened from."""

import streamlit as st
from markupsafe import escape

from recommender.people.score_people import ScoredPeople
from web.documents.result import result_document
from web.guide.edition import Edition
from web.links.journey import RESULT, Journey
from web.links.journey_address import seal_journey
from web.services.clock import today
from web.services.services import the_services
from web.ui.page import show_html, show_text
from web.ui.team import upload


def show(edition: Edition, scored: ScoredPeople, row: int) -> None:
    """The result of this row of the frame, and the way to a page of its own, which asks for the screening again."""
    people = scored.people
    reference = " ".join(str(people.frame[name].iat[row]).strip() for name in upload.own_columns(people)[:1])
    title = edition.say("team.person", row=str(people.rows[row]))
    heading = f"{title}: {reference}" if reference else title
    with st.container(key="team-person"):
        show_html(f'<h2 data-say class="break">{escape(heading)}</h2>')
        if scored.results["outcome"].isna().iat[row]:
            show_text(edition.say("team.person-none"))
            return
        sheet = scored.sheet_of(row)
        document = result_document(edition, sheet, created=today(), heading="h2")
        show_html(f"<article>{document.beginning}{document.rest}</article>")
        if not sheet.flags:
            journey = Journey(sheet.view, RESULT, dict(sheet.answers))
            token = seal_journey(the_services().sealer, edition.rules, journey, today=today())
            address = escape(f"./?at={token}&lang={edition.language}")
            text = escape(edition.say("team.person-own"))
            show_html(f'<p><a class="button quiet" href="{address}" target="_blank">{text}</a></p>')
            show_text(edition.say("team.person-own-text"), "soft small")
