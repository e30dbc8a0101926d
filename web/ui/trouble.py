"""What is shown when our own code fails: a calm sentence, never a traceback, which goes to the server's log."""

from web.ui.page import show_alert
from web.ui.session import spoken_edition
from web.watching.events import PAGE_FAILED, log_event


def tell_trouble(error: Exception) -> bool:
    """Log the error, and say on the page that the answers are safe. Streamlit then shows nothing of its own."""
    log_event(PAGE_FAILED, error=error)
    edition = spoken_edition()
    show_alert(edition.say("error.script.title"), edition.say("error.script.text"))
    return True
