"""The page for a whole team in Streamlit's test harness: what a file comes to, what is refused, what is mended."""

from collections.abc import Mapping

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from recommender import AnswerSheet, decide, tally_of
from recommender.people.column_words import column_ids, entries, heading
from recommender.people.template_file import csv_template
from tests.web.app import shown
from tests.web.ui.team.people import add_file, csv_of, field, people, say, team_page
from web.guide.edition import the_edition
from web.ui.team.upload import LIMITS

CLEAR = {"goal": "habit", "experience": "years", "ideas": "plenty"}
BAD = "a lot"


def table(app: AppTest) -> pd.DataFrame:
    [frame] = app.dataframe
    return frame.value


def test_without_a_file_there_are_templates_and_nothing_else() -> None:
    app = team_page()
    assert say("team.template") in shown(app)
    assert not app.dataframe
    assert [button.label for button in app.download_button] == [
        say("team.template-excel"),
        say("team.template-csv"),
    ]


def test_each_person_has_the_result_of_their_own_answers() -> None:
    rows = [*people(3, **CLEAR), *people(2, goal="career", experience="never", ideas="none")]
    app = team_page(csv_of(rows))
    edition = the_edition()
    wanted = [
        edition.wording.outcomes[
            decide(
                edition.table,
                tally_of(edition.table, AnswerSheet("leader", {q: row[q] for q in CLEAR}, frozenset())),
            ).outcome
        ].name
        for row in rows
    ]
    found = table(app)
    assert found["outcome"].tolist() == wanted
    assert len(set(wanted)) == 2
    assert found["row"].tolist() == [2, 3, 4, 5, 6]
    assert found["own-ref"].tolist() == [row["ref"] for row in rows]
    assert "own-site" not in found


def test_a_template_in_words_is_read_and_its_reference_is_shown_first() -> None:
    edition = the_edition()
    header, *_ = csv_template(edition.rules, edition.wording, "leader").decode("utf-8-sig").splitlines()
    columns = column_ids(edition.rules, "leader")
    words = [[*entries(edition.rules, edition.wording, column, "leader").values()][0] for column in columns]
    lines = [f"Time,{header}", *(",".join([f"9:{n}", f"P{n}", *(f'"{word}"' for word in words)]) for n in range(3))]
    app = team_page("\n".join(lines).encode())
    assert table(app)["own-Your own reference"].tolist() == ["P0", "P1", "P2"]
    assert not table(app)["outcome"].isna().any()


def test_only_what_is_asked_for_is_shown_of_their_own_columns() -> None:
    app = team_page(csv_of(people(3, **CLEAR)))
    field(app.pills, "team-columns").set_value(["site"]).run()
    found = table(app)
    assert "own-ref" not in found
    assert found["own-site"].tolist() == ["South", "North", "South"]


def test_rows_are_narrowed_down_by_a_search() -> None:
    app = team_page(csv_of(people(12, **CLEAR)))
    field(app.text_input, "team-search").set_value("t1").run()
    assert table(app)["own-ref"].tolist() == ["T1", "T10", "T11", "T12"]
    assert say("team.shown", count=4) in shown(app)


def test_a_bad_entry_is_mended_once_for_all_rows_that_have_it() -> None:
    rows = people(4, **CLEAR)
    rows[1]["experience"] = rows[3]["experience"] = BAD
    app = team_page(csv_of(rows))
    text = shown(app)
    assert say("team.faults-text", cells=2, rows=2) in text
    assert table(app)["outcome"].isna().tolist() == [False, True, False, True]
    [entry] = [box for box in app.selectbox if str(box.key).startswith("team-fault-")]
    assert BAD in entry.label
    assert "3, 5" in entry.label
    entry.set_value("years")
    [mend] = [button for button in app.button if button.label == say("team.mend")]
    mend.click().run()
    assert say("team.mended", cells=2) in shown(app)
    assert table(app)["outcome"].nunique(dropna=False) == 1
    assert not [box for box in app.selectbox if str(box.key).startswith("team-fault-")]


