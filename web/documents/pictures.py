"""The pictures of a released edition, kept as they were drawn: looks change, and old results keep theirs.

A result shows few kinds of pictures, and each says in words what it shows. So every picture that there can be is kept,
by those words: a drawing for each outcome, and the balance at each lead.
"""

import json
import re
from functools import lru_cache
from html import unescape
from pathlib import Path

from markupsafe import Markup

from recommender.core.decision import Approach
from recommender.core.model import CERTAINTIES, OUTCOMES
from web.documents.verdict import balance_of, outcome_drawing
from web.guide.edition import Guide

PICTURES = "pictures.json"
_IMAGE = re.compile(r'<img [^>]*alt="([^"]*)"[^>]*>')


def every_picture(guide: Guide) -> dict[str, str]:
    """Every picture that a result can show, as an image element, by what it says it shows."""
    most = sum(
        question.weight * max(max(option.coaching, option.mentoring) for option in question.options)
        for question in guide.rules.questions
    )
    pictures = [outcome_drawing(guide, outcome) for outcome in OUTCOMES]
    pictures += [balance_of(guide, _leading_by(lead)) for lead in range(-most, most + 1)]
    return {_described(picture): str(picture) for picture in pictures}


def with_pictures(document: Markup, guide: Guide) -> Markup:
    """A document with the pictures of its edition, where that is a released one."""
    kept = _kept(guide.folder).get(guide.language, {})
    return Markup(_IMAGE.sub(lambda found: kept.get(unescape(found[1]), found[0]), document)) if kept else document


@lru_cache(maxsize=64)
def _kept(folder: Path) -> dict[str, dict[str, str]]:
    file = folder / PICTURES
    pictures: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return pictures


def _leading_by(lead: int) -> Approach:
    return Approach(OUTCOMES[0], CERTAINTIES[0], "close", (), None, max(lead, 0), max(-lead, 0), 0)


def _described(picture: Markup) -> str:
    found = _IMAGE.fullmatch(picture)
    assert found is not None, "a picture is one image element with an alternative text"
    return unescape(found[1])
