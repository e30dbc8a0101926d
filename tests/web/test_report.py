"""The result document: what it must hold for any answers, and what it must never hold."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from recommender import Sheet, recommend
from recommender.guidance import cell_of
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from tests.web.test_links import RULES
from web.advice import CHOICES
from web.guide import Guide, load_guide, with_calls
from web.report import result_document

GUIDE = load_guide({"COACH_OR_MENTOR_KEYS": "A" * 43})
STOPPING = [gate.id for gate in RULES.gates if gate.level == "stop" and not gate.agreement]


def document(sheet: Sheet) -> str:
    return result_document(GUIDE, sheet, made=TODAY)


def points(part: str) -> list[tuple[int, int]]:
    """The two points of each row."""
    cells = [int(number) for number in re.findall(r'<td class="n">(\d+)</td>', part)]
    return list(zip(cells[::2], cells[1::2], strict=True))


@given(sheets(RULES))
def test_the_points_shown_add_up_to_the_totals_shown(sheet: Sheet) -> None:
    approach = recommend(GUIDE.table, sheet).decision.approach
    assert approach is not None
    *rows, totals = points(document(sheet))
    assert len(rows) == len(sheet.answers)
    assert (
        totals == (sum(row[0] for row in rows), sum(row[1] for row in rows)) == (approach.coaching, approach.mentoring)
    )


@given(sheets(RULES))
def test_the_headline_certainty_and_every_pattern_are_told(sheet: Sheet) -> None:
    decision = recommend(GUIDE.table, sheet).decision
    words, shown = GUIDE.wording, str(document(sheet)).replace("&#39;", "'").replace("&#34;", '"')
    assert decision.approach is not None
    little = decision.outcome in ("both", "either") and decision.approach.unanswered >= 8
    headline = GUIDE.say("result.too-little") if little else words.outcomes[decision.outcome].headline[sheet.view]
    assert f"<h1>{headline}</h1>" in shown
    assert words.certainty.name[decision.approach.certainty] in shown
    cell = cell_of(GUIDE.guidance, sheet) if decision.outcome in CHOICES else None
    if cell:
        assert GUIDE.advice.cells[cell.id].text[sheet.view] in shown
    for pattern in decision.patterns:
        assert (words.patterns[pattern].text[sheet.view] in shown) != (pattern in (cell.covers if cell else ()))


@given(sheets(RULES, ticked=True), st.sampled_from(STOPPING))
def test_whoever_ticks_danger_harm_or_a_worry_about_a_child_sees_help_and_no_score(sheet: Sheet, stop: str) -> None:
    ticks = sheet.ticks | {stop}
    shown = document(Sheet(sheet.view, sheet.answers, ticks))
    told = [gate for gate in RULES.gates if gate.id in ticks and gate.level == "stop" and not gate.agreement]
    assert shown.count('<section class="card first">') == len(told)
    for gate in told:
        assert GUIDE.wording.gates[gate.id].say[sheet.view].replace("'", "&#39;") in shown
    for absent in ("<table", "<img", 'class="n"', GUIDE.say("result.balance"), GUIDE.say("result.change")):
        assert absent not in shown


def test_help_stands_before_a_result_on_hold() -> None:
    shown = document(Sheet("self", {"goal": "habit", "experience": "years"}, frozenset(["job"])))
    help_first = shown.index(GUIDE.wording.gates["job"].title)
    assert help_first < shown.index(GUIDE.say("result.balance"))
    assert GUIDE.wording.certainty.name["provisional"] in shown
    assert shown.count("<h1>") == 1


def test_every_sheet_shows_both_approaches_under_the_same_headings() -> None:
    shown = str(document(Sheet("self", {"goal": "habit"})))
    for words in GUIDE.wording.approaches.values():
        for field, text in words.items():
            assert field == "name" or text.replace("'", "&#39;") in shown


def test_what_the_rules_or_words_hold_is_never_read_as_markup() -> None:
    assert with_calls("<b>call 999 & 116 123</b>", numbers=["999", "116 123", ""]) == (
        '&lt;b&gt;call <a href="tel:999">999</a> &amp; <a href="tel:116123">116 123</a>&lt;/b&gt;'
    )


def test_a_drawing_says_in_words_what_it_shows(guide: Guide) -> None:
    shown = result_document(guide, Sheet("self", {"goal": "habit"}), made=TODAY)
    alternative = re.search(r'<img class="balance" alt="([^"]+)"', shown)
    assert alternative is not None
    assert "lead of 3 to coaching" in alternative[1]
    assert "Coaching has 3 points and mentoring has 0." in shown


def test_every_text_of_the_pages_is_used_somewhere(guide: Guide) -> None:
    folder = Path(__file__).resolve().parents[2]
    files = [*folder.glob("web/**/*.py"), *folder.glob("recommender/*.py"), *folder.glob("content/templates/*")]
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    named = set(re.findall(r"""["']([a-z]+(?:\.[a-z0-9-]+)*)["']""", source))
    # These are put together from a step, a view, a field or an error and a fixed part.
    built = re.compile(
        r"(screening|answers|result|stop|error\.\w+)\.(title|text)|screening\.help\.\w+|result\.who\.\w+"
    )
    also_built = re.compile(
        r"help\.for\.\w+|help\.line-\d|shared\.you\.\w+|result\.too-little\.\w+|approach\.\w+|result\.change-\d"
    )
    starts = tuple(re.findall(r"""say\(\s*f?["']([a-z]+\.[a-z0-9.-]*)(?:\{|["']\s*~)""", source))
    unused = [
        key
        for key in guide.wording.pages
        if not (key in named or key.startswith(starts) or built.fullmatch(key) or also_built.fullmatch(key))
    ]
    assert unused == []
