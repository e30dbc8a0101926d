"""Files of people for the page of a team."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.web.app import page
from web.guide.edition import the_edition

NO_FLAG = "none"


def people(count: int, **answers: str) -> list[dict[str, str]]:
    """So many people of two sites, in turn, whose leader gave the same answers."""
    first = {"view": "leader", "screening": NO_FLAG}
    return [{"ref": f"T{n}", "site": ("North", "South")[n % 2], **first, **answers} for n in range(1, count + 1)]


def csv_of(rows: Iterable[Mapping[str, str]]) -> bytes:
    rows = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def team_page(content: bytes | None = None, name: str = "people.csv", language: str = "en") -> AppTest:
    """The page, with this file on it."""
    app = page({"view": "team", "lang": language})
    return app if content is None else add_file(app, content, name)


def add_file(app: AppTest, content: bytes, name: str = "people.csv") -> AppTest:
    """Put this file on the page, in the place of another if there is one."""
    return app.file_uploader[0].set_value((name, content, "application/octet-stream")).run()


def field(widgets: Iterable[Any], name: str) -> Any:
    """The one of these fields that is called so, whichever file it is about."""
    return next(widget for widget in widgets if str(widget.key).startswith(name))


def say(text: str, language: str = "en", **values: object) -> str:
    return the_edition(language).say(text, **values)
