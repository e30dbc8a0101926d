"""The JSON interface under fire: schemathesis sends what its description allows, and what it does not."""

from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig

from tests.examples import examples
from tests.web.routes.api.asked import APP

PATH, MANY_FIELDS = "/api/v1/openapi.json", "/recommend"
AT_RANDOM = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
"""Without its list of every fault in every field, which for the many fields of a person is 900 requests long."""

SCHEMA = schemathesis.openapi.from_asgi(PATH, APP)
SAMPLED = schemathesis.openapi.from_asgi(PATH, APP, config=AT_RANDOM)


def test_the_description_is_valid_openapi() -> None:
    SCHEMA.validate()


@SCHEMA.exclude(path=MANY_FIELDS).parametrize()
@examples(25)
def test_every_answer_is_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate()


@SAMPLED.include(path=MANY_FIELDS).parametrize()
@examples(50)
def test_every_answer_about_people_is_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate()


@pytest.mark.deep
@SCHEMA.include(path=MANY_FIELDS).parametrize()
@examples(25)
def test_every_fault_in_every_field_is_answered_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate()
