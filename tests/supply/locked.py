"""The lock: the one version of each package that the guide runs on, under the platforms that it is for."""

import re

from packaging.requirements import Requirement

from tests.conftest import ROOT

FILE = ROOT / "requirements.lock"
ENTRY = re.compile(r"^(\S[^\\\n]*?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
TEXT = FILE.read_text(encoding="utf-8")
LOCKED = [Requirement(entry.group(1)) for entry in ENTRY.finditer(TEXT)]
