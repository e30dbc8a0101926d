"""What the documents show of Python: every example does what is shown."""

import doctest
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

_FENCE = re.compile(r"^```.*$", re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "docs/python.md"])
def test_the_examples_do_what_is_shown(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("rules", "content"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)  # an example may write a file
    text = _FENCE.sub("", (ROOT / name).read_text(encoding="utf-8"))  # a blank line ends what is shown
    example = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    assert example.examples
    shown: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=shown.append)
    assert "".join(shown) == ""
