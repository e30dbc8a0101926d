"""The command line's parser, and how every command ends."""

import datetime
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter, _SubParsersAction
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TypeAlias

from recommender.cli import analyse, audit, cases, check, diff, explain, new, picture, questions, schema, score
from recommender.cli.output import DONE, FAILED, INTERRUPTED
from recommender.core.errors import GuideError
from recommender.core.model import VIEWS
from recommender.loading.cases import cases_folder
from recommender.loading.shipped import shipped_files

EXIT_CODES = """exit codes:
  0    done, and nothing was wrong
  1    something was wrong with the files or answers, and was reported
  2    the command line could not be understood
  130  interrupted
"""


def main(words: Sequence[str] | None = None) -> int:
    """Run a command, and return its exit code."""
    folder = ArgumentParser(add_help=False, allow_abbrev=False)
    folder.add_argument("--folder", type=Path)
    arguments = parser(folder.parse_known_args(words)[0].folder).parse_args(words)
    try:
        code: int = arguments.run(arguments, sys.stdout)
        sys.stdout.flush()
    except GuideError as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    except BrokenPipeError:  # the reader has seen enough
        _discard_stdout()
        return DONE
    except OSError as error:
        if error.filename is None:
            _discard_stdout()
        sys.stderr.write(f"{error.filename or 'The output'}: {error.strerror}.\n")
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        return INTERRUPTED
    return code


def _discard_stdout() -> None:
    """Let what is still buffered go nowhere: it could not be written, and Python would try again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parser(folder: Path | None = None) -> ArgumentParser:
    """The parser of the whole command line, for the rules and words in this folder, or the shipped ones."""
    folder = folder or shipped_files()
    top = ArgumentParser(
        prog="coach-or-mentor",
        description="Which of two approaches fits, both, or something else first?",
        epilog=EXIT_CODES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    rules = folder / "rules"
    top.add_argument("--folder", type=Path, default=folder, help="a folder with rules, words and cases of one's own")
    top.add_argument("--rules", type=Path, default=rules / "rulebase.yaml", help="the rule base")
    top.add_argument("--guidance", type=Path, default=rules / "guidance.yaml", help="the guidance beside the rules")
    top.add_argument(
        "--content", type=Path, default=folder / "content" / "en", help="the folder with the words of one language"
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, check, "load the rules and the words, and report every fault")
    _add_questions(commands)
    _add_explain(commands)
    _add_score(commands)
    _add_picture(commands)
    _json(_add(commands, analyse, "count where all possible answer sheets end"))
    audited = _json(_add(commands, audit, "look for what is wrong or odd in the rules"))
    audited.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="the day on which sources are due, or not")
    _add_diff(commands, folder)
    _add_cases(commands, folder)
    _add_schema(commands, folder)
    laid_out = _add(commands, new, "lay out a small rule base of your own")
    laid_out.add_argument("directory", type=Path, metavar="DIR", help="a new folder, or an empty one")
    return top


Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"


def _add_questions(commands: Commands) -> None:
    command = _json(_with_view(_add(commands, questions, "print the questions, their ids and options")))
    command.add_argument(
        "--goal", metavar="OPTION", help="what the help is for, so that the other questions mention it"
    )


def _add_explain(commands: Commands) -> None:
    command = _json(_with_view(_add(commands, explain, "print what fits these answers, and why")))
    command.add_argument(
        "answers", nargs="*", metavar="question=option", help="an answer; a question left out is 'not sure'"
    )
    command.add_argument("--flag", action="append", default=[], metavar="ID", help="a screening flag that applies")


def _add_score(commands: Commands) -> None:
    command = _add(commands, score, "score CSV or Parquet files with one row for each person")
    command.add_argument("input", type=Path, metavar="IN", help="a file, or a folder of files")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    command.add_argument("--keep", nargs="*", metavar="COLUMN", help="columns of IN to pass through; by default, all")
    command.add_argument("--no-reasons", action="store_true", help="leave out the reasons, which is faster")
    where = command.add_mutually_exclusive_group()
    where.add_argument("--workers", type=_number, metavar="N", help="score a folder with N processes of this machine")
    where.add_argument("--scheduler", metavar="ADDRESS", help="score a folder with the workers of a Dask scheduler")


def _add_picture(commands: Commands) -> None:
    command = _json(_add(commands, picture, "count a file of many people, and plan for them"))
    command.add_argument("input", type=Path, metavar="IN", help="a CSV, Excel or Parquet file")
    command.add_argument("--view", choices=VIEWS, help="whose view it is, where the file does not say")
    command.add_argument(
        "--screened", action="store_true", help="nothing on the screening list applies to anyone in a file without it"
    )


def _add_diff(commands: Commands, folder: Path) -> None:
    command = _json(_add(commands, diff, "show what a change of the rules does"))
    command.add_argument("old", type=Path, metavar="OLD.yaml")
    command.add_argument("new", type=Path, metavar="NEW.yaml")
    command.add_argument("--cases", type=Path, nargs="+", metavar="PATH", help="files or folders of named cases")
    ours = (cases_folder(folder), folder / "content" / "situations.yaml")
    command.set_defaults(cases=[path for path in ours if path and path.exists()])


def _add_cases(commands: Commands, folder: Path) -> None:
    command = _json(_add(commands, cases, "run named cases, and show which rules they cover"))
    ours = cases_folder(folder)
    command.add_argument(
        "cases",
        type=Path,
        nargs="?" if ours else None,
        default=ours,
        metavar="FOLDER",
        help="a folder with files of cases, or one such file",
    )


def _add_schema(commands: Commands, folder: Path) -> None:
    command = _add(commands, schema, "write what an editor needs to complete and check the files as one types")
    command.add_argument(
        "output", type=Path, nargs="?", default=folder / "schema", metavar="FOLDER", help="where to write it"
    )


def _add(commands: Commands, module: ModuleType, help_text: str) -> ArgumentParser:
    name = module.__name__.rpartition(".")[2]
    command: ArgumentParser = commands.add_parser(name, help=help_text, description=module.run.__doc__)
    command.set_defaults(run=module.run)
    return command


def _with_view(command: ArgumentParser) -> ArgumentParser:
    command.add_argument("--view", choices=VIEWS, default="self", help="about yourself, or about someone you lead")
    return command


def _json(command: ArgumentParser) -> ArgumentParser:
    command.add_argument("--json", action="store_true", help="print JSON")
    return command


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"'{text}' is not a number of processes. Write 1 or more.")
    return int(text)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"'{text}' is not a day. Write it as 2026-11-30.") from error
