"""A PostgreSQL server of the tests' own, on a free port, with a folder of its own. It refuses to run as root."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from tests.browser.server import free_port

PACKAGES_USER = "postgres"
SECONDS_TO_START = 60
WORD = "word-of-the-tests"


class Postgres:
    """A server that can be stopped and started again. `url` is its address, with a password in it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._user = PACKAGES_USER if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql://guide:{WORD}@127.0.0.1:{self._port}/postgres"
        folder.mkdir(mode=0o700)
        if self._user:
            os.chown(folder, pwd.getpwnam(self._user).pw_uid, pwd.getpwnam(self._user).pw_gid)
        word_file = folder.with_suffix(".word")
        word_file.write_text(WORD)
        self._run("initdb", "-D", str(folder), "-U", "guide", "-A", "scram-sha-256", f"--pwfile={word_file}", "-N")

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self._process = subprocess.Popen(
            [_program("postgres"), "-D", str(self._folder), "-p", str(self._port), *given],
            user=self._user,
            cwd="/",
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end and self._process.poll() is None:
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start.")

    def stop(self) -> None:
        """Stop at once, whoever is connected."""
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=SECONDS_TO_START)
            self._process = None

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run([_program(program), *arguments], user=self._user, cwd="/", check=True, capture_output=True)


def _program(name: str) -> str:
    """The program of the newest PostgreSQL here. Without one this fails, and is never skipped."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda file: int(file.parts[-3]))
    program = str(found[-1]) if found else shutil.which(name)
    if program is None:
        raise RuntimeError(f"There is no {name}: run sh tests/postgres/install.sh.")
    return program
