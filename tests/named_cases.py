"""The cases in the folder `cases`, by their file and name."""

from pathlib import Path
from typing import Any

from tests.parsed import read

CASES: dict[str, dict[str, Any]] = {
    f"{path.stem}: {case['name']}": case
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in read(path)
}
