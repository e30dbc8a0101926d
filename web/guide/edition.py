"""Everything that the pages share: the rules as a table, the words, the templates and the sealer, loaded once.

There is a guide for each language. They differ in their words alone.
"""

import datetime
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from recommender import GuideError, RuleBase, Table, Wording, load_rules, tabulate
from recommender.content.contacts import Contact
from recommender.content.guidance import Guidance
from recommender.content.guidance_words import GuidanceWords
from recommender.content.situations import Situation
from recommender.loading.content import load_content
from web.guide.languages import FIRST, LANGUAGES, name
from web.guide.palette import palette_css
from web.services.keys import find_keys
from web.services.sealing import Sealer
from web.services.services import Sharing, open_sharing

PROJECT = Path(__file__).resolve().parents[2]
KEY_FILE = PROJECT / "var" / "link-keys"
ADDRESS = "COACH_OR_MENTOR_ADDRESS"
"""The environment variable with the address that links start with, such as https://guide.example.org."""


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """The loaded guide. `address` is what links start with, or "" for the address that the browser shows.

    `advice` are the words of the guidance and of the published situations. `folder` is where all of it was read: the
    project, or a released edition of it. `sharing` is what links need beside the sealer.
    """

    table: Table
    wording: Wording
    guidance: Guidance
    situations: tuple[Situation, ...]
    contacts: tuple[Contact, ...]
    advice: GuidanceWords
    templates: Environment
    sealer: Sealer
    address: str
    language: str
    folder: Path
    sharing: Sharing

    @property
    def rules(self) -> RuleBase:
        return self.table.rules

    def say(self, text: str, **values: object) -> str:
        """A text of the pages by its id, with its {braces} filled in: whole numbers as the language writes them."""
        shown = {key: self.number(value) if isinstance(value, int) else value for key, value in values.items()}
        return self.wording.pages[text].format(**shown)

    def render(self, template: str, **values: Any) -> Markup:
        """A template, filled in."""
        others = [(language, name(language)) for language in LANGUAGES if language != self.language]
        shared = {"say": self.say, "lang": self.language, "others": others}
        return Markup(self.templates.get_template(template).render(**shared, **values))

    def day(self, day: datetime.date) -> str:
        """A day in words, as the language writes it."""
        return format_date(day, format="d MMMM y", locale=self._locale)

    def number(self, number: int) -> str:
        """A whole number, as the language writes it."""
        return format_decimal(number, locale=self._locale)

    @property
    def _locale(self) -> str:
        return self.wording.pages["language"].replace("-", "_")


def load_guide(environment: Mapping[str, str], key_file: Path = KEY_FILE, language: str = FIRST) -> Guide:
    """The guide in one language."""
    return load_guides(environment, key_file)[language]


def load_guides(environment: Mapping[str, str], key_file: Path = KEY_FILE) -> dict[str, Guide]:
    """Load rules, words, templates and keys. Raises FaultyFiles or InvalidKey: a bad guide does not start."""
    address = environment.get(ADDRESS, "").strip().rstrip("/")
    if address and not address.startswith(("https://", "http://")):
        raise GuideError(f"{ADDRESS} must start with https:// or http://.")
    sealer = Sealer(find_keys(environment, key_file))
    return load_folder(PROJECT, sealer, address, open_sharing(environment, key_file.parent))


def load_folder(folder: Path, sealer: Sealer, address: str, sharing: Sharing) -> dict[str, Guide]:
    """The guides in the rules and content of a folder, by language, our first one first. Raises FaultyFiles."""
    rules = load_rules(folder / "rules" / "rulebase.yaml")
    content = load_content(folder / "rules" / "guidance.yaml", folder / "content", rules)
    templates = _templates(folder / "content" / "templates", [contact.number for contact in content.contacts])
    table = tabulate(rules)
    return {
        language: Guide(
            table,
            content.languages[language].wording,
            content.guidance,
            content.situations,
            content.contacts,
            content.languages[language].advice,
            templates,
            sealer,
            address,
            language,
            folder,
            sharing,
        )
        for language in sorted(content.languages, key=lambda language: language != FIRST)
    }


def _templates(folder: Path, numbers: list[str]) -> Environment:
    """The templates in a folder, which make these telephone numbers ones that a phone can call."""
    templates = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a running guide is started again to see a change: no file is asked after for each page
    )
    templates.globals["palette"] = palette_css(":root")
    templates.filters["calls"] = partial(with_calls, numbers=numbers)
    return templates


def with_calls(text: str, *, numbers: Iterable[str]) -> Markup:
    """The text with each of these telephone numbers made one that a phone can call."""
    whole = re.compile(rf"\b(?:{'|'.join(re.escape(number) for number in numbers if number)})\b")
    return Markup(
        whole.sub(lambda found: f'<a href="tel:{found[0].replace(" ", "")}">{found[0]}</a>', str(escape(text)))
    )


@lru_cache(maxsize=1)
def the_guides() -> dict[str, Guide]:
    """The guides of this process, by language."""
    return load_guides(os.environ)


def the_guide(language: str = FIRST) -> Guide:
    """The guide of this process in one language."""
    return the_guides()[language]


def today() -> datetime.date:
    """Today, the same in every time zone that a server may run in."""
    return datetime.datetime.now(datetime.UTC).date()
