"""Which rules and words are served: those of this project, or those in a folder of one's own."""

import os
from pathlib import Path

from recommender.core.errors import InvalidSetting

PROJECT = Path(__file__).resolve().parents[2]
SETTING = "COACH_OR_MENTOR_RULES"


def named_folder() -> Path:
    """The folder that the setting names, or that of this project. Whether there is a guide in it is not looked at."""
    wanted = os.environ.get(SETTING, "").strip()
    return Path(wanted).expanduser().resolve() if wanted else PROJECT


def served_folder() -> Path:
    """The folder with `rules` and `content` that is served. Raises InvalidSetting where the setting names another."""
    folder = named_folder()
    if not (folder / "rules" / "rulebase.yaml").is_file():
        raise InvalidSetting(f"{SETTING} must be a folder with a file rules/rulebase.yaml.")
    return folder
