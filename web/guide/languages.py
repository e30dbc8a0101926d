"""Which language a page speaks: the one that its address asks for, else the browser's own wish, else our first.

A language is a folder in `content`, named by its code. Every link between our pages carries its language in the
address, as ?lang=fr, so that a choice once made is kept. A link to a result without it is in the first language.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from babel import Locale
from starlette.datastructures import Headers, QueryParams
from starlette.types import Scope

from recommender.loading.content import languages_in
from web.guide.project import named_folder

CONTENT = named_folder() / "content"
PARAMETER = "lang"
FIRST = "en"
LANGUAGES = (FIRST, *(language for language in languages_in(CONTENT) if language != FIRST))

_SENT = ("/s/", "/i/")
_WISH = re.compile(r"\s*([A-Za-z]+(?:-\w+)*)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?")


def choose(asked: str, wished: str, languages: Sequence[str] = LANGUAGES) -> str:
    """One of the languages. `asked` comes from an address, `wished` is an Accept-Language header: both may be anything.

    A wish is met by its own code; else by that of its language alone, as `pt` for `pt-PT`; else by that of the same
    language elsewhere, as `pt-BR` for `pt-PT`.
    """
    for wish in (asked.lower(), *_wishes(wished)):
        alone = wish.partition("-")[0]
        by_code = {code.lower(): code for code in languages}
        found = by_code.get(wish) or by_code.get(alone)
        found = found or next((code for code in languages if code.lower().startswith(f"{alone}-")), None)
        if found:
            return found
    return FIRST


@lru_cache(maxsize=64)
def name(language: str) -> str:
    """What a language calls itself."""
    said = Locale.parse(language, sep="-").get_display_name() or language
    return said[:1].upper() + said[1:]


def for_link(language: str) -> str:
    """What the address of a shared result ends with, so that it opens in the language of its owner."""
    return "" if language == FIRST else f"?{PARAMETER}={language}"


def language_of(scope: Scope, languages: Sequence[str] = LANGUAGES) -> str:
    """The language of a request. What somebody sent is in the sender's language, unless its address says otherwise."""
    wished = "" if scope["path"].startswith(_SENT) else Headers(scope=scope).get("Accept-Language", "")
    return choose(QueryParams(scope["query_string"]).get(PARAMETER, ""), wished, languages)


def _wishes(header: str) -> list[str]:
    """The languages of the header, the most wanted first; those that are not wanted at all left out."""
    found = [wish for part in header.split(",") if (wish := _WISH.fullmatch(part))]
    weights = {wish[1].lower(): float(wish[2] or 1) for wish in reversed(found)}
    return sorted((tag for tag in reversed(weights) if weights[tag] > 0), key=lambda tag: -weights[tag])
