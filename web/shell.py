"""The shell: Streamlit's own page, with our language, title, style and script, and without the inline script it ships.

Our style stands in it once. Sent by each run of the script, it would be read and applied anew for each question.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from web.documents import app_style
from web.guide import Guide

SCRIPT = '<script src="./guide.js" defer></script><script src="./share.js" defer></script>'


_LATE = (
    *("Html", "purify.es", "styled-components", "useBasicWidgetState", "useField", "useFormReset", "useFormValidation"),
    *("useSlot", "WidgetLabel", "WidgetLabelHelpIconInline", "Checkbox", "checkboxIndicatorStyles", "Radio", "Button"),
    *("Progress", "ProgressBar"),
)
"""Scripts of Streamlit's that its page does not name, though the questions need them: their names without the hash."""


def late_files(folder: Path) -> list[str]:
    """The addresses of what Streamlit would fetch only when it is needed, in its folder of files."""
    patterns = [*(f"static/js/{stem}.????????.js" for stem in _LATE), "static/media/MaterialSymbols-Rounded.*.woff2"]
    return [f"./{file.relative_to(folder).as_posix()}" for pattern in patterns for file in sorted(folder.glob(pattern))]


def rewrite_shell(shipped: str, guide: Guide, late: Iterable[str] = ()) -> str:
    """Streamlit's index.html, made ours, with the `late` files fetched early.

    Raises ValueError where it no longer looks as expected.
    """
    preloads = "".join(_preload(address) for address in late)
    links = (("plain", "plain.title"), ("help", "nav.help"))
    ways = " ".join(f'<a href="./{path}?lang={guide.language}">{guide.say(text)}</a>' for path, text in links)
    no_script = f"<noscript>{guide.say('start.no-script')} {ways}</noscript>"
    description = Markup('<meta name="description" content="{}">').format(guide.say("start.lead"))
    page = shipped
    for pattern, ours in (
        (r'<html lang="[^"]*">', f'<html lang="{guide.say("language")}">'),
        (r"<title>[^<]*</title>", f"<title>{guide.say('product')}</title>{description}"),
        (r'<link rel="shortcut icon"[^>]*>', '<link rel="icon" href="./icon.svg" type="image/svg+xml">'),
        (r"<script>\s*window\.prerenderReady = false\s*</script>", SCRIPT + preloads),
        (r"<noscript>.*?</noscript>", no_script),
        (r'<div id="root"></div>', f'<div id="root"></div><style>{app_style(guide)}</style>'),
    ):
        parts = re.split(pattern, page, maxsplit=1, flags=re.DOTALL)
        if len(parts) != 2:
            raise ValueError(f"Streamlit's page has changed: {pattern} is not in it.")
        page = ours.join(parts)
    return page


def _preload(address: str) -> str:
    kind = 'rel="modulepreload"' if address.endswith(".js") else 'rel="prefetch" as="font" type="font/woff2"'
    return f'<link {kind} crossorigin href="{address}">'
