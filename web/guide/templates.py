"""The templates of one language. A text that needs no values is put into them when they are compiled.

Most of a document is such texts, which are the same for everyone.
"""

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from web.guide.palette import Palette

LOOK = "look.css"
"""The style sheet of the pages about links. Its address names its content, so that a browser may keep it."""


_KEPT = 4096
"""How many rendered parts are kept: each answer and each source, and what goes with each outcome."""


class SpokenTemplates(Environment):
    """An environment of templates in which `say` of a text without values is that text."""

    def __init__(self, texts: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self._texts = texts

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Spoken(self._texts).visit(super()._parse(source, name, filename))
        return tree


class _Spoken(NodeTransformer):
    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def visit_Call(self, call: nodes.Call) -> nodes.Node:
        self.generic_visit(call)
        match call:
            case nodes.Call(node=nodes.Name(name="say"), args=[nodes.Const(value=str(text))], kwargs=[]):
                return nodes.Const(self._texts[text].format(), lineno=call.lineno)
        return call


def load_templates(folder: Path, palette: Palette, numbers: Iterable[str], texts: Mapping[str, str]) -> Environment:
    """The templates in a folder, with these colours and texts. In them, these telephone numbers are links to call."""
    templates = SpokenTemplates(
        texts,
        loader=_all_in(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a change shows after a restart
    )
    templates.globals["palette"] = palette.css(":root")
    templates.globals["papers"] = {"light": palette.light["paper"], "dark": palette.dark["paper"]}
    templates.globals["once"] = lru_cache(maxsize=_KEPT)(_rendered)
    templates.filters["calls"] = call_links(numbers)
    sheet = templates.get_template(LOOK).render(root="./")
    templates.globals["look"] = f"look-{hashlib.sha256(sheet.encode()).hexdigest()[:8]}.css"
    return templates


def _all_in(folder: Path) -> DictLoader:
    """All templates of a folder, read now: nothing that happens to the files later changes a page."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*.*")}
    return DictLoader({name: file.read_text(encoding="utf-8") for name, file in files.items()})


def _rendered(macro: Callable[..., Markup], *values: Hashable) -> Markup:
    """What a macro makes of these values. In templates, `once` of it is for parts that say nothing about a person."""
    return macro(*values)


def call_links(numbers: Iterable[str]) -> Callable[[str], Markup]:
    """What makes a link that a phone can call of each of these telephone numbers in a text."""
    whole = re.compile(rf"\b(?:{'|'.join(re.escape(number) for number in numbers if number)})\b")

    def with_calls(text: str) -> Markup:
        return Markup(
            whole.sub(lambda found: f'<a href="tel:{found[0].replace(" ", "")}">{found[0]}</a>', str(escape(text)))
        )

    return with_calls
