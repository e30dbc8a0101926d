"""A real server that is watched: its figures, its log, and that neither says anything about the person who came."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families
from websockets.sync.client import connect

from recommender import AnswerSheet
from tests.browser.server import free_port, running
from tests.conftest import ROOT
from tests.web.loaded import EDITION, KEYS
from web.links.created import create_link, result_link
from web.services.clock import today
from web.services.services import open_services

ANSWERS = {"goal": "role", "experience": "never"}


@dataclass
class Server:
    """A guide with its figures, and a link to a result that it opens."""

    address: str
    figures_at: str
    log: Path
    token: str

    def status(self, path: str, *, method: str = "GET") -> int:
        request = urllib.request.Request(f"{self.address}{path}", method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                status: int = answer.status
                return status
        except urllib.error.HTTPError as error:
            return error.code

    def figures(self) -> str:
        with urllib.request.urlopen(f"http://{self.figures_at}/metrics", timeout=30) as answer:
            text: str = answer.read().decode()
            return text

    def families(self) -> dict[str, Metric]:
        return {family.name: family for family in text_string_to_metric_families(self.figures())}

    def counted(self) -> dict[tuple[str, ...], float]:
        """Each figure by its name and its labels in their order."""
        return {
            (sample.name.removeprefix("coach_or_mentor_"), *sample.labels.values()): sample.value
            for family in self.families().values()
            for sample in family.samples
        }


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, figures_at = tmp_path_factory.mktemp("watched"), f"127.0.0.1:{free_port()}"
    link = result_link(EDITION, AnswerSheet("self", ANSWERS), "answers", 30, today=today())
    token = create_link(EDITION, open_services(KEYS, folder), "", link).address
    settings = {
        **KEYS,
        "COACH_OR_MENTOR_LOG": "json",
        "COACH_OR_MENTOR_METRICS": figures_at,
        "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true",
    }
    with running(folder, free_port(), settings) as (address, log):
        yield Server(address, figures_at, log, token)


def test_requests_links_and_pages_are_counted(server: Server) -> None:
    shared = "/s/{token:path}"
    assert server.status(server.token) == 200
    assert server.status("/s/0a1b2c3d4e5f6a7b8c9d0e1f") == 404
    stream = f"{server.address.replace('http', 'ws')}/_stcore/stream"
    with connect(stream, additional_headers={"Origin": server.address}):
        counted = server.counted()
    assert counted["requests_total", shared, "2xx"] == counted["requests_total", shared, "4xx"] == 1
    assert counted["request_seconds_count", shared] == 2
    assert counted["links_opened_total", "shared result"] == 1
    assert counted["links_refused_total", "shared result", "DamagedLink"] == 1
    assert counted["database_reachable",] == counted["sessions_open",] == counted["sessions_total",] == 1


def test_a_server_says_that_it_runs_and_is_ready(server: Server) -> None:
    assert [server.status(path, method="HEAD") for path in ("/healthz", "/readyz")] == [200, 200]


def test_neither_figures_nor_log_say_who_came_or_with_what(server: Server) -> None:
    server.status(server.token)
    server.status(f"/?at={server.token.removeprefix('/s/')}")
    server.status("/s/0a1b2c3d4e5f6a7b8c9d0e1f?lang=fr")
    told = server.log.read_text() + server.figures()
    for secret in (server.token.split("?")[0].removeprefix("/s/"), "0a1b2c3d4e5f", "127.0.0.1", "::1", "lang=", "role"):
        assert secret not in told
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert any(line["event"] == "link-refused" for line in lines)


def test_figures_are_named_by_the_rules_of_prometheus(server: Server) -> None:
    for name, family in server.families().items():
        assert family.documentation
        assert re.fullmatch(r"(coach_or_mentor|process)_[a-z_]+", name)
        assert not re.search(r"_(ms|milliseconds|minutes|kb|count|sum|bucket|gauge|counter|histogram)$", name)
        if family.type == "counter":
            assert all(sample.name.endswith("_total") for sample in family.samples)
        if family.type == "histogram":
            assert name.endswith("_seconds")


def test_labels_have_few_values(server: Server) -> None:
    for number in range(50):
        server.status(f"/nothing/{number}")
        server.status(f"/s/{number}")
    for family in server.families().values():
        assert len({tuple(sample.labels.items()) for sample in family.samples if "le" not in sample.labels}) < 50


def test_each_alert_is_about_figures_that_there_are_and_says_where_to_read_on(server: Server) -> None:
    file = yaml.safe_load((ROOT / "deploy" / "prometheus" / "alerts.yaml").read_text(encoding="utf-8"))
    rules = [rule for group in file["groups"] for rule in group["rules"]]
    text = server.figures()
    there = set(re.findall(r"^# TYPE (\w+)", text, re.MULTILINE)) | {"up"}
    runbook = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    headings = {re.sub(r"[^\w -]", "", line.lower()).strip().replace(" ", "-") for line in runbook.splitlines()}
    assert len(rules) > 5
    for rule in rules:
        named = set(re.findall(r"\b(?:coach_or_mentor|process)_\w+|\bup\b", rule["expr"]))
        assert named
        assert {re.sub(r"_(bucket|sum|count)$", "", name) for name in named} <= there
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["runbook_url"].split("#")[1] in {heading.lstrip("-") for heading in headings}


@pytest.mark.deep
def test_a_port_that_is_taken_is_said_at_the_start(server: Server, tmp_path: Path) -> None:
    port, settings = free_port(), {**KEYS, "COACH_OR_MENTOR_METRICS": server.figures_at}
    with pytest.raises(RuntimeError), running(tmp_path, port, settings):
        pass
    log = (tmp_path / f"log-{port}").read_text()
    assert "The guide cannot start.\nThe figures cannot be shown at port" in log
    assert "Traceback" not in log
