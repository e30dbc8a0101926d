"""Invitations, and the joint link that comes of one: who sees what, and until when."""

import pytest
from starlette.testclient import TestClient

from recommender import AnswerSheet
from tests.web.loaded import SERVICES
from tests.web.routes.opened import LEADERS, OWN, text, texts
from web.guide.edition import Edition
from web.guide.languages import FIRST
from web.links.created import CreatedLink, create_link
from web.links.invitations import invitation, reply
from web.links.link import INVITATION
from web.links.resolution import resolve_invitation
from web.services.clock import today


@pytest.fixture
def invited(edition: Edition) -> CreatedLink:
    return create_link(edition, SERVICES, "", invitation(edition, LEADERS, today=today()), purpose=INVITATION)


def answered(edition: Edition, invited: CreatedLink, sheet: AnswerSheet = OWN) -> CreatedLink:
    opened = resolve_invitation(edition, SERVICES, invited.address.rpartition("/")[2])
    return create_link(edition, SERVICES, "", reply(edition, opened, sheet, today=today()))


def test_an_invitation_shows_nothing_of_the_answers_and_leads_to_the_persons_own_view(
    client: TestClient, edition: Edition, invited: CreatedLink
) -> None:
    page = text(client, invited.address)
    token = invited.address.rpartition("/")[2]
    assert f'href="../?view=self&from={token}&lang={FIRST}"' in page
    for words in [edition.wording.outcomes["mentoring"].headline["leader"], *texts(edition, LEADERS)]:
        assert words not in page
    for path in (f"/s/{token}", f"/manage/{token}"):
        assert client.get(path).status_code == 404, "an invitation is not a link that shows something"


def test_a_joint_link_shows_both_sides_and_what_to_talk_about_first(
    client: TestClient, edition: Edition, invited: CreatedLink
) -> None:
    page = text(client, answered(edition, invited).address)
    for words in (*texts(edition, LEADERS), *texts(edition, OWN)):
        assert words in page
    for sheet, outcome in ((LEADERS, "mentoring"), (OWN, "coaching")):
        assert edition.wording.outcomes[outcome].headline[sheet.view] in page
    assert edition.say("compare.not-same") in page
    assert edition.say("compare.guide") in page
    first = page.split(edition.say("compare.first"))[1].split(edition.say("compare.differ.views"))[0]
    assert edition.wording.questions["experience"].topic in first
    assert edition.wording.questions["wants"].topic not in first
    data = client.get(answered(edition, invited).address, headers={"accept": "application/json"}).json()
    assert [result["view"] for result in data["results"]] == ["leader", "self"]


def test_a_joint_link_stops_when_either_side_is_stopped(
    client: TestClient, edition: Edition, invited: CreatedLink
) -> None:
    own, kept = answered(edition, invited), answered(edition, invited)
    client.post(own.manage)
    assert [client.get(link.address).status_code for link in (own, kept, invited)] == [410, 200, 200]
    client.post(invited.manage)
    assert [client.get(link.address).status_code for link in (own, kept, invited)] == [410, 410, 410]


def test_a_joint_link_opens_no_longer_than_the_invitation(edition: Edition, invited: CreatedLink) -> None:
    assert answered(edition, invited).link.last_day == invited.link.last_day
