"""What a route finds on its request: the edition of the language, the services, the client, the first page's place."""

from starlette.requests import Request

from web.guide.edition import Edition
from web.services.rate_limit import client_name
from web.services.services import Services
from web.services.worker import Worker

_DEEPEST = 20
"""No path of ours is nearly as deep: what is deeper does not make our pages longer."""


def edition_of(request: Request) -> Edition:
    """The edition in the language of this request."""
    edition: Edition = request.state.edition
    return edition


def services_of(request: Request) -> Services:
    """The services of this server."""
    services: Services = request.state.services
    return services


def worker_of(request: Request) -> Worker | None:
    """The process that makes shared documents, or None where they are made in this one."""
    worker: Worker | None = request.state.worker
    return worker


def client_of(request: Request) -> str:
    """Whom a request is counted for, where requests are counted."""
    forwarded = ",".join(request.headers.getlist("X-Forwarded-For"))
    return client_name(request.client.host if request.client else "", forwarded, services_of(request).proxies)


def shell_of(request: Request) -> str:
    """Streamlit's page in the language of this request."""
    shell: str = request.state.shell
    return shell


def root_of(request: Request) -> str:
    """What leads from this path, as a browser counts its steps, to the first page."""
    path = request.scope.get("raw_path") or str(request.scope["path"]).encode(errors="replace")
    return "../" * min(path.partition(b"?")[0].count(b"/") - 1, _DEEPEST) or "./"
