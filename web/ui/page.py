"""What every step of the guide shows in the same way: the heading, an error, the two buttons."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st
from markupsafe import Markup, escape

from web.guide.edition import Edition

_MOST_KEYS = 9
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#+!|$~:]|^\d+(?=[.)])|^-")


def show_html(html: str) -> None:
    """Show HTML in the look of our documents."""
    st.html(f'<div class="doc">{html}</div>')


def show_text(text: str, kind: str = "") -> None:
    """Show a paragraph of plain text; `kind` names classes of our style."""
    show_html(f'<p class="{kind}">{escape(text)}</p>')


def as_label(text: str) -> str:
    """A text as a widget's label, which Streamlit reads as Markdown, so that it shows just what was written."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def with_note(label: str, note: str) -> str:
    """A widget's label with a note to it, which is read out with it and looks less."""
    return f"{as_label(label)} *{as_label(note)}*"


def show_step(step: str, html: str) -> None:
    """Show HTML that holds the step's one heading of the first level. Our script moves the focus to it."""
    show_html(f'<div data-step="{escape(step)}">{html}</div>')


def show_heading(step: str, title: str, help_text: str, above: str = "") -> None:
    """The step's heading, with a line of help below, if there is one."""
    help_line = Markup("<p>{}</p>").format(help_text) if help_text else ""
    show_step(step, f"{above}<h1>{escape(title)}</h1>{help_line}")


@contextmanager
def group(name: str, title: str) -> Iterator[None]:
    """Fields that belong together, under a heading if there is one. Our script tells screen readers that they do."""
    with st.container(key=f"group-{name}"):
        if title:
            show_html(f'<h2 class="group" id="group-{escape(name)}" data-group>{escape(title)}</h2>')
        yield


def show_message(edition: Edition, message: str, field: str = "") -> None:
    """Something that is missing or wrong, spoken at once. It leads to its field, named by the key of its container."""
    text = escape(message)
    if field:
        text = Markup('<a href="#problem" data-field="{}">{}</a>').format(field, message)
    show_alert(edition.say("question.error"), text)


def show_alert(title: str, text: str) -> None:
    """A title and a text that are spoken at once and take the focus."""
    show_html(
        '<div class="card first problem" role="alert" data-focus>'
        f'<h2>{escape(title)}</h2><p id="problem">{escape(text)}</p></div>'
    )


def progress(number: int, total: int, text: str) -> str:
    """How far it is, in words and as a row of dots: the pages before this one, this one, and those to come."""
    kinds = ["done"] * (number - 1) + ["now"] + [""] * (total - number)
    dots = "".join(f'<i class="{kind}"></i>' for kind in kinds)
    return f'<p class="progress">{escape(text)}<span class="track" aria-hidden="true">{dots}</span></p>'


def show_keys(edition: Edition, answers: int) -> None:
    """Which keys answer, and the way to switch them off. It is shown where there are keys."""
    words = {name: escape(edition.say(f"keys.{name}")) for name in ("off", "on")}
    text = escape(edition.say("keys.text", count=min(answers, _MOST_KEYS)))
    show_html(
        f'<p class="keys soft small">{text} <button type="button" '
        f'data-keys-off="{words["off"]}" data-keys-on="{words["on"]}">{words["off"]}</button></p>'
    )


def show_more(title: str, text: str) -> None:
    """A line that opens to a paragraph."""
    show_html(f"<details><summary>{escape(title)}</summary><p>{escape(text)}</p></details>")


def show_buttons(
    edition: Edition, label: str, on_continue: Callable[[], None], on_back: Callable[[], None] | None
) -> None:
    """The button that goes on, and the one that goes back."""
    with st.container(horizontal=True, key="steps"):
        st.button(as_label(edition.say(label)), type="primary", on_click=on_continue, key="continue")
        if on_back:
            st.button(as_label(edition.say("button.back")), on_click=on_back, key="back")
