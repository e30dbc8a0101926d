"""The figures at an address of their own, for Prometheus to fetch, by a small server on a thread of its own."""

from prometheus_client import start_http_server

from recommender.core.errors import InvalidSetting
from web.watching.figures import REGISTRY


def serve_figures(host: str, port: int, *, guide_port: int) -> None:
    """Show the figures for as long as the process runs. Raises InvalidSetting where nothing, or the guide, listens."""
    if port == guide_port:
        raise InvalidSetting(f"The figures need another port than the guide, which has {guide_port}.")
    try:
        start_http_server(port, host, REGISTRY)
    except OSError as error:
        raise InvalidSetting(
            f"The figures cannot be shown at port {port} of {host}: {error.strerror}. Is something else there?"
        ) from None
