"""The JSON interface under fire: schemathesis sends what its description allows, and what it does not."""

from typing import Any

import schemathesis

from tests.examples import examples
from tests.web.routes.api.asked import APP

SCHEMA = schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP)


def test_the_description_is_valid_openapi() -> None:
    SCHEMA.validate()


@SCHEMA.parametrize()
@examples(25)
def test_every_answer_is_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate()
