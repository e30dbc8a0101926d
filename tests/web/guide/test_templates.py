"""Texts in templates: put in when a template is compiled, and escaped as any other."""

from pathlib import Path

from tests.web.loaded import EDITION
from web.guide.templates import LOOK, load_templates

TEXTS = {"plain": "You & I", "open": "{count} of all"}


def test_a_text_without_values_is_in_the_compiled_template(tmp_path: Path) -> None:
    (tmp_path / LOOK).write_text("p {}")
    (tmp_path / "page.html").write_text("<p>{{ say('plain') }} {{ say('open', count=2) }} {{ say('pl' ~ end) }}</p>")
    templates = load_templates(tmp_path, EDITION.palette, ["999"], TEXTS)

    def say(text: str, **values: object) -> str:
        assert text != "plain" or asked
        return TEXTS[text].format(**values)

    asked = False
    beginning = next(iter(templates.get_template("page.html").generate(say=say, end="ain")))
    assert beginning == "<p>You &amp; I "
    asked = True
    assert templates.get_template("page.html").render(say=say, end="ain") == "<p>You &amp; I 2 of all You &amp; I</p>"


def test_numbers_to_call_are_links_and_nothing_else_of_a_text_is(tmp_path: Path) -> None:
    (tmp_path / LOOK).write_text("p {}")
    (tmp_path / "page.html").write_text("{{ text|calls }}")
    page = load_templates(tmp_path, EDITION.palette, ["116 123"], TEXTS).get_template("page.html")
    assert page.render(text="<b> 116 123, 1116 123") == '&lt;b&gt; <a href="tel:116123">116 123</a>, 1116 123'


def test_what_is_for_everyone_is_made_once(tmp_path: Path) -> None:
    (tmp_path / LOOK).write_text("p {}")
    (tmp_path / "parts.html").write_text("{% macro part(no, say) %}<p>{{ say('open', count=no) }}</p>{% endmacro %}")
    page = "{% import 'parts.html' as parts %}{{ once(parts.part, 1, say) }}{{ once(parts.part, 2, say) }}"
    (tmp_path / "page.html").write_text(page)
    template = load_templates(tmp_path, EDITION.palette, ["999"], TEXTS).get_template("page.html")
    made = list[object]()

    def say(text: str, count: int) -> str:
        made.append(count)
        return f"<{count}>"

    for _ in range(2):
        assert template.render(say=say) == "<p>&lt;1&gt;</p><p>&lt;2&gt;</p>"
    assert made == [1, 2]
