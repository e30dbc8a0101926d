"""How many people may use the guide of one server at once. Each open page is a session, with a websocket of its own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from web.services.settings import whole_number

SESSIONS = "COACH_OR_MENTOR_SESSIONS"
"""The environment variable with how many sessions a server takes before it asks others to come back later."""

USUAL_SESSIONS = 300


class SessionLimit:
    """The sessions that are open on this server, and whether there is room for more.

    Nobody begins once it is full. The last tenth above that is for those whose page is there already: who comes back
    after the connection was lost, who loads the page again, and who was on the way as the last place was taken.
    """

    def __init__(self, most: int = USUAL_SESSIONS) -> None:
        self._most, self._most_with_others = most, most + max(1, most // 10)
        self._open = 0

    @property
    def is_full(self) -> bool:
        """Whether nobody may begin."""
        return self._open >= self._most

    @property
    def is_closed(self) -> bool:
        """Whether nobody may come back either."""
        return self._open >= self._most_with_others

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Take a place for as long as a session is open. On the event loop alone, so that the count is right."""
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1


def find_session_limit(environment: Mapping[str, str]) -> SessionLimit:
    """The limit that the settings say. Raises InvalidSetting."""
    return SessionLimit(whole_number(environment, SESSIONS, otherwise=USUAL_SESSIONS, least=1))
