"""`new`: a small rule base of one's own, laid out in a folder."""

import shlex
import shutil
from argparse import Namespace
from io import StringIO
from pathlib import Path
from typing import TextIO

from recommender.cli import schema
from recommender.cli.output import DONE
from recommender.core.errors import GuideError
from recommender.loading.shipped import shipped_files

START = Path("examples") / "start"
"""Where the small rule base is, among the shipped files."""

_NEXT = """{folder} holds a small rule base that works as it is, and comments that say what each line does.
docs/authoring.md goes through a first change. After each change, from the folder of the project:

  make check RULES={folder}    every fault, with its place and a hint
  make cases RULES={folder}    whether people get what they should
  make audit RULES={folder}    what is odd, over all possible answers
  make run RULES={folder}      the guide in a browser

Where it is installed, name the folder before the command: --folder {folder} check, or cases, or audit.
"""


def run(arguments: Namespace, out: TextIO) -> int:
    """Lay out a small rule base of your own in a folder, with comments that say what to change."""
    folder: Path = arguments.directory
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise GuideError(f"{folder} is there already, and not an empty folder. Name a new one; nothing was written.")
    shutil.copytree(shipped_files() / START, folder, copy_function=shutil.copyfile, dirs_exist_ok=True)
    rules = folder / "rules"
    files = Namespace(
        folder=folder,
        rules=rules / "rulebase.yaml",
        guidance=rules / "guidance.yaml",
        content=folder / "content" / "en",
        output=folder / "schema",
    )
    schema.run(files, StringIO())
    out.write(_NEXT.format(folder=shlex.quote(str(folder))))
    return DONE
