"""Streamlit's own loggers, which each write by themselves, hand on what they log to where all else goes."""

from streamlit import logger as streamlit_logger

from web.watching.log import hand_on


def hand_on_streamlits_logs() -> None:
    """Keep Streamlit from giving another handler to a logger of its own, which it does when it first needs it.

    There is no setting for it: `logger.messageFormat` is a pattern, and leaves the messages of errors in.
    """
    streamlit_logger.setup_formatter = hand_on
