"""An edition: the rules as a table, the words of one language, and the templates. It is loaded once and never changes.

There is one for each language, and they differ only in their words. Keys, the database and the server's address are
not part of it: those are the services.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from jinja2 import Environment
from markupsafe import Markup

from recommender import RuleBase, Table, Wording, load_rules, tabulate
from recommender.content.agreement import Agreement
from recommender.content.background import Background, BackgroundWords
from recommender.content.capacity import Efforts
from recommender.content.contacts import Contact
from recommender.content.guidance import Guidance
from recommender.content.guidance_words import GuidanceWords
from recommender.content.situations import Situation
from recommender.core.errors import GuideError
from recommender.loading.agreement import load_agreement
from recommender.loading.content import load_content
from recommender.loading.releases import released_words
from web.guide.edition_id import edition_id
from web.guide.languages import FIRST, LANGUAGES, name
from web.guide.palette import Palette, palette_of
from web.guide.project import PROJECT, served_folder
from web.guide.templates import load_templates

TEMPLATES = PROJECT / "content" / "templates"


@dataclass(frozen=True, slots=True)
class TemplateValues:
    """What a template is filled in with: each field is a name in it. A subclass for each template names its file."""

    template: ClassVar[str]


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """Rules, words and templates in one language.

    `advice` are the words of the guidance and of the published situations, and `behind` those of the background.
    `agreement` is None where that of these rules has not been measured. `folder` is where all of it was read, and `id`
    names it in links.
    """

    table: Table
    wording: Wording
    guidance: Guidance
    situations: tuple[Situation, ...]
    contacts: tuple[Contact, ...]
    efforts: Efforts
    background: Background
    agreement: Agreement | None
    advice: GuidanceWords
    behind: BackgroundWords
    templates: Environment
    palette: Palette
    language: str
    folder: Path
    id: bytes

    @property
    def rules(self) -> RuleBase:
        return self.table.rules

    @property
    def drawings(self) -> Path:
        """The folder of the drawings."""
        return self.folder / "content" / "drawings"

    @property
    def file_name(self) -> str:
        """What the names of files to take along begin with: the name of the guide, in small letters and hyphens."""
        plain = unicodedata.normalize("NFKD", self.say("product")).encode("ascii", "ignore").decode().lower()
        return "-".join(re.findall(r"[a-z0-9]+", plain)) or "guide"

    def look(self, outcome: str) -> str:
        """The class in our style of an outcome: that of its place, if it is an approach or both of them in turn."""
        first, second = self.rules.approaches
        looks = {first: "is-first", second: "is-second"}
        in_turn = self.rules.in_turn.get(outcome)
        return looks.get(outcome, "") or (f"{looks[in_turn[0]]}-then" if in_turn else outcome)

    def say(self, text: str, /, **values: object) -> str:
        """A text of the pages by its id, with its {braces} filled in, and whole numbers as the language writes them."""
        for key, value in values.items():
            if isinstance(value, int):
                values[key] = self.number(value)
        return self.wording.pages[text].format(**values)

    def render(self, values: TemplateValues) -> Markup:
        """The template of these values, filled in."""
        others = [(language, name(language)) for language in LANGUAGES if language != self.language]
        shared = {"say": self.say, "lang": self.language, "others": others, "look_of": self.look}
        own = {field.name: getattr(values, field.name) for field in fields(values)}
        return Markup(self.templates.get_template(values.template).render(**shared, **own))

    def day(self, day: datetime.date) -> str:
        """A day in words, as the language writes it."""
        return _day(day, self._locale)

    def decimal(self, number: float) -> str:
        """A number with two decimals, as the language writes it."""
        return format_decimal(number, format="0.00", locale=self._locale)

    def share(self, part: int, whole: int) -> str:
        """A part of a whole in per cent, with one decimal where it is small, as the language writes it."""
        share = part / whole if whole else 0.0
        pattern = Locale.parse(self._locale).percent_formats[None].pattern
        return format_percent(share, pattern.replace("#,##0", "0.0") if 0 < share < 0.1 else None, locale=self._locale)

    def number(self, number: int) -> str:
        """A whole number, as the language writes it."""
        return _number(number, self._locale)

    @property
    def _locale(self) -> str:
        return self.wording.pages["language"].replace("-", "_")


def load_editions(folder: Path = PROJECT) -> dict[str, Edition]:
    """The editions of the rules and content in a folder, by language, the default one first.

    Raises FaultyFiles, and GuideError where there are no words in the default language.
    """
    rules = load_rules(folder / "rules" / "rulebase.yaml")
    content = load_content(folder / "rules" / "guidance.yaml", folder / "content", rules)
    if FIRST not in content.languages:
        raise GuideError(f"{folder / 'content'} has no folder '{FIRST}'. The web app needs words in it.")
    palette = palette_of(rules)
    numbers = [contact.number for contact in content.contacts]
    agreement = load_agreement(folder / "rules" / "agreement.json", rules)
    table = tabulate(rules)
    words = {language: released_words(rules, found.wording) for language, found in content.languages.items()}
    own_id = edition_id(rules, words)
    return {
        language: Edition(
            table=table,
            wording=content.languages[language].wording,
            guidance=content.guidance,
            situations=content.situations,
            contacts=content.contacts,
            efforts=content.efforts,
            background=content.background,
            agreement=agreement,
            advice=content.languages[language].advice,
            behind=content.languages[language].background,
            templates=load_templates(TEMPLATES, palette, numbers, content.languages[language].wording.pages),
            palette=palette,
            language=language,
            folder=folder,
            id=own_id,
        )
        for language in sorted(content.languages, key=lambda language: language != FIRST)
    }


@lru_cache(maxsize=1)
def the_editions() -> dict[str, Edition]:
    """The editions of this process, by language."""
    return load_editions(served_folder())


def the_edition(language: str = FIRST) -> Edition:
    """The edition of this process in one language."""
    return the_editions()[language]


@lru_cache(maxsize=1024)
def _day(day: datetime.date, locale: str) -> str:
    return format_date(day, format="d MMMM y", locale=locale)


@lru_cache(maxsize=1024)
def _number(number: int, locale: str) -> str:
    return format_decimal(number, locale=locale)
