"""What is shown when our own code fails: a calm sentence, never a traceback, which goes to the server's log."""

import logging

<<<<<<< HEAD
import streamlit as st

from web.views.state import spoken_guide
=======
from web.guide import the_guide
from web.views.page import show_alert
>>>>>>> 58af836 (Drawings, palette and theme are held by tests; trouble looks like every other message; why the look and the keys are as they are)

_LOG = logging.getLogger("coach-or-mentor")


def tell_trouble(error: Exception) -> bool:
    """Log the error, and say on the page that the answers are safe. Streamlit then shows nothing of its own."""
    _LOG.error("A page failed", exc_info=error)
<<<<<<< HEAD
    guide = spoken_guide()
    st.error(f"**{guide.say('error.script.title')}.** {guide.say('error.script.text')}")
=======
    guide = the_guide()
    show_alert(guide.say("error.script.title"), guide.say("error.script.text"))
>>>>>>> 58af836 (Drawings, palette and theme are held by tests; trouble looks like every other message; why the look and the keys are as they are)
    return True
