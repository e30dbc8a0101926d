"""Whether this server runs, and whether it is ready: for load balancers, Kubernetes and people who watch it.

Both answer on the event loop, so that they do not wait behind the pages of a busy server.
"""

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from web.routes.context import services_of
from web.services.services import Services
from web.watching.readiness import STOPPING, Probe

_NOT_READY = 503
_NOT_KEPT = {"Cache-Control": "no-store"}
STOPS, DATABASE = "stopping", "database"
"""Why a server is not ready. A request can leave the second out, by `exclude=database`."""


async def health(_: Request) -> Response:
    """That the server runs, whatever else does."""
    return PlainTextResponse("ok", headers=_NOT_KEPT)


async def readiness(request: Request) -> Response:
    """That the server has its rules, reaches its database and does not stop; or the ids of what is not so.

    A server that has no rules does not start, so that one that answers has them.
    """
    reasons = [STOPS] if STOPPING.is_set() else []
    excluded = request.query_params.getlist("exclude")
    if DATABASE not in excluded and not await database_probe(services_of(request)).is_true():
        reasons.append(DATABASE)
    return PlainTextResponse("\n".join(reasons) or "ok", _NOT_READY if reasons else 200, headers=_NOT_KEPT)


@lru_cache(maxsize=8)
def database_probe(services: Services) -> Probe:
    """The one question to the database of these services, for all who ask whether it answers."""
    return Probe(lambda: services.revocations.is_reachable())
