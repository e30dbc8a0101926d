"""An nginx on free ports, with the files of deploy/nginx, in which only places and ports are changed."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.server import free_port

NAME = "guide.example.org"
FILES = Path(__file__).resolve().parents[2] / "deploy" / "nginx"
SECONDS_TO_START = 10
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True, slots=True)
class Certificate:
    """The files of a certificate for NAME that nobody but the tests believes."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Nginx:
    """A running nginx: where its two ports, its logs and its folder for temporary files are."""

    folder: Path
    https: int
    http: int

    @property
    def logs(self) -> str:
        """All that it has logged, of requests and of itself, and all that it wrote to its standard error."""
        return "".join(file.read_text(encoding="utf-8", errors="replace") for file in self.folder.glob("log/*"))

    @property
    def accesses(self) -> list[str]:
        """The lines of the access log."""
        return (self.folder / "log" / "access.log").read_text(encoding="utf-8").splitlines()

    @property
    def temporary(self) -> Path:
        """Where a body that does not fit into memory would be written."""
        return self.folder / "temporary"


@contextmanager
def nginx(
    certificate: Certificate, replicas: Sequence[int], changed: Mapping[str, str] | None = None, *, https: int = 0
) -> Iterator[Nginx]:
    """An nginx in front of the replicas on these ports. `changed` are changes to the configuration, old to new.

    `https` is the port for visitors, or 0 for any.
    """
    with tempfile.TemporaryDirectory(prefix="nginx-") as made:
        folder = Path(made)
        server = Nginx(folder, https or free_port(), free_port())
        lay_out(server, certificate, replicas, changed or {})
        with (folder / "log" / "stderr").open("wb") as stderr:
            process = subprocess.Popen([*command(folder), "-g", "daemon off;"], stderr=stderr)
        try:
            if not _answers(server.https, process):
                raise RuntimeError(f"nginx did not start.\n{server.logs}")
            yield server
        finally:
            process.terminate()
            process.wait(timeout=SECONDS_TO_START)


def lay_out(server: Nginx, certificate: Certificate, replicas: Sequence[int], changed: Mapping[str, str]) -> None:
    """Put the files of deploy/nginx into the server's folder, with its ports. Each change must find what it changes."""
    folder = server.folder
    folder.chmod(0o755)  # workers have no rights of root
    for name in ("log", "temporary", "guide", "acme"):
        (folder / name).mkdir()
    places = {
        "/etc/nginx/guide": str(folder / "guide"),
        "/run/nginx.pid": str(folder / "nginx.pid"),
        "/var/log/nginx": str(folder / "log"),
        "/var/www/html": str(folder / "acme"),
        f"/etc/letsencrypt/live/{NAME}/fullchain.pem": str(certificate.certificate),
        f"/etc/letsencrypt/live/{NAME}/privkey.pem": str(certificate.key),
        "listen 443": f"listen 127.0.0.1:{server.https}",
        "listen 80": f"listen 127.0.0.1:{server.http}",
        "http {\n": "http {\n" + "".join(f"{kind}_temp_path {folder}/temporary/{kind};\n" for kind in _TEMPORARY),
    }
    texts = {file.name: file.read_text(encoding="utf-8") for file in FILES.iterdir()}
    texts["replicas.conf"] = _with_ports(texts["replicas.conf"], replicas)
    for old, new in (dict(changed) | places).items():
        assert any(old in text for text in texts.values()), f"deploy/nginx has no {old!r}"
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    for name, text in texts.items():
        without_ipv6 = re.sub(r"^.*listen \[::\]:.*\n", "", text, flags=re.MULTILINE)
        place = folder / name if name == "nginx.conf" else folder / "guide" / name
        place.write_text(without_ipv6, encoding="utf-8")


def command(folder: Path) -> list[str]:
    """How nginx is called with the configuration in this folder. Without an nginx this fails, and is never skipped."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        raise RuntimeError("There is no nginx: run sh tests/nginx/install.sh.")
    return [program, "-e", str(folder / "log" / "error.log"), "-c", str(folder / "nginx.conf")]


def _with_ports(text: str, replicas: Sequence[int]) -> str:
    """The list of replicas with these ports, each line otherwise as the first one is."""
    comment, line = re.findall(r"^(?:#|server).*", text, re.MULTILINE)[:2]
    return "\n".join([comment, *(line.replace("8501", str(port)) for port in replicas), ""])


def _answers(port: int, process: "subprocess.Popen[bytes]") -> bool:
    """Whether it comes to answer."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.02)
    return False
