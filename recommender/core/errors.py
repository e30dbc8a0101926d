"""The errors that the guide raises. Each says what is wrong, where, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class SourceLocation:
    """A location in a file. `line` and `column` count from 1; `source_line` is the text of the line."""

    path: str
    line: int
    column: int
    source_line: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault in a file: its location, a message, and a hint (or "")."""

    location: SourceLocation
    message: str
    hint: str = ""

    def __str__(self) -> str:
        caret = " " * (self.location.column - 1) + "^"
        lines = [f"{self.location}: {self.message}"]
        if self.location.source_line.strip():
            lines += [f"    {self.location.source_line}", f"    {caret}"]
        if self.hint:
            lines.append(f"    hint: {self.hint}")
        return "\n".join(lines)


class GuideError(ValueError):
    """The base class of every error that the guide raises on purpose."""


class FaultyFiles(GuideError):
    """Rules or words that cannot be used. `faults` are all that were found, in the order of the files."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__("\n\n".join([*map(str, self.faults), f"{count} found."]))


class InvalidAnswer(GuideError):
    """An answer that the rule base does not know: the question (or `view`, `screening`), the value, what is allowed."""

    def __init__(self, question: str, value: str, allowed: Sequence[str]) -> None:
        self.question, self.value, self.allowed = question, value, tuple(allowed)
        super().__init__(f"{question}: '{value}' is not known here. Allowed: {', '.join(self.allowed) or 'nothing'}.")


class InvalidTable(GuideError):
    """A file of answer sheets that cannot be read as a table. The message says what is wrong and what to do."""


class LinkError(GuideError):
    """The base class of the errors about links."""


class DamagedLink(LinkError):
    """A link that is truncated, altered, or not sealed with a key of this server."""


class ExpiredLink(LinkError):
    """A link that has expired."""


class UnknownRules(LinkError):
    """A link created under rules that this server does not have. `version` is the version of the rules."""

    def __init__(self, version: str) -> None:
        self.version = version
        super().__init__(f"The link was created under rules {version}, which this server does not have.")


class RevokedLink(LinkError):
    """A link that its creator has revoked."""


class DatabaseUnavailable(LinkError):
    """A link that is not opened, because the database of revoked links does not answer."""


class InvalidSetting(GuideError):
    """A setting that cannot be used. The message names the variable, and shows no value but the name of a folder."""


class InvalidFile(GuideError):
    """A saved result that cannot be read. The message says what is wrong and what to do."""


class InvalidKey(GuideError):
    """A key for sealing links that cannot be used. The message never contains the key."""
