"""Everything that the pages share: the rules as a table, the words, the templates and the sealer, loaded once."""

import datetime
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from recommender import GuideError, RuleBase, Table, Wording, load_rules, load_wording, tabulate
from recommender.guidance import Guidance
from recommender.guidance_words import GuidanceWords
from recommender.load_guidance import load_guidance, load_guidance_words, load_situations
from recommender.situations import Situation
from web.keys import find_keys
from web.seal import Sealer

PROJECT = Path(__file__).resolve().parent.parent
_NUMBER = re.compile(r"\b(?:999|111|116 123|0\d{4} \d{3} \d{3})\b")
KEY_FILE = PROJECT / "var" / "link-keys"
ADDRESS = "COACH_OR_MENTOR_ADDRESS"
"""The environment variable with the address that links start with, such as https://guide.example.org."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The loaded guide. `address` is what links start with, or "" for the address that the browser shows.

    `advice` are the words of the guidance and of the published situations.
    """

    table: Table
    wording: Wording
    guidance: Guidance
    situations: tuple[Situation, ...]
    advice: GuidanceWords
    templates: Environment
    sealer: Sealer
    address: str

    @property
    def rules(self) -> RuleBase:
        return self.table.rules

    def say(self, text: str, **values: object) -> str:
        """A text of the pages by its id, with its {braces} filled in."""
        return self.wording.pages[text].format(**values)

    def render(self, template: str, **values: Any) -> Markup:
        """A template, filled in."""
        return Markup(self.templates.get_template(template).render(say=self.say, **values))

    def day(self, day: datetime.date) -> str:
        """A day in words, as the language writes it."""
        return format_date(day, format="d MMMM y", locale=self.say("language").replace("-", "_"))


def load_guide(environment: Mapping[str, str], key_file: Path = KEY_FILE) -> Guide:
    """Load rules, words, templates and keys. Raises FaultyFiles or BadKey: a bad guide does not start."""
    rules = load_rules(PROJECT / "rules" / "rulebase.yaml")
    guidance = load_guidance(PROJECT / "rules" / "guidance.yaml", rules)
    situations = load_situations(PROJECT / "content" / "situations.yaml", rules)
    templates = Environment(
        loader=FileSystemLoader(PROJECT / "content" / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["calls"] = with_calls
    address = environment.get(ADDRESS, "").strip().rstrip("/")
    if address and not address.startswith(("https://", "http://")):
        raise GuideError(f"{ADDRESS} must start with https:// or http://.")
    return Guide(
        tabulate(rules),
        load_wording(PROJECT / "content" / "en", rules),
        guidance,
        situations,
        load_guidance_words(PROJECT / "content" / "en", guidance, situations),
        templates,
        Sealer(find_keys(environment, key_file)),
        address,
    )


def with_calls(text: str) -> Markup:
    """The text with each telephone number of the help made one that a phone can call."""
    escaped = str(escape(text))
    return Markup(_NUMBER.sub(lambda found: f'<a href="tel:{found[0].replace(" ", "")}">{found[0]}</a>', escaped))


@lru_cache(maxsize=1)
def the_guide() -> Guide:
    """The guide of this process."""
    return load_guide(os.environ)


def today() -> datetime.date:
    """Today, the same in every time zone that a server may run in."""
    return datetime.datetime.now(datetime.UTC).date()
