"""Each template is filled in with just the names that it reads."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from jinja2 import meta, nodes

import web.documents.desk.cases
import web.documents.desk.faults
import web.documents.desk.findings
import web.documents.desk.people
import web.documents.desk.published
import web.documents.desk.shares
import web.documents.team_picture
import web.documents.what_if
import web.routes.table
import web.ui.streamlit_shell  # noqa: F401  (these import every document)
from tests.web.loaded import EDITION
from web.guide.edition import TemplateValues

TEMPLATES = EDITION.templates
SHARED = {"say", "lang", "others", "look_of"}


def kinds(base: type[TemplateValues] = TemplateValues) -> Iterator[type[TemplateValues]]:
    for kind in base.__subclasses__():
        if hasattr(kind, "template"):
            yield kind
        yield from kinds(kind)


KINDS = {kind.template: kind for kind in kinds()}


def parsed(name: str) -> dict[str, nodes.Template]:
    """A template and all that it extends, includes or imports, by their names."""
    assert TEMPLATES.loader
    tree = TEMPLATES.parse(TEMPLATES.loader.get_source(TEMPLATES, name)[0])
    found = {name: tree}
    for other in filter(None, meta.find_referenced_templates(tree)):
        found |= parsed(other)
    return found


def read(tree: nodes.Template) -> set[str]:
    """The names that a template reads, but for those of its own macros and imports."""
    own = {macro.name for macro in tree.find_all(nodes.Macro)} | {one.target for one in tree.find_all(nodes.Import)}
    return meta.find_undeclared_variables(tree) - own


@pytest.mark.parametrize("template", sorted(KINDS))
def test_a_template_is_filled_in_with_just_the_names_that_it_reads(template: str) -> None:
    names = set().union(*map(read, parsed(template).values())) - SHARED - set(TEMPLATES.globals)
    assert names == {field.name for field in fields(KINDS[template])}


def test_every_template_is_used() -> None:
    assert {name for template in KINDS for name in parsed(template)} == set(TEMPLATES.list_templates())
