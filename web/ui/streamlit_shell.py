"""The shell: Streamlit's own page, with our language, title, style and script, and without the inline script it ships.

Our style is in it once. Sent by each run of the script, it would be read and applied again for each question.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from web.documents.pages import AppStyle
from web.documents.prerendered import PLACE
from web.guide.edition import Edition, TemplateValues

SCRIPT = "".join(f'<script src="./{name}.js" defer></script>' for name in ("guide", "kept", "lost", "share"))

FONTS = "".join(
    f'<link rel="preload" href="./{font}.woff2" as="font" type="font/woff2" crossorigin>'
    for font in ("guide-sans-1", "guide-serif-1")
)
"""Our faces, in the place of Streamlit's own, which no text of ours is in."""

_STYLESHEET = r'<link rel="stylesheet"[^>]*>'
"""Streamlit's style: faces, and the look of formulas. In the head it would hold back the page that is there before."""

_LATE_SCRIPTS = (
    *("Html", "purify.es", "styled-components", "useBasicWidgetState", "useField", "useFormReset", "useFormValidation"),
    *("useSlot", "WidgetLabel", "WidgetLabelHelpIconInline", "Checkbox", "checkboxIndicatorStyles", "Radio", "Button"),
    *("Progress", "ProgressBar", "TextInput", "Input", "InputInstructions", "inputUtils", "useTextField"),
    *("Autocomplete", "Cancel.esm", "ErrorOutline.esm", "TextField", "WidgetLabelHelpIcon", "requiredField"),
    *("useDebouncedCallback", "useUpdateUiValue"),
)
"""Scripts of Streamlit's that its page does not name, though the questions need them: their names without the hash."""


@dataclass(frozen=True, slots=True)
class ConnectionLost(TemplateValues):
    """What stands in for Streamlit's own message where the connection is lost."""

    template = "lost.html"


def preloads_in(folder: Path) -> list[str]:
    """The addresses of what Streamlit would fetch only when it is needed, in its folder of files."""
    found = (file for stem in _LATE_SCRIPTS for file in sorted(folder.glob(f"static/js/{stem}.????????.js")))
    return [f"./{file.relative_to(folder).as_posix()}" for file in found]


def rewrite_shell(shipped: str, edition: Edition, preloads: Iterable[str] = ()) -> str:
    """Streamlit's index.html, with our own head, and these files fetched early.

    Raises ValueError where it no longer looks as expected.
    """
    links_to_preload = "".join(f'<link rel="modulepreload" crossorigin href="{address}">' for address in preloads)
    links = (("plain", "plain.title"), ("help", "nav.help"))
    ways = " ".join(f'<a href="./{path}?lang={edition.language}">{edition.say(text)}</a>' for path, text in links)
    hidden = "<style>#early { display: none }</style>"
    no_script = f"<noscript>{hidden}{edition.say('start.no-script')} {ways}</noscript>"
    description = Markup('<meta name="description" content="{}">').format(edition.say("start.lead"))
    style, lost = edition.render(AppStyle()), edition.render(ConnectionLost())
    sheets = "".join(re.findall(_STYLESHEET, shipped))
    page = shipped
    for pattern, ours in (
        (r'<html lang="[^"]*">', f'<html lang="{edition.say("language")}">'),
        (r'<link\s+rel="preload"[^>]*as="font"[^>]*>', FONTS),
        (
            r"<title>[^<]*</title>",
            f"<title>{edition.say('screening.title')} · {edition.say('product')}</title>{description}",
        ),
        (r'<link rel="shortcut icon"[^>]*>', '<link rel="icon" href="./icon.svg" type="image/svg+xml">'),
        (r"<script>\s*window\.prerenderReady = false\s*</script>", SCRIPT + links_to_preload),
        (r"<noscript>.*?</noscript>", no_script),
        (_STYLESHEET, ""),
        (r'<div id="root"></div>', f'<style>{style}</style>{PLACE}{sheets}<div id="root"></div>{lost}'),
    ):
        parts = re.split(pattern, page, maxsplit=1, flags=re.DOTALL)
        if len(parts) != 2:
            raise ValueError(f"Streamlit's page has changed: {pattern} is not in it.")
        page = ours.join(parts)
    return page
