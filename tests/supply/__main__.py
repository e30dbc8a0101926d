"""`make audit-lock`: says whether a version that the guide runs on is under an advisory; ends with 1 where one is."""

import sys

from packaging.utils import canonicalize_name

from tests.supply import pypi
from tests.supply.advisories import KNOWN, LOOKED_UP, UNTIL, that_apply
from tests.supply.locked import LOCKED


def main() -> int:
    apply = that_apply(LOCKED, KNOWN)
    packages = {str(canonicalize_name(one.name)) for one in LOCKED}
    unknown = sorted(packages - LOOKED_UP)
    gap = (
        [f"Nobody has yet looked for advisories on {', '.join(unknown)}; see deploy/advisories.yaml"] if unknown else []
    )
    found = "none applies" if not apply else f"{len(apply)} apply"
    print("\n".join([f"{len(packages)} packages, {len(KNOWN)} advisories known until {UNTIL}: {found}", *apply, *gap]))
    said, known_to_pypi = pypi.ask()
    print(said)
    return 1 if apply or known_to_pypi else 0


if __name__ == "__main__":
    sys.exit(main())
