"""`make audit-lock`: says whether a version that the guide runs on is under an advisory; ends with 1 where one is."""

import sys

from packaging.utils import canonicalize_name

from tests.supply import pypi
from tests.supply.advisories import KNOWN, UNTIL, that_apply
from tests.supply.locked import LOCKED


def main() -> int:
    apply = that_apply(LOCKED, KNOWN)
    packages = len({canonicalize_name(one.name) for one in LOCKED})
    found = "none applies" if not apply else f"{len(apply)} apply"
    print("\n".join([f"{packages} packages, {len(KNOWN)} advisories known until {UNTIL}: {found}", *apply]), flush=True)
    said, known_to_pypi = pypi.ask()
    print(said)
    return 1 if apply or known_to_pypi else 0


if __name__ == "__main__":
    sys.exit(main())
