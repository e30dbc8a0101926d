"""`check`: load everything, count what is there or report every fault, and show what to look at."""

from argparse import Namespace
from pathlib import Path
from typing import TextIO

from recommender.cli.inputs import content_folder
from recommender.cli.leftovers import leftovers
from recommender.cli.output import DONE, counted
from recommender.cli.readability import hardest, reading_age, sentences_in
from recommender.core.errors import FaultyFiles
from recommender.core.tally import tabulate
from recommender.loading.content import load_content
from recommender.loading.released_versions import faults_of_version
from recommender.loading.rules import load_rules
from recommender.loading.terms import faults_of_terms

MEASURED = "en"
"""The language whose reading age can be measured: the formula is for English."""

HARDEST_SHOWN = 10
LEFTOVERS_SHOWN = 5


def run(arguments: Namespace, out: TextIO) -> int:
    """Load the rules, the words and the guidance, and print what is in them, or every fault."""
    rules = load_rules(arguments.rules)
    folder = content_folder(arguments)
    content = load_content(arguments.guidance, folder.parent, rules)
    if faults := [*faults_of_version(arguments.rules, rules), *faults_of_terms(folder.parent)]:
        raise FaultyFiles(faults)
    tabulate(rules)
    wording = content.languages[folder.name].wording
    options = sum(len(question.options) for question in rules.questions)
    out.write(
        f"Rules {rules.version}: {counted(len(rules.gates), 'gate')}, {counted(len(rules.questions), 'question')}, "
        f"{counted(options, 'option')}, {counted(len(rules.patterns), 'pattern')}. "
        f"Words: {counted(len(wording.evidence), 'source')}, {counted(len(wording.pages), 'page text')}, "
        f"{counted(len(content.situations), 'published situation')}. "
        f"Languages: {', '.join(content.languages)}. No faults.\n"
    )
    _write_leftovers(folder, out)
    if folder.name == MEASURED:
        _write_hardest(folder, out)
    return DONE


def _write_leftovers(folder: Path, out: TextIO) -> None:
    found = leftovers(folder)
    if not found:
        return
    be, that = ("is", "that") if len(found) == 1 else ("are", "those")
    out.write(
        f"Note: {counted(len(found), 'text')} {be} still {that} of the example that `new` lays out. "
        "Is that what your guide should say?\n"
    )
    for place, text in found[:LEFTOVERS_SHOWN]:
        out.write(f"{place.path}:{place.line}: {text}\n")
    if more := found[LEFTOVERS_SHOWN:]:
        out.write(f"and {len(more)} more\n")


def _write_hardest(folder: Path, out: TextIO) -> None:
    every = [sentence for sentences in sentences_in(folder).values() for sentence in sentences]
    out.write(f"Reading age of all words: {reading_age(s.text for s in every):.1f}. The hardest sentences:\n")
    for sentence in hardest(every, HARDEST_SHOWN):
        out.write(f"{sentence.location}: {sentence.age:.0f}: {sentence.text}\n")
