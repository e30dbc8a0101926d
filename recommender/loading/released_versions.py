"""Which versions are released beside a rule base. None is used again for other rules, and a new one is the highest."""

from pathlib import Path

from recommender.core.errors import Fault
from recommender.core.model import RuleBase
from recommender.loading.releases import read_release
from recommender.loading.versions import is_version, next_version, order_of
from recommender.loading.yaml_source import read

RELEASED = "released"
"""The folder of the releases, beside the rules. Each file is named by its version."""


def higher_release(folder: Path, version: str) -> str:
    """The highest version released in this folder, if it is higher than this one; or else ""."""
    released = [file.stem for file in folder.glob("*.json") if is_version(file.stem)]
    highest = max(released, key=order_of, default=version)
    return highest if order_of(highest) > order_of(version) else ""


def faults_of_version(path: Path, rules: RuleBase) -> list[Fault]:
    """A fault where the version of the rules in this file is released with others, or is below one that is released.

    Only the release of this version is read. Raises FaultyFiles where it cannot be used.
    """
    folder = path.parent / RELEASED
    file, higher = folder / f"{rules.version}.json", higher_release(folder, rules.version)
    if file.is_file():
        released = read_release(file).rules
        if (released.digest, released.outcomes) == (rules.digest, rules.outcomes):
            return []
        said = f"{rules.version} is released with other rules"
    elif higher:
        said = f"{rules.version} is below {higher}, which is released"
    else:
        return []
    version = next(value for key, value in read(path).pairs() if key.text() == "version")
    hint = f"raise `version` and `date`, such as {next_version(higher or rules.version)}"
    return [Fault(version.location, said, hint)]
