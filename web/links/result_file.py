"""A result as a file of one's own: what is needed to show the same document again. Its schema is published."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from recommender import VIEWS, AnswerSheet, RuleBase, recommend
from recommender.core.errors import InvalidFile
from web.guide.edition import Guide
from web.links.codec import version_in
from web.links.link import MARK_BYTES, Result
from web.links.releases import Edition, find_edition, mark_of

FORMAT = "coach-or-mentor/result"
FORMAT_VERSION = 1
MOST_BYTES = 32_768
"""No file of ours is nearly as long."""

SCHEMA = "result-file.schema.json"
_FIELDS = ("format", "format_version", "edition", "made", "view", "answers", "outcome", "certainty")
_MOST_ANSWERS = 500


def result_file(guide: Guide, sheet: AnswerSheet, *, made: datetime.date) -> bytes:
    """The file of a sheet on which nothing is ticked. The outcome in it is for its reader, and is not read back."""
    decision = recommend(guide.table, sheet).decision
    values = (
        FORMAT,
        FORMAT_VERSION,
        {"version": guide.rules.version, "mark": mark_of(guide).hex()},
        made.isoformat(),
        sheet.view,
        dict(sheet.answers),
        decision.outcome,
        decision.certainty,
    )
    return json.dumps(dict(zip(_FIELDS, values, strict=True)), indent=2).encode() + b"\n"


def read_result_file(guide: Guide, content: bytes) -> tuple[Result, Edition]:
    """The result in a file, and its edition. Raises InvalidFile, or UnknownRules for rules that are not here."""
    if len(content) > MOST_BYTES:
        raise InvalidFile(guide.say("open.too-long"))
    fields = _fields(guide, content)
    mark = _mark(guide, fields["edition"])
    edition = find_edition(guide, mark)
    made, view = fields["made"], fields["view"]
    if view not in VIEWS:
        raise InvalidFile(guide.say("open.bad-field", field="view"))
    answers = _answers(guide, edition.guide.rules, view, fields["answers"])
    return Result(AnswerSheet(view, answers), _day(guide, made), mark), edition


def _fields(guide: Guide, content: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise InvalidFile(guide.say("open.not-json")) from error
    if not isinstance(fields, dict) or set(fields) != set(_FIELDS):
        raise InvalidFile(guide.say("open.not-json"))
    for name, expected in (("format", FORMAT), ("format_version", FORMAT_VERSION)):
        if fields[name] != expected or isinstance(fields[name], bool):
            raise InvalidFile(guide.say("open.bad-field", field=name))
    return fields


def _mark(guide: Guide, edition: Any) -> bytes:
    """The mark of the edition, where the version beside it is the same."""
    bad = InvalidFile(guide.say("open.bad-field", field="edition"))
    if not (isinstance(edition, dict) and set(edition) == {"version", "mark"} and isinstance(edition["mark"], str)):
        raise bad
    try:
        mark = bytes.fromhex(edition["mark"])
    except ValueError as error:
        raise bad from error
    if len(mark) != MARK_BYTES or edition["mark"] != mark.hex() or edition["version"] != version_in(mark):
        raise bad
    return mark


def _day(guide: Guide, written: Any) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(written)
    except (ValueError, TypeError) as error:
        raise InvalidFile(guide.say("open.bad-field", field="made")) from error
    if day.isoformat() != written or not datetime.date(2026, 1, 1) <= day < datetime.date(2200, 1, 1):
        raise InvalidFile(guide.say("open.bad-field", field="made"))
    return day


def _answers(guide: Guide, rules: RuleBase, view: str, written: Any) -> Mapping[str, str]:
    """The answers in the rules' order, each of which must be offered in this view."""
    if not isinstance(written, dict) or len(written) > _MOST_ANSWERS:
        raise InvalidFile(guide.say("open.bad-field", field="answers"))
    for question, option in written.items():
        offered = [o.id for o in rules.question[question].options_for(view)] if question in rules.question else []
        if not isinstance(option, str) or option not in offered:
            raise InvalidFile(guide.say("open.bad-answer", field=question[:40]))
    return {question.id: written[question.id] for question in rules.questions if question.id in written}
