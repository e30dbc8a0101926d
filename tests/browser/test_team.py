"""A leader with a file of a whole team, in a real browser: mended, read, looked into, taken along."""

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import ON_A_DESKTOP
from tests.browser.team_ways import a_team, add_file, open_team, select_first_row
from tests.browser.visitor import PATIENCE, WORDS, Visitor

COLUMN, ENTRY = "goal", "something"


def test_a_leader_mends_a_file_and_opens_a_result(visitor: Visitor) -> None:
    open_team(visitor)
    add_file(visitor, a_team())
    page = visitor.page
    expect(page.locator("body > [role=status]")).to_have_text(WORDS.pages["team.shown"].format(count=24))
    wrong = page.get_by_role("combobox", name=ENTRY)
    wrong.press("ArrowDown")
    wrong.press("ArrowDown")
    wrong.press("Enter")
    visitor.press("team.mend")
    expect(page.get_by_text(WORDS.pages["team.mended"].format(cells=2))).to_be_focused(timeout=PATIENCE)
    visitor.rest()
    select_first_row(visitor)
    article = page.locator(".st-key-team-person article")
    expect(article).to_contain_text(WORDS.outcomes["coaching"].headline["leader"])
    with page.expect_popup() as popup:
        page.get_by_role("link", name=WORDS.pages["team.person-own"]).click()
    alone = Visitor(popup.value, visitor.server)
    alone.view = "leader"
    alone.settle(WORDS.pages["screening.heading"])
    alone.tick()
    expect(popup.value.get_by_role("heading", level=1)).to_have_text(WORDS.outcomes["coaching"].headline["leader"])
    popup.value.close()
    assert not visitor.foreign
    assert not visitor.errors


@ON_A_DESKTOP
def test_after_a_file_that_cannot_be_read_what_is_taken_along_holds_results_and_no_screening(
    visitor: Visitor, tmp_path: Path
) -> None:
    rows = a_team()
    rows[0]["screening"] = "process"
    open_team(visitor)
    field = visitor.page.locator("input[type=file]")
    field.set_input_files({"name": "people.csv", "mimeType": "text/csv", "buffer": b"%PDF-1.7 ..."})
    expect(visitor.page.get_by_role("alert")).to_contain_text(WORDS.pages["team.error.unknown-kind"].split("{")[0])
    visitor.page.get_by_role("button", name=WORDS.pages["team.remove"]).click()
    expect(visitor.page.get_by_role("alert")).to_have_count(0)
    add_file(visitor, rows)
    files = {}
    for name in ("excel", "csv", "report"):
        with visitor.page.expect_download() as download:
            visitor.page.locator(f".st-key-team-take-{name} button").click()
        files[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[name])
    sheet = load_workbook(files["excel"]).active
    assert sheet
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    text = files["csv"].read_text(encoding="utf-8-sig")
    assert len(cells) == len(rows) + 1
    assert "screening" not in cells[0]
    assert "process" not in text
    assert str(WORDS.pages["team.first"]) in text
    report = files["report"].read_text(encoding="utf-8")
    assert WORDS.pages["team.plan"] in report
    assert "<script" not in report
