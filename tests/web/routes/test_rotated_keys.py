"""Keys that are changed while links are open: with the old key behind the new one a restart loses nothing."""

import base64
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from recommender import AnswerSheet
from tests.web.app import page, shown
from tests.web.databases import closed_afterwards
from tests.web.loaded import EDITION, RULES, client_of
from web.links.created import create_link, result_link
from web.links.journey import RESULT, Journey
from web.links.journey_address import seal_journey
from web.links.link import INVITATION
from web.services.clock import today
from web.services.keys import FILE, VARIABLE
from web.services.services import Services, open_services

__all__ = ["closed_afterwards"]

OLD, NEW = (base64.urlsafe_b64encode(key * 32).decode() for key in (b"1", b"2"))
SHEET = AnswerSheet("self", {"goal": "habit", "experience": "years", "ideas": "plenty"})


def restarted(folder: Path, *keys: str) -> tuple[Services, TestClient]:
    """A server that was started with these keys."""
    services = open_services({VARIABLE: ",".join(keys)}, folder)
    return services, client_of(services)


def created(services: Services) -> list[str]:
    """An address of each kind."""
    sheet = replace(SHEET, view="leader")
    link = create_link(EDITION, services, "", result_link(EDITION, SHEET, "answers", 30, today=today()))
    asked = result_link(EDITION, sheet, "answers", 30, today=today())
    invitation = create_link(EDITION, services, "", asked, purpose=INVITATION)
    journey = seal_journey(services.sealer, RULES, Journey("self", RESULT, SHEET.answers), today=today())
    return [link.address, link.manage, invitation.address, f"/?at={journey}"]


def opened(client: TestClient, addresses: list[str]) -> list[int]:
    return [client.get(address).status_code for address in addresses]


def test_with_the_old_key_behind_the_new_one_all_open(tmp_path: Path) -> None:
    before, client = restarted(tmp_path, OLD)
    early = created(before)
    assert opened(client, early) == [200] * len(early)
    after, client = restarted(tmp_path, NEW, OLD)
    late = created(after)
    assert opened(client, early + late) == [200] * len(early + late)
    _, without = restarted(tmp_path, NEW)
    assert opened(without, late) == [200] * len(late), "the first key sealed them"


def test_without_the_old_key_each_address_ends_in_a_calm_page(tmp_path: Path) -> None:
    before, _ = restarted(tmp_path, OLD)
    _, client = restarted(tmp_path, NEW)
    *links, journey = created(before)
    for address in links:
        gone = client.get(address)
        assert gone.status_code == 404
        assert EDITION.say("error.damaged.title") in gone.text
    guide = page({"at": journey.removeprefix("/?at=")})
    assert EDITION.say("error.address.text") in shown(guide)
    assert client.get("/?view=self").status_code == 200


def test_a_key_file_that_is_changed_counts_from_the_next_start_on(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"{OLD}\n")
    running = open_services({FILE: str(file)}, tmp_path)
    early = created(running)
    file.write_text(f"{NEW}\n{OLD}\n")
    assert opened(client_of(running), created(running)) == [200] * len(early)
    assert opened(client_of(open_services({FILE: str(file)}, tmp_path)), early) == [200] * len(early)
    file.write_text("broken")
    assert opened(client_of(running), early) == [200] * len(early), "a running server reads no key again"
