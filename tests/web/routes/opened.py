"""What the tests of links are about: two answer sheets, and what a page of theirs shows."""

from html import unescape

from starlette.testclient import TestClient

from recommender import AnswerSheet
from web.guide.edition import Edition

OWN = AnswerSheet("self", {"goal": "habit", "experience": "years", "ideas": "plenty", "wants": "questions"})
LEADERS = AnswerSheet("leader", {"goal": "role", "experience": "never", "ideas": "none", "wants": "questions"})


def text(client: TestClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.text)


def texts(edition: Edition, sheet: AnswerSheet) -> list[str]:
    return [edition.wording.questions[q].options[option].text[sheet.view] for q, option in sheet.answers.items()]
