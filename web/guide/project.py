"""Which rules and words are served: those of this project, or those in a folder of one's own."""

import os
import sys
from pathlib import Path

from recommender.core.errors import InvalidSetting

PROJECT = Path(__file__).resolve().parents[2]
SETTING = "COACH_OR_MENTOR_RULES"


def named_folder() -> Path:
    """The folder that the setting names, or that of this project. Whether there is a guide in it is not looked at."""
    wanted = _wanted()
    return Path(wanted).expanduser().resolve() if wanted else PROJECT


def served_folder() -> Path:
    """The folder with `rules` and `content` that is served. Raises InvalidSetting where the setting names another."""
    folder = named_folder()
    if not (folder / "rules" / "rulebase.yaml").is_file():
        shown = _wanted() or PROJECT
        raise InvalidSetting(
            f"There is no guide in the folder '{shown}': it has no file rules/rulebase.yaml. "
            f"Look at the name: {SETTING} says it, or RULES where you run make."
        )
    return folder


def _wanted() -> str:
    return os.environ.get(SETTING, "").strip()


def main() -> int:
    """What `make run` looks at first, so that nothing starts where there is no guide."""
    try:
        served_folder()
    except InvalidSetting as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
