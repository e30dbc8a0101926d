"""What is shown when our own code fails: a calm sentence, never a traceback, which goes to the server's log."""

import logging

from web.ui.page import show_alert
from web.ui.session import spoken_edition

_LOG = logging.getLogger("coach-or-mentor")


def tell_trouble(error: Exception) -> bool:
    """Log the error, and say on the page that the answers are safe. Streamlit then shows nothing of its own."""
    _LOG.error("A page failed", exc_info=error)
    edition = spoken_edition()
    show_alert(edition.say("error.script.title"), edition.say("error.script.text"))
    return True
