"""The commands of docs/deployment.md for a Debian machine, followed in a folder."""

import re
import stat
import subprocess
from pathlib import Path

import pytest

from tests.browser.server import PROJECT, free_port
from tests.nginx.server import FILES, NAME, Certificate, command
from web.services.services import open_services

BLOCKS = re.findall(r"^```\n(.*?)^```$", (PROJECT / "docs" / "deployment.md").read_text(encoding="utf-8"), re.M | re.S)
NOT_HERE = ("runuser", "certbot", "nginx -t", "systemctl")
"""What begins a command that is about the machine itself."""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with what Debian's nginx has at the start."""
    (tmp_path / "etc" / "nginx").mkdir(parents=True)
    (tmp_path / "etc" / "nginx" / "nginx.conf").write_text("Debian's own")
    (tmp_path / "etc" / "nginx" / "mime.types").write_text("types { text/html html; }")
    return tmp_path


def follow(machine: Path, beginning: str) -> None:
    """Run the block with this command in it, with the machine's folder in the place of its root."""
    block = next(block for block in BLOCKS if beginning in block)
    lines = [line for line in block.splitlines() if not line.startswith(NOT_HERE)]
    script = "\n".join(lines).replace("/etc/", f"{machine}/etc/")
    subprocess.run(["sh", "-eu", "-c", script], cwd=PROJECT, check=True)


def test_the_settings_are_for_root_alone_and_the_guide_takes_them(machine: Path) -> None:
    follow(machine, "install -d -m 700 /etc/coach-or-mentor")
    settings = machine / "etc" / "coach-or-mentor" / "settings"
    assert stat.S_IMODE(settings.stat().st_mode) == 0o600
    environment = dict(line.split("=", 1) for line in settings.read_text(encoding="utf-8").splitlines())
    services = open_services(environment, machine)
    assert services.address == f"https://{NAME}"
    assert services.proxies == 1


def test_nginx_takes_what_was_put_in_its_place(machine: Path, certificate: Certificate) -> None:
    follow(machine, "mkdir -p /etc/nginx/guide")
    place = machine / "etc" / "nginx"
    put = {file.name for file in (place / "guide").iterdir()} | {"nginx.conf"}
    assert put == {file.name for file in FILES.iterdir()}
    site = (place / "guide" / "site.conf").read_text(encoding="utf-8")
    assert NAME not in site
    assert site.count("your.name.example") > 3
    (machine / "log").mkdir()
    live = "/etc/letsencrypt/live/your.name.example"
    places = {
        f"{live}/fullchain.pem": certificate.certificate,
        f"{live}/privkey.pem": certificate.key,
        "/etc/nginx": place,
        "/run/nginx.pid": machine / "pid",
        "/var/log/nginx": machine / "log",
        "listen 80": f"listen 127.0.0.1:{free_port()}",
        "listen 443": f"listen 127.0.0.1:{free_port()}",
    }
    for file in (place / "nginx.conf", *(place / "guide").glob("*.conf")):
        text = file.read_text(encoding="utf-8")
        for old, new in places.items():
            text = text.replace(old, str(new))
        file.write_text(re.sub(r"^.*listen \[::\].*\n", "", text, flags=re.M))
    (machine / "nginx.conf").symlink_to(place / "nginx.conf")
    tried = subprocess.run([*command(machine), "-t"], capture_output=True, text=True)
    assert "syntax is ok" in tried.stderr
