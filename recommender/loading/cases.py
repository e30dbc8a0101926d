"""Reading a folder of cases: every YAML file has a list of them, and `claims.yaml`, if it is there, the claims."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from recommender.content.cases import Case, CaseBook, Claim
from recommender.core.errors import Fault, FaultyFiles, GuideError
from recommender.core.model import CERTAINTIES, NOT_SURE, VIEWS, AnswerSheet, RuleBase
from recommender.loading.entries import entries
from recommender.loading.sheets import answers_of, flags_of
from recommender.loading.source_node import SourceNode
from recommender.loading.yaml_source import read

CLAIMS = "claims.yaml"

_EXPECTED = ("outcome", "never", "certainty", "patterns", "without", "claim", "says", "never-says")


def case_files(path: Path) -> list[Path]:
    """A file of cases itself, or those in a folder. Raises GuideError for a folder without any."""
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.glob("*.yaml") if file.name != CLAIMS)
    if not files:
        raise GuideError(f"{path} holds no cases: no file in it ends in .yaml.")
    return files


def cases_folder(folder: Path) -> Path | None:
    """The folder of cases that belongs to a folder with rules and words, if there is one."""
    return next((path for path in (folder / "cases", folder / "tests" / "cases") if path.is_dir()), None)


def load_cases(path: Path, rules: RuleBase) -> CaseBook:
    """The cases in a folder or one file, for these rules, and the claims beside them.

    Raises FaultyFiles with all that is wrong in all files, and GuideError for a folder without any case.
    """
    faults: list[Fault] = []
    roots = [root for file in case_files(path) for root in _read(file, faults)]
    file = (path if path.is_dir() else path.parent) / CLAIMS
    beside = _read(file, faults) if file.is_file() else ()
    claims = [claim for root in beside for claim in entries(root, lambda item: _claim(item, rules), "claim")]
    known = [claim.id for claim in claims] if beside or not file.is_file() else None
    named = [(item, _case(item, rules, known)) for root in roots for item in root.items(at_least_one="case")]
    _check_names(named)
    faults += [fault for root in (*roots, *beside) for fault in root.file.faults]
    if faults:
        raise FaultyFiles(faults)
    return CaseBook(tuple(case for _, case in named), tuple(claims))


def _read(file: Path, faults: list[Fault]) -> tuple[SourceNode, ...]:
    """The root of a file, or nothing where it cannot be read, whose faults are kept."""
    try:
        return (read(file),)
    except FaultyFiles as error:
        faults += error.faults
        return ()


def _case(value: SourceNode, rules: RuleBase, claims: Sequence[str] | None) -> Case:
    """A case. Where the claims are not known, since they cannot be read, that which it names is not checked."""
    fields = value.fields(("name", "view", "answers"), ("screening", *_EXPECTED))
    view, patterns = fields["view"].choice(VIEWS, "view"), [pattern.id for pattern in rules.patterns]
    if ("outcome" in fields) == ("never" in fields):
        value.fault("a case expects an outcome", "add a line 'outcome: ...' or 'never: ...', and not both")
    return Case(
        name=fields["name"].text(),
        sheet=AnswerSheet(view, answers_of(fields["answers"], view, rules), flags_of(fields, view, rules)),
        outcome=fields["outcome"].choice(rules.outcomes, "outcome") if "outcome" in fields else None,
        never=fields["never"].choice(rules.outcomes, "outcome") if "never" in fields else None,
        certainty=fields["certainty"].choice(CERTAINTIES, "certainty") if "certainty" in fields else None,
        patterns=fields["patterns"].choices(patterns, "pattern") if "patterns" in fields else (),
        without=fields["without"].choices(patterns, "pattern") if "without" in fields else (),
        claim=_named(fields["claim"], claims) if "claim" in fields else None,
        says=_texts(fields, "says"),
        never_says=_texts(fields, "never-says"),
        location=value.location,
    )


def _named(value: SourceNode, claims: Sequence[str] | None) -> str:
    return value.text() if claims is None else value.choice(claims, "claim")


def _texts(fields: Mapping[str, SourceNode], name: str) -> tuple[str, ...]:
    return tuple(item.text() for item in fields[name].items()) if name in fields else ()


def _check_names(named: Sequence[tuple[SourceNode, Case]]) -> None:
    """Two cases of one name are a fault, in whatever files they are."""
    first: dict[str, Case] = {}
    for item, case in named:
        if case.name and case.name in first:
            hint = f"the first is at {first[case.name].location}: give one of them another name"
            item.fault(f"there are two cases '{case.name}'", hint)
        first.setdefault(case.name, case)


def _claim(value: SourceNode, rules: RuleBase) -> Claim:
    fields = value.fields(("id", "source", "claim"), ("sides", "not-drawn"))
    if ("sides" in fields) == ("not-drawn" in fields):
        value.fault("a claim has two sides", "add 'sides: ...', or 'not-drawn: ...' to say why the rules have none")
    sides = fields["sides"].fields(rules.approaches) if "sides" in fields else {}
    answers = {approach: _side(side, rules) for approach, side in sides.items()}
    asked = [side.keys() for side in answers.values()]
    if any(other != asked[0] for other in asked):
        fields["sides"].fault("the sides do not answer the same questions", "name each question on every side")
    elif any(first == second for first, second in zip(answers.values(), [*answers.values()][1:], strict=False)):
        fields["sides"].fault("the sides have the same answers", "give at least one question another answer")
    return Claim(
        id=fields["id"].id(),
        source=fields["source"].text(),
        text=fields["claim"].text(),
        sides=answers,
        not_drawn=fields["not-drawn"].text() if "not-drawn" in fields else "",
        location=value.location,
    )


def _side(value: SourceNode, rules: RuleBase) -> dict[str, str]:
    asked = value.fields((), tuple(rules.question))
    offered = {name: [*(option.id for option in rules.question[name].options), NOT_SURE] for name in asked}
    return {name: answer.choice(offered[name], "answer") for name, answer in asked.items()}
