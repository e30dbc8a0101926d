"""The author's desk in Streamlit's test harness, and what stands on it."""

from collections.abc import Mapping

from streamlit.testing.v1 import AppTest

from tests.web.app import page
from web.guide.edition import the_edition
from web.ui.desk.draft import FIELD

FILE = (the_edition().folder / "rules" / "rulebase.yaml").read_text(encoding="utf-8")
_LAST = "      - {id: growth,"
WITH_ANSWER = FILE.replace(_LAST, f"      - {{id: brand-new, coaching: 0, mentoring: 0}}\n{_LAST}", 1)
"""The rules with an answer that has no words."""

HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}


def desk(language: str = "en") -> AppTest:
    return page({"view": "desk", "lang": language})


def text_of(app: AppTest) -> str:
    return str(app.text_area(key=FIELD).value)


def write(app: AppTest, text: str) -> AppTest:
    """Put this text into the editor."""
    return app.text_area(key=FIELD).set_value(text).run()


def move(app: AppTest, question: str, weight: int) -> AppTest:
    """Move the slider of a question."""
    return app.slider(key=f"desk-weight-{question}").set_value(weight).run()


def weights(app: AppTest) -> Mapping[str, object]:
    """Where the sliders stand, by question."""
    start = "desk-weight-"
    return {
        str(slider.key).removeprefix(start): slider.value for slider in app.slider if str(slider.key).startswith(start)
    }


def is_there(app: AppTest) -> bool:
    """Whether the page is the desk."""
    return bool(app.text_area)
