"""Paths that lead out of a folder, on every route and however written: no file of the machine, and no failure."""

import pytest

from tests.attack.raw import get

ROUTES = ["", "static/", "media/", "component/", "app/static/", "_stcore/", "s/", "i/", "manage/", "look-", "review/"]
SECRET = ("etc/passwd", "app.py", "var/link-keys", "rules/rulebase.yaml")
STEPS = (
    "../",
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "%252e%252e%252f",
    "..%5c",
    "..\\",
    "..;/",
    "%c0%ae%c0%ae/",
    "..%c0%af",
    "%e0%80%ae./",
    "....//",
    ".%00./",
    "%ef%bc%8e%ef%bc%8e/",
)
WHOLE = (
    "//etc/passwd",
    "/%2fetc/passwd",
    "/\\etc\\passwd",
    "/file:///etc/passwd",
    "/C:/Windows/win.ini",
    "/etc/passwd%00.css",
)
INSIDE = ("root:", "import streamlit", "A" * 43, "approaches:", "[fonts]")
"""What is in those files."""


@pytest.mark.parametrize("route", ROUTES)
def test_no_path_leads_out_of_a_folder(route: str, server: str) -> None:
    for step in STEPS:
        for secret in SECRET[:: 1 if step in ("../", "%2e%2e%2f") else 4]:
            expect_nothing(server, f"/{route}{step * 5}{secret}")


@pytest.mark.parametrize("path", WHOLE)
def test_no_path_is_taken_from_the_root_of_the_machine(path: str, server: str) -> None:
    expect_nothing(server, path)


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest", "*", "x", "localhost:22", "/%", "/%zz", "/\x7f", "/a b", "/%ff%fe", "/\x00"],
)
def test_what_is_no_path_of_ours_is_refused(target: str, server: str) -> None:
    expect_nothing(server, target)
    for method in ("CONNECT", "TRACE", "OPTIONS", "PROPFIND"):
        assert get(server, "/", method=method).status in (400, 405)


def expect_nothing(server: str, path: str) -> None:
    answer = get(server, path)
    assert answer.status in (400, 404), path
    assert not [word for word in INSIDE if word in answer.text], path
    assert "Traceback" not in answer.text
