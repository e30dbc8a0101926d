"""The JSON interface under fire: schemathesis sends what its description allows, and what it does not."""

from typing import Any

import pytest
import schemathesis
from hypothesis import settings

from tests.web.routes.api.asked import APP

SCHEMA = schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP)


def test_the_description_is_valid_openapi() -> None:
    SCHEMA.validate()


@SCHEMA.parametrize()
@settings(max_examples=25)
def test_every_answer_is_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate()


@pytest.mark.deep
@SCHEMA.parametrize()
@settings(max_examples=2_000)
def test_every_answer_is_as_described_however_often_it_asks(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate()
