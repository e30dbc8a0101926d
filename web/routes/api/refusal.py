"""Refusals: what is raised where a request cannot be answered, and the problem that is sent then."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from web.documents.api_problems import MEDIA_TYPE, MOST_FAULTS, PROBLEMS, InputFault, problem_as_data
from web.guide.edition import Edition
from web.middleware.headers import PRIVATE
from web.routes.api.answers import as_json
from web.routes.context import edition_of


class Refusal(Exception):
    """A request that is not answered, with the kind of its problem. `values` fill in the problem's text."""

    def __init__(
        self,
        kind: str,
        faults: Sequence[InputFault] = (),
        *,
        headers: Mapping[str, str] | None = None,
        reason: str = "",
        **values: object,
    ) -> None:
        super().__init__(kind)
        self.kind, self.faults, self.headers = kind, tuple(faults), dict(headers or {})
        self.reason, self.values = reason, values

    def filled_in(self, edition: Edition) -> Mapping[str, object]:
        """What the problem's text is filled in with; the reason, where there is one, is a text itself."""
        return {"reason": edition.say(f"api.json.{self.reason}", **self.values)} if self.reason else self.values


def refuse(faults: Iterable[InputFault]) -> None:
    """Raise Refusal if there are any. No more are looked for than are shown."""
    if found := list(islice(faults, MOST_FAULTS)):
        raise Refusal("invalid", found)


def refused(request: Request, refusal: Refusal) -> Response:
    """The answer to a request that is refused."""
    edition = edition_of(request)
    problem = problem_as_data(edition, refusal.kind, refusal.faults, **refusal.filled_in(edition))
    headers = {**PRIVATE, "Content-Language": edition.language, "Vary": "Accept-Language", **refusal.headers}
    return Response(as_json(problem), PROBLEMS[refusal.kind], media_type=MEDIA_TYPE, headers=headers)
