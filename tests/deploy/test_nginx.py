"""What nginx does by itself with the files of deploy/nginx: names, TLS, what it passes on, limits, and no disk."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.client import FROM, ask, ask_in_clear, secured
from tests.deploy.stand_in import BIG, StandIn, stand_in
from tests.nginx.server import NAME, Certificate, Nginx, command, lay_out, nginx

FORM, API, UPLOAD = 120_000, 1_000_000, 25_000_000
"""About as much as may be sent to a page, to the JSON interface, and as a file of a team."""


@pytest.fixture(scope="module")
def replica() -> Iterator[StandIn]:
    with stand_in() as standing:
        yield standing


@pytest.fixture(scope="module")
def server(certificate: Certificate, replica: StandIn) -> Iterator[Nginx]:
    with nginx(certificate, [replica.port], {"#below: ": ""}) as running:
        yield running


def test_the_configuration_is_without_a_fault_or_a_warning(certificate: Certificate, tmp_path: Path) -> None:
    lay_out(Nginx(tmp_path, 8443, 8080), certificate, [8501, 8502], {})
    tried = subprocess.run([*command(tmp_path), "-t"], capture_output=True, text=True)
    assert tried.returncode == 0
    assert "syntax is ok" in tried.stderr
    assert "[warn]" not in tried.stderr


def test_plain_http_is_sent_to_https_and_the_browser_told_to_stay_there(server: Nginx) -> None:
    moved = ask_in_clear(server, "/help?lang=fr")
    assert moved.status == 301
    assert moved.values("Location") == [f"https://{NAME}/help?lang=fr"]
    assert ask(server, "/help").values("Strict-Transport-Security") == ["max-age=31536000"]
    assert ask(server, "/help").values("Server") == ["nginx"]


def test_what_renews_the_certificate_is_served_in_clear(server: Nginx) -> None:
    challenge = server.folder / "acme" / ".well-known" / "acme-challenge"
    challenge.mkdir(parents=True)
    (challenge / "word").write_text("proof")
    assert ask_in_clear(server, "/.well-known/acme-challenge/word").body == b"proof"


@pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_tls_is_refused(newest: ssl.TLSVersion, server: Nginx) -> None:
    with pytest.raises(ssl.SSLError):
        secured(server, newest=newest)


def test_another_name_gets_no_answer(server: Nginx, replica: StandIn) -> None:
    before = len(replica.received)
    with pytest.raises(ssl.SSLError, match="(?i)unrecognized.name"):
        secured(server, "other.example.org")
    with pytest.raises(ConnectionResetError):
        ask(server, "/", host="other.example.org")
    with pytest.raises(ConnectionResetError):
        ask_in_clear(server, "/", host="other.example.org")
    assert len(replica.received) == before


def test_who_asks_is_said_by_nginx_and_not_by_the_client(server: Nginx, replica: StandIn) -> None:
    told = {
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Proto": "gopher",
        "X-Forwarded-Host": "evil.example.org",
        "X-Forwarded-Prefix": "/evil",
        "X-Real-IP": "203.0.113.9",
        "Forwarded": "for=203.0.113.9;host=evil.example.org",
        "Upgrade": "h2c",
    }
    ask(server, "/help", headers=told, host=f"{NAME}:1234")
    came = replica.received[-1].headers
    assert came.get_all("Host") == [NAME]
    assert came.get_all("X-Forwarded-For") == [FROM]
    assert came.get_all("X-Forwarded-Proto") == ["https"]
    assert not {"X-Forwarded-Host", "X-Forwarded-Prefix", "X-Real-IP", "Forwarded", "Upgrade"} & set(came)
    assert "evil" not in str(came)


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/message",
        "/_stcore/%6Detrics",
        "/help/..%2F_stcore//metrics",
        "/guide/_stcore/metrics",
        "/guide/guide/_stcore/metrics",
        "/readyz",
        "/ready%7A",
        "/guide/readyz",
    ],
)
def test_what_is_nobodys_business_is_not_there(path: str, server: Nginx, replica: StandIn) -> None:
    before = len(replica.received)
    assert ask(server, path).status == 404
    assert len(replica.received) == before


@pytest.mark.parametrize(
    ("path", "received"), [("/guide/help?lang=fr", "/help?lang=fr"), ("/guide/", "/"), ("/help", "/help")]
)
def test_below_a_path_the_path_is_taken_away(path: str, received: str, server: Nginx, replica: StandIn) -> None:
    assert ask(server, path).status == 200
    assert replica.received[-1].path == received


def test_the_path_alone_leads_to_its_folder(server: Nginx) -> None:
    assert ask(server, "/guide?lang=fr").values("Location") == [f"https://{NAME}/guide/?lang=fr"]


BODIES = pytest.mark.parametrize(
    ("method", "path", "length"),
    [("POST", "/copy", FORM), ("POST", "/api/v1/recommend", API), ("PUT", "/_stcore/upload_file/a/b", UPLOAD)],
)


@BODIES
def test_a_body_never_touches_the_disk(method: str, path: str, length: int, server: Nginx, replica: StandIn) -> None:
    without_temporary_files(server)
    assert ask(server, path, method, body=b"x" * length).status == 200
    assert replica.received[-1].length == length


def test_an_answer_never_touches_the_disk(server: Nginx) -> None:
    """It is far longer than what a connection and nginx hold, and nobody reads it for a while."""
    without_temporary_files(server)
    assert len(ask(server, "/big").body) == BIG


def test_what_would_touch_the_disk_is_found_out(certificate: Certificate, replica: StandIn) -> None:
    """So the tests above could fail."""
    smaller = {"client_body_buffer_size 256k": "client_body_buffer_size 16k"}
    with nginx(certificate, [replica.port], smaller) as server:
        without_temporary_files(server)
        assert ask(server, "/copy", "POST", body=b"x" * FORM).status == 500


@BODIES
def test_a_body_that_is_too_long_is_refused(
    method: str, path: str, length: int, server: Nginx, replica: StandIn
) -> None:
    before = len(replica.received)
    headers = {"Content-Length": str(length * 2)}
    assert ask(server, path, method, headers=headers).status == 413
    assert len(replica.received) == before


@pytest.mark.parametrize(("path", "most"), [("/copy", 131_072), ("/api/v1/recommend", 1_048_576)])
def test_a_body_that_does_not_say_how_long_it_is_never_touches_the_disk(path: str, most: int, server: Nginx) -> None:
    """In HTTP/2, which only curl speaks here, it may say nothing."""
    without_temporary_files(server)
    for length, status in ((most, "2 200"), (most + 1, "2 413"), (most * 3, "2 413")):
        found = ["--resolve", f"{NAME}:{server.https}:127.0.0.1", f"https://{NAME}:{server.https}{path}"]
        told = ["-s", "-k", "--http2", "-X", "POST", "-T", "-", "-o", "/dev/null", "-w", "%{http_version} %{http_code}"]
        sent = subprocess.run(["curl", *told, *found], input=b"x" * length, capture_output=True, timeout=60)
        assert sent.stdout.decode() == status


def test_a_body_without_a_length_is_refused(server: Nginx) -> None:
    assert ask(server, "/copy", "POST", headers={"Transfer-Encoding": "chunked"}).status == 411


def test_floods_are_stopped_and_told_when_to_come_again(certificate: Certificate, replica: StandIn) -> None:
    with nginx(certificate, [replica.port], {"rate=50r/s": "rate=1r/m", "burst=500": "burst=3"}) as server:
        answers = [ask(server, "/help") for _ in range(6)]
        assert [answer.status for answer in answers] == [200] * 4 + [429] * 2
        assert answers[-1].values("Retry-After") == ["10"]
        assert "réessayer".encode() in answers[-1].body
        assert ask(server, "/static/js/index.js").status == 200


def test_a_replica_that_does_not_answer_in_time_is_asked_once_where_it_counts(
    certificate: Certificate, replica: StandIn
) -> None:
    quick = {f"proxy_read_timeout {seconds}s": "proxy_read_timeout 300ms" for seconds in (5, 15)}
    quick["max_fails=2"] = "max_fails=0"
    with stand_in() as other, nginx(certificate, [replica.port, other.port], quick) as server:
        for path, times in (("/copy?slow", 2), ("/fit?slow", 1)):
            assert ask(server, path, "POST", body=b"form").status == 504
            came = [one.path for standing in (replica, other) for one in standing.received]
            assert came.count(path) == times


def without_temporary_files(server: Nginx) -> None:
    """Put a file in the place of each folder for temporary files: what needs one from now on answers 500."""
    for folder in server.temporary.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
            folder.write_text("")
