"""A client of the JSON interface that may ask as often as it likes, and what it sends."""

import tempfile
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from recommender import AnswerSheet
from tests.web.loaded import KEYS, client_of
from web.services.rate_limit import RATE
from web.services.services import open_services

_FOLDER = tempfile.TemporaryDirectory(prefix="coach-or-mentor-")
SERVICES = open_services({**KEYS, RATE: "999999"}, Path(_FOLDER.name))
CLIENT = client_of(SERVICES)
APP = CLIENT.app

NEW = {"view": "self", "answers": {"goal": "role", "block": "insight", "experience": "never"}, "screening": []}
"""Someone new in a role."""


def body_of(sheet: AnswerSheet) -> dict[str, Any]:
    """What is sent for a sheet."""
    return {"view": sheet.view, "answers": dict(sheet.answers), "screening": sorted(sheet.flags)}


def recommended(body: Any, *, lang: str = "en", client: TestClient = CLIENT) -> Any:
    """What comes back for this body, which is allowed."""
    response = client.post(f"/api/v1/recommend?lang={lang}", json=body)
    assert response.status_code == 200
    return response.json()
