"""Which language a page speaks: the one that its address asks for, else the browser's own wish, else our first.

A language is a folder in `content`, named by its code. Every link between our pages carries its language in the
address, as ?lang=fr, so that a choice once made is kept. A link to a result without it was made in the first language.
"""

import re
from pathlib import Path

from babel import Locale, negotiate_locale
from starlette.datastructures import Headers, QueryParams
from starlette.types import Scope

from recommender.loading.content import languages_in

CONTENT = Path(__file__).resolve().parents[2] / "content"
PARAMETER = "lang"
FIRST = "en"
LANGUAGES = (FIRST, *(language for language in languages_in(CONTENT) if language != FIRST))

_SENT = ("/s/", "/i/")
_WISH = re.compile(r"\s*([A-Za-z]+(?:-\w+)*)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?")


def choose(asked: str, wished: str) -> str:
    """One of LANGUAGES. `asked` comes from an address, `wished` is an Accept-Language header: both may be anything."""
    return negotiate_locale([asked.lower(), *_wishes(wished)], LANGUAGES, sep="-") or FIRST


def name(language: str) -> str:
    """What a language calls itself."""
    said = Locale.parse(language).get_display_name() or language
    return said[:1].upper() + said[1:]


def for_link(language: str) -> str:
    """What the address of a shared result ends with, so that it opens in the language of whoever made it."""
    return "" if language == FIRST else f"?{PARAMETER}={language}"


def language_of(scope: Scope) -> str:
    """The language of a request. What somebody sent is in the sender's language, unless its address says otherwise."""
    wished = "" if scope["path"].startswith(_SENT) else Headers(scope=scope).get("Accept-Language", "")
    return choose(QueryParams(scope["query_string"]).get(PARAMETER, ""), wished)


def _wishes(header: str) -> list[str]:
    """The languages of the header, the most wanted first; those that are not wanted at all left out."""
    found = [wish for part in header.split(",") if (wish := _WISH.fullmatch(part))]
    weights = {wish[1].lower(): float(wish[2] or 1) for wish in reversed(found)}
    return sorted((tag for tag in reversed(weights) if weights[tag] > 0), key=lambda tag: -weights[tag])
