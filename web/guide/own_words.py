"""A line in somebody's own words about what the help is for: plain text of any script, safe to keep and to show."""

import unicodedata

from markupsafe import Markup, escape

from web.guide.edition import Edition

MOST = 80
"""How many characters a line may have."""

_JOINERS = "\u200c\u200d"
"""Characters without width that scripts and emoji are spelt with."""


def clean(text: str) -> str:
    """The text as one line: no controls, nothing that turns the direction of what follows, single spaces."""
    return " ".join("".join(filter(_may_stand, text)).split()).strip(_JOINERS + " ")


def is_too_long(line: str) -> bool:
    """Whether a clean line has more characters than it may."""
    return len(line) > MOST


def accepted(text: str) -> str:
    """What somebody sent as a clean line, or "" where it is too long to be one."""
    line = clean(text)
    return "" if is_too_long(line) else line


def in_own_words(edition: Edition, line: str) -> Markup:
    """The line as it is shown, or nothing where there is none. Whichever way it runs, the words around it stay put."""
    if not line:
        return Markup()
    around = Markup(escape(edition.wording.pages["own.shown"]))
    return Markup('<p class="own">{}</p>').format(around.format(line=Markup("<bdi>{}</bdi>").format(line)))


def _may_stand(character: str) -> bool:
    """White space stays for now, line breaks with it; other controls, marks of direction and half characters go."""
    if character.isspace() or character in _JOINERS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs")
