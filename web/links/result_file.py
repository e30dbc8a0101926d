"""A result as a file of one's own: what is needed to show the same document again. Its schema is published."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from recommender import VIEWS, AnswerSheet, RuleBase, decide, tally_of
from recommender.core.errors import InvalidFile
from web.guide.edition import Edition
from web.guide.edition_id import EDITION_ID_BYTES, version_in
from web.links.link import Result
from web.links.releases import FoundEdition, find_edition

FORMAT = "coach-or-mentor/result"
FORMAT_VERSION = 1
MOST_BYTES = 32_768
"""No file of ours is nearly as long."""

SCHEMA = "result-file.schema.json"
_FIELDS = ("format", "format_version", "edition", "made", "view", "answers", "outcome", "certainty")
_MOST_ANSWERS = 500


def result_file(edition: Edition, sheet: AnswerSheet, *, created: datetime.date) -> bytes:
    """The file of a sheet without flags. The outcome in it is for its reader, and is not read back."""
    decision = decide(edition.table, tally_of(edition.table, sheet))
    values = (
        FORMAT,
        FORMAT_VERSION,
        {"version": edition.rules.version, "mark": edition.id.hex()},
        created.isoformat(),
        sheet.view,
        dict(sheet.answers),
        decision.outcome,
        decision.certainty,
    )
    return json.dumps(dict(zip(_FIELDS, values, strict=True)), indent=2).encode() + b"\n"


def read_result_file(edition: Edition, content: bytes) -> tuple[Result, FoundEdition]:
    """The result in a file, and its edition. Raises InvalidFile, or UnknownRules for rules that are not here."""
    if len(content) > MOST_BYTES:
        raise InvalidFile(edition.say("open.too-long"))
    fields = _fields(edition, content)
    edition_id = _edition_id(edition, fields["edition"])
    found = find_edition(edition, edition_id)
    created, view = fields["made"], fields["view"]
    if view not in VIEWS:
        raise InvalidFile(edition.say("open.bad-field", field="view"))
    answers = _answers(edition, found.edition.rules, view, fields["answers"])
    return Result(AnswerSheet(view, answers), _day(edition, created), edition_id), found


def _fields(edition: Edition, content: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise InvalidFile(edition.say("open.not-json")) from error
    if not isinstance(fields, dict) or set(fields) != set(_FIELDS):
        raise InvalidFile(edition.say("open.not-json"))
    for name, expected in (("format", FORMAT), ("format_version", FORMAT_VERSION)):
        if fields[name] != expected or isinstance(fields[name], bool):
            raise InvalidFile(edition.say("open.bad-field", field=name))
    return fields


def _edition_id(edition: Edition, found: Any) -> bytes:
    """The id of the edition, where the version beside it is the same."""
    bad = InvalidFile(edition.say("open.bad-field", field="edition"))
    if not (isinstance(found, dict) and set(found) == {"version", "mark"} and isinstance(found["mark"], str)):
        raise bad
    try:
        edition_id = bytes.fromhex(found["mark"])
    except ValueError as error:
        raise bad from error
    if (
        len(edition_id) != EDITION_ID_BYTES
        or found["mark"] != edition_id.hex()
        or found["version"] != version_in(edition_id)
    ):
        raise bad
    return edition_id


def _day(edition: Edition, written: Any) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(written)
    except (ValueError, TypeError) as error:
        raise InvalidFile(edition.say("open.bad-field", field="made")) from error
    if day.isoformat() != written or not datetime.date(2026, 1, 1) <= day < datetime.date(2200, 1, 1):
        raise InvalidFile(edition.say("open.bad-field", field="made"))
    return day


def _answers(edition: Edition, rules: RuleBase, view: str, written: Any) -> Mapping[str, str]:
    """The answers in the rules' order, each of which must be offered in this view."""
    if not isinstance(written, dict) or len(written) > _MOST_ANSWERS:
        raise InvalidFile(edition.say("open.bad-field", field="answers"))
    for question, option in written.items():
        offered = [o.id for o in rules.question[question].options_for(view)] if question in rules.question else []
        if not isinstance(option, str) or option not in offered:
            raise InvalidFile(edition.say("open.bad-answer", field=question[:40]))
    return {question.id: written[question.id] for question in rules.questions if question.id in written}
