"""The command line: python -m recommender check | questions | explain | analyse | audit | diff | score."""

import datetime
import os
import sys
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable, Sequence
from pathlib import Path

from recommender.cli import commands
from recommender.cli import rule_keeper as expert
from recommender.core.errors import GuideError
from recommender.core.model import VIEWS

PROJECT = Path(__file__).resolve().parent.parent


def parser() -> ArgumentParser:
    """The parser of the whole command line."""
    top = ArgumentParser(prog="python -m recommender", description="Coaching, mentoring, or something else first?")
    top.add_argument("--rules", type=Path, default=PROJECT / "rules" / "rulebase.yaml", help="the rule base")
    top.add_argument(
        "--guidance", type=Path, default=PROJECT / "rules" / "guidance.yaml", help="the advice beside the rules"
    )
    top.add_argument("--content", type=Path, default=PROJECT / "content" / "en", help="the folder of the words")
    verbs = top.add_subparsers(required=True, metavar="COMMAND")
    _verb(verbs, commands.check, "load the rules and the words, and report every fault")
    asked = _verb(verbs, commands.questions, "print the questions, their ids and options")
    told = _verb(verbs, commands.explain, "say what fits these answers, and why")
    for verb in (asked, told):
        verb.add_argument("--view", choices=VIEWS, default="self", help="about oneself, or about somebody one leads")
        verb.add_argument("--json", action="store_true", help="print JSON")
    asked.add_argument("--goal", metavar="OPTION", help="what the help is for: the other questions then speak of it")
    told.add_argument(
        "answers", nargs="*", metavar="question=option", help="an answer; a question left out is 'not sure'"
    )
    told.add_argument(
        "--tick", action="append", default=[], metavar="ID", help="something ticked on the screening page"
    )
    for verb in (
        _verb(verbs, expert.analyse, "count where all the sheets that there can be end"),
        audited := _verb(verbs, expert.audit, "look for what is wrong or odd in the rules"),
        changed := _verb(verbs, expert.diff, "say what a change of the rules does"),
    ):
        verb.add_argument("--json", action="store_true", help="print JSON")
    audited.add_argument(
        "--today", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD", help="the day from which evidence is old"
    )
    changed.add_argument("old", type=Path, metavar="OLD.yaml")
    changed.add_argument("new", type=Path, metavar="NEW.yaml")
    changed.add_argument("--cases", type=Path, nargs="*", metavar="PLACE", help="files or folders of named cases")
    changed.set_defaults(cases=[PROJECT / "tests" / "cases", PROJECT / "content" / "situations.yaml"])
    scored = _verb(verbs, commands.score, "score a file of many people, CSV or Parquet")
    scored.add_argument("input", type=Path, metavar="IN")
    scored.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    scored.add_argument("--keep", nargs="*", metavar="COLUMN", help="columns of IN to pass on; without this, all")
    scored.add_argument("--no-reasons", action="store_true", help="leave the reasons out, which takes less time")
    return top


def _verb(verbs: "_SubParsersAction[ArgumentParser]", run: Callable[..., int], help_text: str) -> ArgumentParser:
    verb: ArgumentParser = verbs.add_parser(run.__name__, help=help_text, description=run.__doc__)
    verb.set_defaults(run=run)
    return verb


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line. Answers 0 where all is well, 1 where something is wrong with what was given."""
    arguments = parser().parse_args(words)
    try:
        code: int = arguments.run(arguments, sys.stdout)
        sys.stdout.flush()
    except GuideError as error:
        sys.stderr.write(f"{error}\n")
        return commands.BAD
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return commands.GOOD
    return code


if __name__ == "__main__":
    sys.exit(main())
