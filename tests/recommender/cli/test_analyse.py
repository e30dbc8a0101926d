"""`analyse`: where all possible answer sheets end."""

import copy
from pathlib import Path

from recommender import Table
from recommender.analysis.analyse import analyse
from recommender.cli.reports import sheet_as_text
from tests.recommender.cli.commands import Printed, printed, printed_json, row, write
from tests.rule_bases import Written


def test_analyse_reports_the_share_of_each_outcome(capsys: Printed, table: Table) -> None:
    out = printed(capsys, "analyse")
    view = analyse(table)[0]
    assert f"view 'self': {view.sheets.sheets:,} sheets; {view.sheets.answered:,} of them without 'not sure'" in out
    coaching = view.outcomes()["coaching"]
    all_sheets, answered, *levels = row(out, "coaching")
    assert all_sheets == f"{100 * coaching.sheets / view.sheets.sheets:.2f}%"
    assert answered == f"{100 * coaching.answered / view.sheets.answered:.2f}%"
    assert len(levels) == 3
    assert row(out, "the points")[0] == f"{100 * view.decided[None].sheets / view.sheets.sheets:.2f}%"


def test_analyse_never_rounds_something_to_nothing(capsys: Printed) -> None:
    out = printed(capsys, "analyse")
    assert row(out, "mentoring-then-coaching")[4] == "0.01%"
    assert row(out, "both")[2] == "0%"


def test_analyse_as_json_has_every_count_and_an_example_for_each_end(capsys: Printed, table: Table) -> None:
    data = printed_json(capsys, "analyse")
    for shown, view in zip(data, analyse(table), strict=True):
        assert (shown["view"], shown["sheets"], shown["answered"]) == (view.view, *view.sheets)
        assert sum(end["sheets"] for end in shown["ends"]) == view.sheets.sheets
        assert {lead["lead"]: lead["sheets"] for lead in shown["leads"]} == {k: v.sheets for k, v in view.leads.items()}
        assert shown["ties"] == {"sheets": view.ties.sheets, "answered": view.ties.answered}
        assert shown["mean"] == {side: str(mean) for side, mean in view.mean.items()}
        assert {row["pattern"] for row in shown["decided"]} == set(view.decided)
        assert all(end["example"]["view"] == view.view for end in shown["ends"])


def test_a_question_one_pattern_alone_decides_is_reported_as_all(
    capsys: Printed, written: Written, tmp_path: Path
) -> None:
    rules = copy.deepcopy(dict(written)) | {"patterns": [], "audit": {}}
    rules["patterns"] = [
        {
            "id": "all",
            "when": [{"view": ["self", "leader"]}],
            "then": {"outcome": "talk-first", "certainty": "clear"},
            "evidence": ["E1"],
            "grade": "A",
        }
    ]
    path = write(tmp_path / "rules.yaml", rules)
    assert row(printed(capsys, "--rules", str(path), "analyse"), "talk-first")[0] == "100%"


def test_a_sheet_is_written_as_explain_takes_it(table: Table) -> None:
    sheet = next(iter(analyse(table)[0].examples.values()))
    assert sheet_as_text(sheet).startswith("--view self ")
