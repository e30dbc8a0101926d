"""What every command ends with: an exit code, and JSON where it was asked for."""

import json
from typing import Any, TextIO

DONE, FAILED, INTERRUPTED = 0, 1, 130
"""Exit codes. 2 is argparse's own, for a command line that cannot be understood."""


def counted(number: int, name: str) -> str:
    """A number of things, by the name of one of them."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def write_json(data: Any, out: TextIO) -> None:
    """Write data as indented JSON."""
    json.dump(data, out, ensure_ascii=False, indent=2)
    out.write("\n")
