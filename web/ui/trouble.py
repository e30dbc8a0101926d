"""What is shown when our own code fails: a calm sentence, never a traceback, which goes to the server's log."""

import logging

from web.ui.page import show_alert
from web.ui.session import spoken_guide

_LOG = logging.getLogger("coach-or-mentor")


def tell_trouble(error: Exception) -> bool:
    """Log the error, and say on the page that the answers are safe. Streamlit then shows nothing of its own."""
    _LOG.error("A page failed", exc_info=error)
    guide = spoken_guide()
    show_alert(guide.say("error.script.title"), guide.say("error.script.text"))
    return True
