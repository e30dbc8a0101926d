"""Every page and state of the guide by its name."""

from recommender import NOT_SURE
from tests.browser.team_ways import open_team, open_team_with_file, open_team_with_person
from tests.browser.visitor import ABLE
from tests.browser.ways import (
    EITHER,
    SCORED,
    Go,
    begin_again,
    compared,
    comparison_without_links,
    invitation,
    link,
    open_document,
    open_early_only,
    open_result,
    open_screening,
    open_step,
    options,
    plain_form,
    plain_result,
    plain_with_problems,
    plain_without_goal,
    private_page_of_a_link,
    question_with_why,
    question_without_answer,
    screening_without_ticks,
    shared,
    shared_with_answers,
    two_answers,
    what_if,
)
from tests.web.loaded import RULES
from web.links.journey import ANSWERS, COPY, RESULT, SHARE, Journey

DOCUMENTS: dict[str, Go] = {
    "start": open_document(""),
    "help": open_document("help"),
    "options": options,
    "agreement": open_document("agreement"),
    "how-it-thinks": open_document("how-it-thinks"),
    "missing-page": open_document("no/such/page"),
    "broken-link": open_document("s/not-a-link"),
    "shared": shared,
    "shared-with-answers": shared_with_answers,
    "private-page-of-a-link": private_page_of_a_link,
    "invitation": invitation,
    "compare": open_document("compare"),
    "compare-without-links": comparison_without_links,
    "compared": compared,
    "open-a-file": open_document("open"),
    "api": open_document("api"),
    "plain": open_document("plain"),
    "plain-goal": open_document("plain?view=leader"),
    "plain-goal-with-problems": plain_without_goal,
    "plain-form": plain_form,
    "plain-form-with-problems": plain_with_problems,
    "plain-result": plain_result,
}
STEPS: dict[str, Go] = {
    "begin-again": begin_again,
    "screening-before-streamlit": open_early_only("self"),
    "screening-of-a-leader-before-streamlit": open_early_only("leader"),
    "screening": open_screening("self"),
    "screening-of-a-leader": open_screening("leader"),
    "screening-without-ticks": screening_without_ticks,
    "question-without-answer": question_without_answer,
    "question-with-two-answers": two_answers,
    "question-with-why": question_with_why,
    "question-settled": open_step(Journey("self", "stage", {"readiness": "no-need"})),
    "question-changing": open_step(Journey("self", "wants", {"wants": "tell"}, changing=True)),
    "answers": open_step(Journey("leader", ANSWERS, {"goal": "habit", "ideas": NOT_SURE}), ["job"]),
    "answers-all": open_step(Journey("self", ANSWERS, ABLE)),
    "stop-support": open_step(Journey("self", RULES.questions[0].id), ["health"]),
    "stop-safeguarding": open_step(Journey("leader", RULES.questions[0].id), ["danger", "child"]),
}
QUESTIONS: dict[str, Go] = {
    f"question-{question.id}": open_step(Journey("leader" if question.id == "basis" else "self", question.id))
    for question in RULES.pages_for("leader")
}
RESULTS: dict[str, Go] = {
    **{f"result-{outcome}": open_result(outcome) for outcome in SCORED},
    "result-either": open_step(Journey("self", RESULT, EITHER)),
    "result-too-little": open_step(Journey("self", RESULT, {"goal": NOT_SURE})),
    "result-on-hold": open_result("coaching", ["job"]),
}
ASIDES: dict[str, Go] = {
    "share": open_step(Journey("leader", SHARE, ABLE)),
    "share-with-link": link,
    "share-on-hold": open_step(Journey("self", SHARE, ABLE), ["job"]),
    "print-or-save": open_step(Journey("self", COPY, ABLE)),
    "what-if": what_if,
}
TEAM: dict[str, Go] = {
    "team": open_team,
    "team-with-file": open_team_with_file,
    "team-with-person": open_team_with_person,
}
PLACES = {**DOCUMENTS, **STEPS, **QUESTIONS, **RESULTS, **ASIDES, **TEAM}


_LIKE_ANOTHER = {
    *QUESTIONS,
    *(f"result-{outcome}" for outcome in SCORED if outcome not in ("both", "talk-first")),
    *(name for name in PLACES if "of-a-leader" in name),
    *("stop-safeguarding", "question-settled", "result-either", "result-too-little"),
    *("answers-all", "plain-goal", "plain-goal-with-problems", "screening-without-ticks", "share-on-hold"),
    *("share", "shared", "compare", "plain-form", "missing-page", "team-with-file"),
}
DISTINCT = tuple(name for name in PLACES if name not in _LIKE_ANOTHER)
"""The places of which no other is the same page with other words, or with more on it."""
