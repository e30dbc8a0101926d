"""The Kubernetes manifests: right by the API's own schemas, closed as far as they can be, and about one guide."""

import copy
import re
from typing import Any

import kubernetes_validate
import pytest
import yaml

from tests.browser.server import PROJECT

FILES = sorted((PROJECT / "deploy" / "kubernetes").glob("*.yaml"))
MANIFESTS: dict[str, dict[str, Any]] = {
    manifest["kind"]: manifest for file in FILES for manifest in yaml.safe_load_all(file.read_text(encoding="utf-8"))
}
DEPLOYMENT = MANIFESTS["Deployment"]
POD = DEPLOYMENT["spec"]["template"]["spec"]
GUIDE = POD["containers"][0]
RELEASES = ("1.31", "1.37")
"""The oldest and the newest release of Kubernetes that they are checked by."""


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("kind", MANIFESTS)
def test_a_manifest_is_as_the_api_wants_it(kind: str, release: str) -> None:
    kubernetes_validate.validate(MANIFESTS[kind], release, strict=True)


def test_a_key_that_is_misspelt_or_misplaced_is_found() -> None:
    for place, key in ((GUIDE, "readinesProbe"), (POD, "readOnlyRootFilesystem")):
        place[key] = {}
        try:
            with pytest.raises(kubernetes_validate.ValidationError, match=key):
                kubernetes_validate.validate(copy.deepcopy(DEPLOYMENT), RELEASES[-1], strict=True)
        finally:
            del place[key]


def test_everything_is_about_the_pods_of_the_guide() -> None:
    labels = DEPLOYMENT["spec"]["template"]["metadata"]["labels"].items()
    selectors = [
        DEPLOYMENT["spec"]["selector"]["matchLabels"],
        MANIFESTS["Service"]["spec"]["selector"],
        MANIFESTS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        MANIFESTS["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
    ]
    assert all(selector.items() <= labels for selector in selectors)
    ports = {port["name"] for port in GUIDE["ports"]}
    asked = {GUIDE[f"{probe}Probe"]["httpGet"]["port"] for probe in ("startup", "readiness", "liveness")}
    assert asked | {MANIFESTS["Service"]["spec"]["ports"][0]["targetPort"]} <= ports


def test_as_many_replicas_are_said_as_there_are() -> None:
    environment = {one["name"]: one.get("value") for one in GUIDE["env"]}
    assert environment["COACH_OR_MENTOR_REPLICAS"] == str(DEPLOYMENT["spec"]["replicas"])
    said = {name for name in environment if name.startswith("COACH_OR_MENTOR_")}
    table = (PROJECT / "docs" / "deployment.md").read_text(encoding="utf-8")
    assert said <= set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))


def test_a_pod_may_do_as_little_as_it_can() -> None:
    security = GUIDE["securityContext"]
    assert security["readOnlyRootFilesystem"] is True
    assert security["allowPrivilegeEscalation"] is False
    assert security["capabilities"] == {"drop": ["ALL"]}
    assert POD["securityContext"]["runAsNonRoot"] is True
    assert POD["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert POD["automountServiceAccountToken"] is False


def test_it_has_time_to_stop_after_it_is_out_of_the_service() -> None:
    waits = int(re.findall(r"sleep\((\d+)\)", GUIDE["lifecycle"]["preStop"]["exec"]["command"][-1])[0])
    probe = GUIDE["readinessProbe"]
    assert waits > probe["periodSeconds"] * probe["failureThreshold"]
    assert POD["terminationGracePeriodSeconds"] >= waits + 15
