"""A small file that stands for a huge one is refused in a process that has little memory, which goes on."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyarrow as pa

from tests.conftest import ROOT
from tests.recommender.people.files import as_workbook, parquet, with_sheet

MOST_MEMORY = 2_000_000_000
"""Address space in bytes, of which the libraries take more than half. Some bombs would take a hundred times as much."""

PART = "xl/more.xml"

READ = f"""
import resource, sys
from pathlib import Path
from recommender import load_rules, tabulate
from recommender.batch.answer_texts import AnswerTexts
from recommender.people.people_file import UnreadableFile, read_people
texts = AnswerTexts(tabulate(load_rules(Path("rules/rulebase.yaml"))))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
resource.setrlimit(resource.RLIMIT_AS, ({MOST_MEMORY}, {MOST_MEMORY}))
for path in sys.argv[1:]:
    try:
        read_people(texts, Path(path).read_bytes(), path)
        print("read")
    except UnreadableFile as error:
        print(error.kind)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1000)
"""


@cache
def unpacking(megabytes: int) -> bytes:
    """A workbook with a part that unpacks to so much."""
    data = io.BytesIO(as_workbook([]))
    with (
        zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
        file.open(PART, "w", force_zip64=True) as inside,
    ):
        for _ in range(megabytes):
            inside.write(b" " * 1_000_000)
    return data.getvalue()


def saying(workbook: bytes, size: int) -> bytes:
    """A workbook that says that its part has this size."""
    packed = bytearray(workbook)
    at = packed.rindex(PART.encode()) - 46  # the entry of the part in the list at the end
    packed[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(packed)


def repeating(word: str, rows: int) -> bytes:
    """A Parquet file that has one word in each row, and keeps it once."""
    indices = pa.array([0] * rows, pa.int32())
    return parquet(pa.table({"goal": pa.DictionaryArray.from_arrays(indices, pa.array([word]))}))


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "unpacks to more than it says": (lambda: saying(unpacking(250), 1_000), "damaged"),
    "unpacks to much": (lambda: unpacking(250), "bomb"),
    "two cells far apart": (
        lambda: with_sheet('<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'),
        "too-many-columns",
    ),
    "a long word in each row": (lambda: repeating("x" * 100_000, 100_000), "bomb"),
    "commas": (lambda: b"," * 24_000_000, "too-many-cells"),
    "one cell": (lambda: b"a" * 24_000_000, "not-csv"),
    "a quotation mark": (lambda: b'"' + b"a\n" * 12_000_000, "not-csv"),
    "many cells": (lambda: b"a," * 12_000_000, "too-many-cells"),
    "no bomb": (lambda: b"view,screening,goal\nself,none,habit\n", "read"),
}


def test_bombs_are_refused_in_little_memory_and_the_process_goes_on(tmp_path: Path) -> None:
    paths = [tmp_path / bomb for bomb in BOMBS]
    for path, (make, _) in zip(paths, BOMBS.values(), strict=True):
        path.write_bytes(make())
        assert path.stat().st_size < 25_000_000
    done = subprocess.run([sys.executable, "-c", READ, *paths], cwd=ROOT, capture_output=True, text=True, check=True)
    *kinds, megabytes = done.stdout.split()
    assert dict(zip(BOMBS, kinds, strict=True)) == {bomb: kind for bomb, (_, kind) in BOMBS.items()}
    assert int(megabytes) < 600