def test_in_a_file_of_words_an_entry_is_mended_to_words_and_our_own_headings_are_no_news() -> None:
    edition = the_edition()
    columns = column_ids(edition.rules, "leader")
    words = {heading(edition.wording, c, "leader"): next(iter(in_words(c).values())) for c in columns}
    asked = heading(edition.wording, "experience", "leader")
    app = team_page(csv_of([{**words, asked: BAD}, words]))
    assert asked not in shown(app).split(say("team.notes"))[-1]
    next(box for box in app.selectbox if str(box.key).startswith("team-fault-")).set_value("years")
    next(button for button in app.button if button.label == say("team.mend")).click().run()
    frame = app.session_state["team-kept-people"][1].frame
    assert frame[asked].tolist() == [in_words("experience")["years"], words[asked]]


def in_words(column: str) -> Mapping[str, str]:
    edition = the_edition()
    return entries(edition.rules, edition.wording, column, "leader")


def test_where_nothing_is_chosen_the_page_says_so() -> None:
    app = team_page(csv_of(people(2, **{**CLEAR, "experience": BAD})))
    next(button for button in app.button if button.label == say("team.mend")).click().run()
    assert say("team.mend-none") in shown(app)


def test_where_every_total_of_the_plan_is_hidden_there_is_nothing_to_set() -> None:
    mentored = {"goal": "career", "experience": "never", "ideas": "none"}
    few = team_page(csv_of([*people(4, **CLEAR), *people(3, **mentored)]))
    assert not few.slider
    assert say("team.needs") not in shown(few)
    assert say("team.small-team") in shown(few)
    assert say("team.too-few", least=5) not in shown(few)
    many = team_page(csv_of([*people(20, **CLEAR), *people(20, **mentored)]))
    assert len(many.slider) == 2
    assert say("team.needs") in shown(many)


def test_an_entry_may_mean_one_thing_to_leaders_and_another_to_people_themselves() -> None:
    rows = people(2, **{**CLEAR, "experience": BAD})
    rows[1]["view"] = "self"
    app = team_page(csv_of(rows))
    for answer, box in zip(("years", "never"), app.selectbox, strict=False):
        box.set_value(answer)
    next(button for button in app.button if button.label == say("team.mend")).click().run()
    frame = app.session_state["team-kept-people"][1].frame
    assert frame["experience"].tolist() == ["years", "never"]


def test_a_flag_that_is_not_known_is_mended_and_the_others_of_its_cell_stay() -> None:
    rows = people(2, **CLEAR)
    rows[0]["screening"] = "job urgentt"
    app = team_page(csv_of(rows))
    [entry] = [box for box in app.selectbox if str(box.key).startswith("team-fault-")]
    entry.set_value("urgent")
    next(button for button in app.button if button.label == say("team.mend")).click().run()
    wording = the_edition().wording
    assert table(app)["outcome"].iloc[0] == wording.outcomes["direct-first"].name


def test_a_file_that_does_not_speak_of_screening_is_scored_only_if_somebody_has_checked() -> None:
    rows = [{name: cell for name, cell in row.items() if name != "screening"} for row in people(6, **CLEAR)]
    app = team_page(csv_of(rows))
    assert say("team.screened-text") in shown(app)
    assert not app.dataframe
    field(app.checkbox, "team-screened").check().run()
    assert len(table(app)) == 6
    add_file(app, csv_of(rows[:5]))
    assert not app.dataframe  # nobody has checked that one yet


def test_a_file_without_views_is_read_once_it_is_said_whose_view_it_is() -> None:
    rows = [{name: cell for name, cell in row.items() if name != "view"} for row in people(3, basis="often", **CLEAR)]
    app = team_page(csv_of(rows))
    assert say("team.view-text") in shown(app)
    assert not app.dataframe
    field(app.radio, "team-view").set_value("leader").run()
    assert not table(app)["outcome"].isna().any()
    field(app.radio, "team-view").set_value("self").run()
    assert table(app)["outcome"].isna().all()  # a question that only leaders are asked is answered


