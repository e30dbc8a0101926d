"""Mutants of a module: its source with one small thing changed that a test should notice.

Kept tools were tried: mutmut leaves out every decorated function, and so the cached ones that decide; cosmic-ray
counts changes to annotations, which no test can run.
"""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

Change = tuple[ast.AST, ast.AST]
"""A node, and what takes its place."""

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "reversed": "list"}


@dataclass(frozen=True)
class Mutant:
    """A changed module. `name` says where and what the change is, and stays the same when lines move."""

    name: str
    tree: ast.Module


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree, seen = ast.parse(source), Counter[str]()
    places = [*_places(tree, "module")]
    for number, (place, node) in enumerate(places):
        for old, new in _changes(node):
            name = f"{place}: {_text(old)} -> {_text(new)}"
            seen[name] += 1
            changed = copy.deepcopy(tree)
            twin = [*_places(changed, "module")][number][1]
            _replace(changed, _twin_of(node, twin, old), copy.deepcopy(new))
            yield Mutant(name if seen[name] == 1 else f"{name} ({seen[name]})", ast.fix_missing_locations(changed))


def _places(node: ast.AST, place: str) -> Iterator[tuple[str, ast.AST]]:
    """All that runs, each with the function or class that it is in: no annotation, no docstring, no import."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        place = node.name if place == "module" else f"{place}.{node.name}"
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            skipped = docstring or isinstance(child, ast.Import | ast.ImportFrom | ast.JoinedStr)
            if isinstance(child, ast.AST) and not skipped and not _of_types(child):
                yield place, child
                yield from _places(child, place)


def _of_types(node: ast.AST) -> bool:
    """Whether this is about types alone: `list[int]` where a list is made, a type's name, what only mypy runs."""
    if isinstance(node, ast.If):
        return "TYPE_CHECKING" in ast.unparse(node.test)
    return isinstance(node, ast.Subscript) and ast.unparse(node.value) in ("list", "dict", "set", "tuple", "Counter")


def _changes(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[op]):
            for other in COMPARED[type(op)]:
                yield node, ast.Compare(node.left, [other()], node.comparators)
        case ast.BinOp(op=op) if type(op) in COUNTED:
            yield node, ast.BinOp(node.left, COUNTED[type(op)](), node.right)
        case ast.AugAssign(op=op) if type(op) in COUNTED:
            yield node, ast.AugAssign(node.target, COUNTED[type(op)](), node.value)
        case ast.BoolOp(op=op):
            yield node, ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(operand=operand):
            yield node, operand
        case ast.Constant(value=bool(value)):
            yield node, ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield node, ast.Constant(value + 1)
        case ast.Constant(value=str(value)):
            yield node, ast.Constant(value + "?")
        case ast.If(test=test) | ast.IfExp(test=test):
            yield test, ast.Constant(True)
            yield test, ast.Constant(False)
        case ast.comprehension(ifs=[test]):
            yield test, ast.Constant(True)
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield node, ast.Return(ast.Constant(None))
        case ast.Call(func=ast.Name(id=name)) if name in CALLED:
            yield node, ast.Call(ast.Name(CALLED[name], ast.Load()), node.args, _fitting(node, CALLED[name]))
        case ast.Break():
            yield node, ast.Continue()
        case ast.Continue():
            yield node, ast.Break()
        case ast.Raise() | ast.Expr():
            yield node, ast.Pass()


def _fitting(call: ast.Call, name: str) -> list[ast.keyword]:
    return [] if name == "list" else call.keywords


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _text(node: ast.AST) -> str:
    """A change on one line."""
    return " ".join(ast.unparse(node).split())


def _twin_of(node: ast.AST, twin: ast.AST, wanted: ast.AST) -> ast.AST:
    """In a copy of a node, the part at the place of the wanted part in the node itself."""
    return next(other for one, other in zip(ast.walk(node), ast.walk(twin), strict=True) if one is wanted)


def _replace(tree: ast.Module, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, field, new)
                return
            if isinstance(value, list) and any(one is old for one in value):
                value[[one is old for one in value].index(True)] = new
                return
    raise LookupError("There is no such node.")
