"""Which language a page speaks: the one that its address asks for, else the browser's own wish, else our first.

A language is a folder in `content`, named by its code. Every link between our pages carries its language in the
address, as ?lang=fr, so that a choice once made is kept. A link to a result without it was made in the first language.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from babel import Locale, negotiate_locale
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Message, Receive, Scope, Send

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


def in_each_language(routes: Mapping[str, Sequence[Route]]) -> list[BaseRoute]:
    """One list of routes from one for each language, all of which have the same paths in the same order."""
    return [_Spoken(dict(zip(routes, same, strict=True))) for same in zip(*routes.values(), strict=True)]


class _Spoken(BaseRoute):
    """A route that answers each request in the language that is chosen for it."""

    def __init__(self, routes: Mapping[str, Route]) -> None:
        self._routes = routes
        self.path = routes[FIRST].path

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        return self._routes[FIRST].matches(scope)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_language(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Accept-Language")
                headers.setdefault("Content-Language", language)
            await send(message)

        language = language_of(scope)
        await self._routes[language].handle(scope, receive, send_with_language)


def language_of(scope: Scope) -> str:
    """The language of a request. What somebody sent is in the sender's language, unless its address says otherwise."""
    wished = "" if scope["path"].startswith(_SENT) else Headers(scope=scope).get("Accept-Language", "")
    return choose(QueryParams(scope["query_string"]).get(PARAMETER, ""), wished)


def _wishes(header: str) -> list[str]:
    """The languages of the header, the most wanted first; those that are not wanted at all left out."""
    found = [wish for part in header.split(",") if (wish := _WISH.fullmatch(part))]
    weights = {wish[1].lower(): float(wish[2] or 1) for wish in reversed(found)}
    return sorted((tag for tag in reversed(weights) if weights[tag] > 0), key=lambda tag: -weights[tag])