def test_where_some_rows_are_silent_on_screening_somebody_has_to_have_checked() -> None:
    rows = people(6, **CLEAR)
    rows[2]["screening"] = rows[4]["screening"] = ""
    app = team_page(csv_of(rows))
    assert say("team.screened-some", count=2) in shown(app)
    assert not app.dataframe
    field(app.checkbox, "team-screened").check().run()
    assert len(table(app)) == 6


def test_rows_are_sorted_by_what_is_asked_for() -> None:
    rows = [*people(2, goal="career", experience="never", ideas="none"), *people(2, **CLEAR)]
    app = team_page(csv_of(rows))
    for by in ("lead", "outcome"):
        field(app.selectbox, "team-sort").set_value(by).run()
        assert table(app)["row"].tolist() == [4, 5, 2, 3]


def test_a_flag_of_the_other_view_is_named_in_words_and_mended() -> None:
    edition = the_edition()
    other = next(gate for gate in edition.rules.gates if gate.views == ("self",))
    rows = people(2, **CLEAR)
    rows[1]["screening"] = edition.wording.gates[other.id].flag["self"]
    app = team_page(csv_of(rows))
    entry = field(app.selectbox, "team-fault-")
    assert edition.wording.gates[other.id].flag["self"] in entry.label
    entry.set_value("health")
    next(button for button in app.button if button.label == say("team.mend")).click().run()
    assert table(app)["outcome"].iloc[1] == edition.wording.outcomes["support-first"].name


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", "empty"), (b"a,b\n1,2\n", "no-header"), (b"goal,view\n", "header-only"), (b"%PDF-1.7", "unknown-kind")],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_file_that_cannot_be_read_is_refused_in_words(content: bytes, error: str, language: str) -> None:
    app = team_page(content, language=language)
    start = say(f"team.error.{error}", language, columns="x", questions="x", known="x").split("x")[0]
    assert start in shown(app)
    assert not app.dataframe


def test_a_file_that_is_too_big_is_refused() -> None:
    app = team_page(b"goal\n" + b"x" * LIMITS.size)
    assert say("team.error.too-big", most=25) in shown(app)


@pytest.mark.parametrize("after", [None, ("people.csv", b"a,b\n1,2\n", "text/csv")], ids=["none", "another"])
def test_a_file_that_is_removed_leaves_nothing_in_the_session(after: tuple[str, bytes, str] | None) -> None:
    app = team_page(csv_of(people(6, **CLEAR)))
    kept = [f"team-kept-{name}" for name in ("people", "scored", "picture")]
    assert all(name in app.session_state for name in kept)
    app.file_uploader[0].set_value(after).run()
    assert not any(name in app.session_state for name in kept)
    assert not app.dataframe


def test_small_groups_have_no_figure() -> None:
    app = team_page(csv_of([*people(20, **CLEAR), *people(3, goal="career", experience="never", ideas="none")]))
    text = shown(app)
    assert say("team.small", least=5) in text
    assert f'aria-label="{say("team.hidden")}"' in text
    few = shown(team_page(csv_of(people(4, **CLEAR))))
    assert say("team.too-few", least=5) in few
    assert say("team.plan") not in few


def test_the_plan_is_for_as_many_people_a_coach_as_are_set() -> None:
    app = team_page(csv_of(people(24, **CLEAR)))
    assert say("team.range", least=96, most=144) in shown(app)  # 4 to 6 meetings each
    app.slider(key="team-load-coaching").set_value(12).run()
    assert '<td class="n">2' in shown(app)


def test_the_whole_page_is_there_in_french() -> None:
    app = team_page(csv_of(people(8, **CLEAR)), language="fr")
    assert say("team.whole", "fr") in shown(app)
    assert [button.label for button in app.download_button][-1] == say("team.take-report", "fr")
