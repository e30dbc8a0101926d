"""The figures of this process: how many and how long. A label has few values, and none of them is about a person."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
)

from web.watching.result_counts import ResultCounts

disable_created_metrics()  # type: ignore[no-untyped-call]  # when the first came says more than how many

REGISTRY = CollectorRegistry()
_PREFIX = "coach_or_mentor"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

SESSIONS_OPEN = Gauge("sessions_open", "Pages that are connected now.", namespace=_PREFIX, registry=REGISTRY)
SESSIONS = Counter("sessions", "Pages that were connected.", namespace=_PREFIX, registry=REGISTRY)
SESSIONS_REFUSED = Counter(
    "sessions_refused",
    "Pages that were not connected: the guide was full, or they were of another site.",
    namespace=_PREFIX,
    registry=REGISTRY,
)
SCRIPT_SECONDS = Histogram(
    "script_seconds",
    "What one click takes in the script of the pages.",
    namespace=_PREFIX,
    registry=REGISTRY,
    buckets=_SECONDS,
)
REQUESTS = Counter(
    "requests",
    "Requests by route and class of status; 503, a refusal for now, stands for itself.",
    ("route", "status"),
    namespace=_PREFIX,
    registry=REGISTRY,
)
REQUEST_SECONDS = Histogram(
    "request_seconds",
    "From a request to the end of its answer.",
    ("route",),
    namespace=_PREFIX,
    registry=REGISTRY,
    buckets=_SECONDS,
)
LINKS_CREATED = Counter("links_created", "Links that were created.", ("kind",), namespace=_PREFIX, registry=REGISTRY)
LINKS_OPENED = Counter("links_opened", "Links that opened.", ("kind",), namespace=_PREFIX, registry=REGISTRY)
LINKS_REFUSED = Counter(
    "links_refused", "Links that did not open.", ("kind", "reason"), namespace=_PREFIX, registry=REGISTRY
)
JOURNEYS_REFUSED = Counter(
    "journeys_refused",
    "Addresses of unfinished guides that did not open: many mean that servers have other keys or rules.",
    ("reason",),
    namespace=_PREFIX,
    registry=REGISTRY,
)
ERRORS = Counter("errors", "Failures of our own code.", ("event",), namespace=_PREFIX, registry=REGISTRY)
DATABASE_REACHABLE = Gauge(
    "database_reachable", "Whether the database answered when it was last asked.", namespace=_PREFIX, registry=REGISTRY
)
RULES = Info("rules", "The rules that this server has.", namespace=_PREFIX, registry=REGISTRY)
RESULTS = ResultCounts(f"{_PREFIX}_results")

REGISTRY.register(RESULTS)
ProcessCollector(registry=REGISTRY)
