"""The shell: Streamlit's own page, with our language, title and script, and without the inline script it ships."""

import re

from web.guide import Guide

SCRIPT = '<script src="./guide.js" defer></script><script src="./share.js" defer></script>'


def rewrite_shell(shipped: str, guide: Guide) -> str:
    """Streamlit's index.html, made ours. Raises ValueError where it no longer looks as expected."""
    links = (("plain", "plain.title"), ("help", "nav.help"))
    ways = " ".join(f'<a href="./{path}?lang={guide.language}">{guide.say(text)}</a>' for path, text in links)
    no_script = f"<noscript>{guide.say('start.no-script')} {ways}</noscript>"
    page = shipped
    for pattern, ours in (
        (r'<html lang="[^"]*">', f'<html lang="{guide.say("language")}">'),
        (r"<title>[^<]*</title>", f"<title>{guide.say('product')}</title>"),
        (r'<link rel="shortcut icon"[^>]*>', '<link rel="icon" href="./icon.svg" type="image/svg+xml">'),
        (r"<script>\s*window\.prerenderReady = false\s*</script>", SCRIPT),
        (r"<noscript>.*?</noscript>", no_script),
    ):
        parts = re.split(pattern, page, maxsplit=1, flags=re.DOTALL)
        if len(parts) != 2:
            raise ValueError(f"Streamlit's page has changed: {pattern} is not in it.")
        page = ours.join(parts)
    return page
