"""`schema`: JSON Schemas of all files of a guide, so that an editor completes and checks them."""

import json
import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from recommender.cli.inputs import content_folder
from recommender.cli.output import DONE
from recommender.loading.cases import cases_folder
from recommender.loading.schema.json_schema import json_schema
from recommender.loading.schema.recording import Guide, Recording, record

MODELINE = "# yaml-language-server: $schema="
"""How the line begins by which a YAML file names its schema to an editor."""


def run(arguments: Namespace, out: TextIO) -> int:
    """Write a JSON Schema for each kind of file, and print the line that each file still needs to name its own."""
    content = content_folder(arguments).parent
    guide = Guide(arguments.rules, arguments.guidance, content, cases_folder(arguments.folder))
    recording = write_schemas(guide, arguments.output)
    out.write(f"{len(recording.shapes)} schemas written to {arguments.output}.\n")
    if lines := [*_missing_lines(recording, arguments)]:
        out.write("\n".join(["Put its line at the head of each of these files:", *lines]) + "\n")
    return DONE


def write_schemas(guide: Guide, folder: Path) -> Recording:
    """Write a JSON Schema for each kind of file of a guide into a folder. Raises FaultyFiles where it does not load."""
    recording = record(guide)
    for name, shape in recording.shapes.items():
        path = folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(json_schema(name, shape), ensure_ascii=False, indent=1)
        path.write_text(f"{text}\n", encoding="utf-8")
    return recording


def _missing_lines(recording: Recording, arguments: Namespace) -> Iterator[str]:
    """For each file of the folder that does not name its schema: the file, and the line for it."""
    folder, schemas = arguments.folder.resolve(), arguments.output.resolve()
    for path, (name, lines) in sorted(recording.files.items()):
        line = MODELINE + Path(os.path.relpath(schemas / f"{name}.json", path.parent)).as_posix()
        if path.is_relative_to(folder) and line not in lines:
            yield f"{path.relative_to(folder)}: {line}"
