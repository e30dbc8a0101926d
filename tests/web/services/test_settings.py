"""Settings: all faults at once, each with its name and what to do, and never a secret."""

import re
from pathlib import Path

import pytest

from recommender.core.errors import InvalidKey, InvalidSetting
from tests.conftest import ROOT
from tests.web.unprivileged import open_folder, unprivileged
from web.services.services import ADDRESS, FOLDER, open_services
from web.services.setting_names import NAMES, PREFIX, check_names
from web.services.settings import read_all

__all__ = ["open_folder"]

SECRET = "secretsecret"
FAULTS = {
    "COACH_OR_MENTOR_KEYS": SECRET,
    "COACH_OR_MENTOR_ADDRESS": f"ftp://{SECRET}.example.org",
    "COACH_OR_MENTOR_API_RATE": "many",
    "COACH_OR_MENTOR_PROXIES": "-1",
    "COACH_OR_MENTOR_REPLICAS": "0",
    "COACH_OR_MENTOR_FIT": "perhaps",
    "COACH_OR_MENTOR_DESK": "yes",
    "COACH_OR_MENTOR_FEEDBACK_ADDRESS": SECRET,
    "COACH_OR_MENTOR_ADRESS": SECRET,
    "DATABASE_URL": f"postgresql://guide:{SECRET}@host:port/name",
}


def test_all_faults_are_said_at_once_and_no_value_is_shown(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting) as raised:
        open_services(FAULTS, tmp_path)
    said = str(raised.value)
    assert all(len(re.findall(rf"\b{name}\b", said)) >= 1 for name in FAULTS)
    assert len(said.split("\n\n")) == len(FAULTS), "each once, also where two settings are looked at together"
    assert SECRET not in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_said_by_its_name_alone(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match=name) as raised:
        open_services({"COACH_OR_MENTOR_KEYS": "C" * 43, name: FAULTS[name]}, tmp_path)
    assert "\n\n" not in str(raised.value)


def test_each_thing_that_is_read_at_the_start_says_its_faults() -> None:
    def fail(error: Exception) -> None:
        raise error

    assert read_all(one=lambda: 1, two=lambda: "two") == {"one": 1, "two": "two"}
    with pytest.raises(InvalidSetting) as raised:
        read_all(key=lambda: fail(InvalidKey("A key.")), one=lambda: 1, two=lambda: fail(InvalidSetting("A setting.")))
    assert str(raised.value) == "A key.\n\nA setting."
    with pytest.raises(ZeroDivisionError):
        read_all(one=lambda: 1 / 0)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("ADRESS", "ADDRESS"), ("KEY", "KEYS"), ("DATABASE_FOLDER", "FOLDER"), ("FEEDBACK_ADDRES", "FEEDBACK_ADDRESS")],
)
def test_a_name_that_is_misspelled_is_refused_with_the_right_one(written: str, meant: str) -> None:
    with pytest.raises(InvalidSetting, match=f"{PREFIX}{written} .* did you mean '{PREFIX}{meant}'") as raised:
        check_names({f"{PREFIX}{written}": SECRET})
    assert SECRET not in str(raised.value)


def test_what_kubernetes_says_of_a_service_with_our_name_is_no_setting() -> None:
    check_names(
        {
            "COACH_OR_MENTOR_SERVICE_HOST": "10.0.0.1",
            "COACH_OR_MENTOR_SERVICE_PORT": "8501",
            "COACH_OR_MENTOR_SERVICE_PORT_HTTP": "8501",
            "COACH_OR_MENTOR_PORT": "tcp://10.0.0.1:8501",
            "COACH_OR_MENTOR_PORT_8501_TCP": "tcp://10.0.0.1:8501",
            "COACH_OR_MENTOR_PORT_8501_TCP_ADDR": "10.0.0.1",
            "COACH_OR_MENTOR_METRICS_SERVICE_HOST": "10.0.0.1",
            "COACH_OR_MENTOR_METRICS_PORT_9100_TCP_PROTO": "tcp",
            "PORT": "8501",
            "HOME": "/",
        }
    )


def test_every_setting_of_the_code_is_known_and_every_known_one_is_in_the_code() -> None:
    code = [
        path.read_text(encoding="utf-8") for path in (ROOT / "web").rglob("*.py") if path.name != "setting_names.py"
    ]
    assert {name for text in code for name in re.findall(rf'"({PREFIX}[A-Z_]+)"', text)} == set(NAMES)


def test_every_setting_is_in_the_table_for_operators() -> None:
    table = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    assert set(re.findall(rf"^\| `({PREFIX}[A-Z_]+)` \|", table, re.MULTILINE)) == set(NAMES)


@pytest.mark.parametrize(
    "address", ["https://guide.example.org", "http://localhost:8501/", "https://example.org/a/guide", "https://[::1]:8"]
)
def test_an_address_may_have_a_port_and_a_path(address: str, tmp_path: Path) -> None:
    assert open_services({ADDRESS: f" {address} "}, tmp_path).address == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "guide.example.org",
        "https://",
        "https:///path",
        "https://example.org?lang=fr",
        "https://example.org/#top",
        "https://me:secret@example.org",
        "https://example.org:port",
        "https://example.org:99999",
        "https://[::1",
        "https://example.org/a b",
        "javascript://example.org",
        "https://guide..example.org",
        f"https://{'a' * 64}.example.org",
    ],
)
def test_an_address_that_no_link_can_start_with_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match=ADDRESS):
        open_services({ADDRESS: address}, tmp_path)


def test_a_folder_that_cannot_be_written_is_refused_at_the_start(open_folder: Path) -> None:
    keys, database = {"COACH_OR_MENTOR_KEYS": "C" * 43}, {"DATABASE_URL": "postgresql://x@localhost/x"}
    open_folder.chmod(0o555)
    with unprivileged():
        for folder in (open_folder, open_folder / "var" / "guide"):
            with pytest.raises(InvalidSetting, match=f"cannot write in {open_folder}.*{FOLDER}"):
                open_services(keys, folder)
        assert open_services({**keys, **database}, open_folder)


def test_a_folder_that_is_a_file_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "var").touch()
    for folder in (tmp_path / "var", tmp_path / "var" / "guide"):
        with pytest.raises(InvalidSetting, match=f"{FOLDER} must name a folder"):
            open_services({"COACH_OR_MENTOR_KEYS": "C" * 43}, folder)
