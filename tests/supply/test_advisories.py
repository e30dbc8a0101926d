"""No version that the guide runs on is under an advisory that we know of; and one that is would be found."""

import json

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests import parsed
from tests.supply import __main__ as audit_lock
from tests.supply import pypi
from tests.supply.advisories import FILE, KNOWN, UNTIL, Advisory, advisory, affects, that_apply
from tests.supply.locked import LOCKED


def of_one(*events: dict[str, str]) -> Advisory:
    return advisory(
        {"id": "A-1", "package": "Some_Package", "date": UNTIL, "events": list(events), "about": "A fault."}
    )


def ids(pin: str) -> set[str]:
    return {line.split(" is affected by ")[1].split(":")[0] for line in that_apply([Requirement(pin)], KNOWN)}


def test_what_is_locked_is_under_no_advisory() -> None:
    assert that_apply(LOCKED, KNOWN) == []


def test_every_advisory_is_about_a_package_that_is_locked_and_says_where_it_was_read() -> None:
    written = parsed.read(FILE)
    names = {"pypa", "github"}
    assert set(written["sources"]) == names
    assert [one["id"] for one in written["advisories"] if not one["sources"]] == []
    sources = {source for one in written["advisories"] for source in one["sources"]}
    assert [source for source in sources - names if not source.startswith("https://github.com/")] == []
    assert {one.package for one in KNOWN} <= {one.name for one in LOCKED} & set(written["looked-up"])
    assert len({one.id for one in KNOWN}) == len(KNOWN)
    assert max(one.date for one in KNOWN) == UNTIL


@pytest.mark.parametrize(
    ("pin", "some"),
    [
        ("jinja2==2.10", {"PYSEC-2019-217", "PYSEC-2021-66", "CVE-2025-27516"}),
        ("urllib3==1.26.0", {"PYSEC-2021-59", "PYSEC-2021-108", "PYSEC-2023-192"}),
        ("Streamlit==0.70", {"PYSEC-2022-248", "PYSEC-2023-50"}),
        ("Python_Multipart==0.0.17", {"CVE-2024-53981"}),
        ("cryptography==44.0.0", {"openssl-20250211"}),
    ],
)
def test_an_old_version_is_found(pin: str, some: set[str]) -> None:
    assert some <= ids(pin)


@pytest.mark.parametrize("pin", ["jinja2==3.1.6", "cryptography==50.0.0", "streamlit==1.54.0"])
def test_the_version_that_mends_the_last_fault_is_clean(pin: str) -> None:
    assert ids(pin) == set()


@pytest.mark.parametrize(
    ("version", "has"),
    [
        ("0.dev1", True),
        ("1.26.16", True),
        ("1.26.17rc1", True),
        ("1.26.17", False),
        ("1.26.17.post1", False),
        ("1.99", False),
        ("2.0.0b1", False),
        ("2.0.5", True),
        ("2.0.6", False),
        ("2.0.6+local", False),
        ("1!1.0", False),
    ],
)
def test_two_ranges_in_any_order_hold_by_the_order_of_versions(version: str, has: bool) -> None:
    fault = of_one({"introduced": "2.0.0"}, {"fixed": "2.0.6"}, {"introduced": "0"}, {"fixed": "1.26.17"})
    assert affects(fault, Version(version)) is has


@pytest.mark.parametrize(("version", "has"), [("1.9", False), ("1!1.0", True), ("1!1.1", True), ("1!1.2rc1", False)])
def test_an_epoch_comes_before_all_numbers(version: str, has: bool) -> None:
    assert affects(of_one({"introduced": "1!1.0"}, {"last_affected": "1!1.1"}), Version(version)) is has


def test_an_unknown_event_is_an_error() -> None:
    with pytest.raises(ValueError, match="'limit' is no event of an advisory"):
        of_one({"limit": "1.0"})


@pytest.mark.parametrize(
    ("pins", "of_pypi", "said", "status"),
    [
        (["h11==0.16.0"], False, f"1 packages, {len(KNOWN)} advisories known until {UNTIL}: none applies", 0),
        (["h11==0.16.0"], True, ": none applies", 1),
        (["h11==0.14.0"], False, ": 1 apply\nh11 0.14.0 is affected by CVE-2025-43859: ", 1),
        (["new-one==1.0"], False, "Nobody has yet looked for advisories on new-one", 0),
    ],
)
def test_the_command_says_what_applies_and_fails(
    pins: list[str],
    of_pypi: bool,
    said: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(audit_lock, "LOCKED", [Requirement(pin) for pin in pins])
    monkeypatch.setattr(pypi, "ask", lambda: ("PyPI's word", of_pypi))
    assert audit_lock.main() == status
    printed = capsys.readouterr().out
    assert said in printed
    assert printed.endswith("PyPI's word\n")


def report(*dependencies: dict[str, object]) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


CLEAN: dict[str, object] = {"name": "idna", "version": "3.20", "vulns": []}
UNASKED: dict[str, object] = {"name": "h11", "skip_reason": "Dependency not found on PyPI"}
FAULTY: dict[str, object] = {"name": "h11", "version": "0.14", "vulns": [{"id": "A-2", "fix_versions": ["0.16.0"]}]}


@pytest.mark.parametrize(
    ("dependencies", "said", "applies"),
    [
        ([CLEAN], "PyPI knows of none in 1 of the 1 packages", False),
        ([CLEAN, UNASKED], "PyPI did not answer for h11", False),
        ([UNASKED], "PyPI was not asked: it answered for none of the 1 packages", False),
        ([CLEAN, FAULTY], "h11 0.14 is affected by A-2, mended in 0.16.0", True),
    ],
)
def test_what_pypi_did_not_answer_is_not_called_clean(
    dependencies: list[dict[str, object]], said: str, applies: bool
) -> None:
    answer = pypi.answer(report(*dependencies))
    assert said in pypi.verdict(answer)
    assert bool(answer.apply) is applies
