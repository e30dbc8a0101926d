"""Mutation testing of the modules that decide: `make test-deep` runs it after the tests.

Each mutant is tried by the tests of its module, with the same few examples a property as `make test`, so this says
how much the quick tests see. A mutant that no test notices must be listed in survivors.yaml with the reason why it may;
and one that stands there and is noticed must go from there.
"""

import ast
import importlib.abc
import importlib.machinery
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import hypothesis  # noqa: F401 - what every mutant's tests need is imported once, before they part
import numpy as np  # noqa: F401
import pytest
import yaml
from scipy import optimize  # noqa: F401

from tests.mutation.mutants import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[2]
SURVIVORS = Path(__file__).with_name("survivors.yaml")
LEAST = 0.95
SECONDS = 120
"""How long the tests of one mutant may compute: one that never ends is noticed too."""

CORE = "tests/recommender/core"
EXPLANATION = "tests/recommender/explanation"
ANALYSIS = "tests/recommender/analysis"
TESTS_OF = {
    "recommender.core.tally": [CORE, "tests/recommender/loading/test_rules.py"],
    "recommender.core.decision": [CORE, f"{EXPLANATION}/test_cases.py"],
    "recommender.explanation.reasons": [f"{EXPLANATION}/test_recommend.py"],
    "recommender.explanation.counterfactuals": [f"{EXPLANATION}/test_counterfactuals.py"],
    "recommender.explanation.caveats": [f"{EXPLANATION}/test_caveats.py"],
    "recommender.explanation.recommend": [f"{EXPLANATION}/test_recommend.py"],
    "recommender.explanation.weight_sensitivity": [f"{EXPLANATION}/test_weight_sensitivity.py"],
    "recommender.analysis.reachable_outcomes": [f"{ANALYSIS}/test_reachable_outcomes.py"],
    "recommender.analysis.case_results": [f"{ANALYSIS}/test_case_results.py"],
    "recommender.analysis.claim_pairs": [f"{ANALYSIS}/test_claim_pairs.py"],
    "recommender.analysis.threshold_sides": [
        f"{ANALYSIS}/test_{name}.py" for name in ("sheet_finder", "threshold_sides")
    ],
}


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Has one module imported as its mutant."""

    def __init__(self, module: str, tree: ast.Module) -> None:
        self.module, self.code = module, compile(tree, f"<mutant of {module}>", "exec")

    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        return importlib.machinery.ModuleSpec(name, self) if name == self.module else None

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, vars(module))


def source_of(module: str) -> str:
    return (ROOT / module.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8")


def start(module: str, tree: ast.Module) -> int:
    """Run the tests of a module in a process of their own, where it is this: its exit code is 0 where all pass."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        sys.meta_path.insert(0, Mutated(module, tree))
        options = ["-x", "-q", "--tb=no", "-pno:cacheprovider", "-Wignore::pytest.PytestAssertRewriteWarning"]
        code = int(pytest.main([*options, "--hypothesis-profile=first-fault", *TESTS_OF[module]]))
    finally:
        os._exit(code)


def survivors_of(module: str, mutants: Sequence[Mutant]) -> Iterator[Mutant]:
    """The mutants that no test notices. As many are tried at once as there are processors."""
    waiting, running = [*reversed(mutants)], dict[int, Mutant]()
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            mutant = waiting.pop()
            running[start(module, mutant.tree)] = mutant
        child, status = os.wait()
        mutant = running.pop(child)
        if status == 0:
            yield mutant


def main(modules: Sequence[str]) -> int:
    reasons: dict[str, dict[str, str]] = yaml.safe_load(SURVIVORS.read_text(encoding="utf-8"))
    count, survivors = 0, set[tuple[str, str]]()
    for module in modules:
        source = source_of(module)
        if [*survivors_of(module, [Mutant("unchanged", ast.parse(source))])] == []:
            sys.exit(f"{module}: its tests fail without any mutant.")
        mutants = [*mutants_of(source)]
        count += len(mutants)
        for mutant in survivors_of(module, mutants):
            survivors.add((module, mutant.name))
            known = mutant.name in reasons.get(module, {})
            print(f"{module} survives{'' if known else ', and nothing says why it may'}: {mutant.name}", flush=True)
    listed = {(module, name) for module in modules for name in reasons.get(module, {})}
    for module, name in sorted(listed - survivors):
        print(f"{module} is noticed, and is still listed in {SURVIVORS.name}: {name}")
    noticed = 1 - len(survivors) / count
    print(f"{count - len(survivors)} of {count} mutants are noticed: {noticed:.1%}.")
    return 0 if listed == survivors and noticed >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [*TESTS_OF]))
